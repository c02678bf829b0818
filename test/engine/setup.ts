import type { IDataObject, INodeParameters, INodeParameterResourceLocator } from 'n8n-workflow';
import { type Account, type Simulator, type SimulatorOptions, startSimulator } from '../simulator';
import { type RunOptions, type RunResult, runNode } from './harness';

/** The credential's fields for an account of the simulator. */
export function credentialFor(
	simulator: Simulator,
	account: Account = simulator.account,
	more: IDataObject = {},
): IDataObject {
	return {
		accessKeyId: account.accessKeyId,
		accessKeySecret: account.accessKeySecret,
		securityToken: account.securityToken ?? '',
		regionId: 'cn-hangzhou',
		signatureMethod: 'ACS3-HMAC-SHA256',
		endpointType: 'custom',
		endpoint: simulator.url,
		...more,
	};
}

/** An account of the simulator with a key that may do so much. */
export function accountWith(name: string, rights: 'full' | string[]) {
	return {
		accountId: '1000000000000001',
		accessKeyId: `LTAI-${name}`,
		accessKeySecret: `secret-${name}`,
		rights,
	};
}

export function locator(value: string): INodeParameterResourceLocator {
	return { __rl: true, mode: 'id', value };
}

/** A simulator for the tests of a file, and the node running against it. */
export function useSimulator(options: SimulatorOptions = {}) {
	let simulator: Simulator | undefined;
	const get = () => {
		if (!simulator) throw new Error('The simulator was not started yet');
		return simulator;
	};
	beforeAll(async () => {
		simulator = await startSimulator({ eipQuota: 10_000, ...options });
	});
	beforeEach(() => get().reset());
	afterAll(async () => await simulator?.close());

	type Settings = Omit<Partial<RunOptions>, 'parameters'>;
	const run = async (parameters: INodeParameters, settings: Settings = {}): Promise<RunResult> =>
		await runNode({
			parameters: { resource: 'elasticIp', ...parameters },
			credential: credentialFor(get()),
			...settings,
		});
	const items = async (
		parameters: INodeParameters,
		settings: Settings = {},
	): Promise<IDataObject[]> => {
		const result = await run(parameters, settings);
		if (result.error) throw result.error;
		return result.items.map(({ json }) => json);
	};
	return {
		get simulator() {
			return get();
		},
		run,
		items,
		/** Business parameters of the requests of an action, in the order they came in. */
		sent: (action: string) =>
			get()
				.requests.filter((request) => request.action === action)
				.map(({ parameters }) => parameters),
	};
}
