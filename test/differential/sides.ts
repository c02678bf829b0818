import type { Operation } from '../../nodes/AlibabaCloudEip/resources/Operation';
import { runNode } from '../engine/harness';
import type { Simulator } from '../simulator';
import { type OfficialClient, officialClient } from '../simulator/testing/officialClient';
import { deliberate } from './deliberate';
import { type Input, toNodeParameters } from './input';
import { type Recorded, type Recorder, startRecorder } from './recorder';

/** The two that are compared: the node, run by n8n-core, and the official client. */

export const REGION = 'cn-beijing';

export const SIGNATURES = ['ACS3-HMAC-SHA256', 'HMAC-SHA1'] as const;
export type SignatureMethod = (typeof SIGNATURES)[number];

/** Fixed by the environment to repeat a run that failed. */
export const SEED = Number(process.env.DIFFERENTIAL_SEED ?? Date.now() % 1_000_000);

export interface Sides {
	readonly recorder: Recorder;
	/** Runs the node; all that it sends is in `recorder.requests`. @returns why it failed */
	runOurs(
		resource: string,
		operation: Operation,
		input: Input,
		signatureMethod: SignatureMethod,
	): Promise<string | undefined>;
	/** What the official client sends for the same input. */
	sentBySdk(
		action: string,
		wire: Record<string, unknown>,
		signatureMethod: SignatureMethod,
	): Promise<Recorded>;
}

/** Starts a recorder for the tests of a file. */
export function useSides(): Sides {
	let recorder: Recorder | undefined;
	const get = () => {
		if (!recorder) throw new Error('The recorder was not started yet');
		return recorder;
	};
	const clients: Record<SignatureMethod, () => OfficialClient> = {
		'ACS3-HMAC-SHA256': once(() => officialClient(get() as unknown as Simulator)),
		'HMAC-SHA1': once(() => officialClient(get() as unknown as Simulator, { algorithm: 'v2' })),
	};
	beforeAll(async () => {
		recorder = await startRecorder();
		console.info(`differential: seed ${SEED} (repeat with DIFFERENTIAL_SEED=${SEED})`);
	});
	beforeEach(() => get().clear());
	afterAll(async () => await recorder?.close());
	return {
		get recorder() {
			return get();
		},
		async runOurs(resource, operation, input, signatureMethod) {
			const { account, url } = get();
			const { error } = await runNode({
				parameters: toNodeParameters(resource, operation, input, REGION),
				credential: {
					accessKeyId: account.accessKeyId,
					accessKeySecret: account.accessKeySecret,
					securityToken: '',
					regionId: 'cn-hangzhou',
					signatureMethod,
					endpointType: 'custom',
					endpoint: url,
				},
			});
			return error && `${error.message} ${error.description ?? ''}`;
		},
		async sentBySdk(action, wire, signatureMethod) {
			get().clear();
			await clients[signatureMethod]().call(action, wire);
			return get().requests[0];
		},
	};
}

/** Compares two requests, business parameter by business parameter. */
export function expectSame(
	ours: Recorded,
	theirs: Recorded,
	signatureMethod: SignatureMethod,
): void {
	for (const { signatureFault, signatureMethod: used } of [ours, theirs]) {
		expect(signatureFault).toBeUndefined();
		expect(used).toBe(signatureMethod);
	}
	const { action, method, version } = theirs;
	expect(ours).toMatchObject({ action, method, version });
	expect(withoutAdded(ours, theirs)).toEqual(theirs.parameters);
}

/** Takes out what the node adds, where the SDK sends nothing of that name. */
function withoutAdded({ action, parameters }: Recorded, theirs: Recorded): Record<string, string> {
	return Object.fromEntries(
		Object.entries(parameters).filter(
			([name]) =>
				name in theirs.parameters ||
				!(name in deliberate.added || `${action}.${name}` in deliberate.addedIn),
		),
	);
}

function once<Value>(make: () => Value): () => Value {
	let made: Value | undefined;
	return () => (made ??= make());
}
