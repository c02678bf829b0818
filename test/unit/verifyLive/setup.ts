import { request } from 'undici';
import { CancelledError, type Clock } from '../../../nodes/AlibabaCloudEip/api/client/clock';
import {
	type Account,
	type Simulator,
	type SimulatorOptions,
	startSimulator,
} from '../../simulator';
import type { Deliver } from '../../../scripts/verifyLive/deliver';
import type { Credentials } from '../../../scripts/verifyLive/options';
import type { Result } from '../../../scripts/verifyLive/runChecks';
import {
	type Verified,
	type VerifyOptions,
	verifyLive,
} from '../../../scripts/verifyLive/verifyLive';

const MINUTE = 60_000;

/** Begins now, and passes at once while somebody waits. */
class LeapingClock implements Clock {
	time = Date.now();

	readonly now = () => this.time;

	readonly monotonic = () => this.time;

	/** Nothing is under way while time leaps. */
	readonly after = () => () => {};

	readonly turn = async () => {};

	async sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
		if (signal?.aborted) throw new CancelledError();
		this.time += milliseconds;
	}
}

/** Brings requests for any of Alibaba Cloud's hosts to the simulator, the host name kept. */
export function toSimulator(simulator: Simulator): Deliver {
	return async ({ url, method, headers }) => {
		const { host, pathname, search } = new URL(url);
		const reply = await request(`${simulator.url}${pathname}${search}`, {
			method,
			headers: { ...headers, host },
		});
		return { statusCode: reply.statusCode, headers: reply.headers, body: await reply.body.text() };
	};
}

export function credentialsOf(account: Account): Credentials {
	return {
		accessKeyId: account.accessKeyId,
		accessKeySecret: account.accessKeySecret,
		securityToken: account.securityToken ?? '',
		regionId: 'cn-hangzhou',
		endpointType: 'public',
		endpoint: '',
	};
}

/** Elastic IPs of many kinds, so that every check finds what it needs. */
export function fillAccount(simulator: Simulator, now: number): void {
	simulator.addBandwidthPackage({ bandwidthPackageId: 'cbwp-verify1', bandwidth: 50 });
	simulator.addEips(1, {
		name: 'Production-web',
		allocationTime: now - 50 * MINUTE,
		tags: [
			{ key: 'env', value: 'production' },
			{ key: 'team', value: 'web' },
		],
	});
	simulator.addInstance({ type: 'EcsInstance', id: 'i-verifylive01' });
	simulator.addInstance({ type: 'Nat', id: 'ngw-verifylive01' });
	simulator.addEips(1, {
		name: 'gateway',
		allocationTime: now - 40 * MINUTE,
		instanceId: 'ngw-verifylive01',
		instanceType: 'Nat',
	});
	const [packaged] = simulator.addEips(1, {
		name: 'packaged',
		allocationTime: now - 30 * MINUTE,
		instanceId: 'i-verifylive01',
		bandwidth: 7,
	});
	simulator.change(packaged.allocationId, { bandwidthPackageId: 'cbwp-verify1' });
	simulator.addEips(12, { allocationTime: now - 20 * MINUTE });
	const [locked] = simulator.addEips(1, { allocationTime: now - 10 * MINUTE });
	simulator.lock(locked.allocationId, 'financial');
}

export interface Run extends Verified {
	/** The result of a check. */
	of(id: string): Result;
	said: string;
}

/** A simulator for the tests of a file, and the live check running against it. */
export function useLiveCheck(options: SimulatorOptions = {}) {
	const clock = new LeapingClock();
	let started: Simulator | undefined;
	const get = () => {
		if (!started) throw new Error('The simulator was not started yet');
		return started;
	};
	beforeAll(async () => {
		started = await startSimulator({
			now: clock.now,
			durations: { releasing: 3_000 },
			...options,
		});
	});
	beforeEach(() => get().reset());
	afterAll(async () => await started?.close());

	return {
		clock,
		get simulator() {
			return get();
		},
		async run(
			settings: { write?: boolean; account?: Account } & Partial<VerifyOptions> = {},
		): Promise<Run> {
			const said: string[] = [];
			const { write = false, account = get().account, ...rest } = settings;
			const verified = await verifyLive({
				credentials: credentialsOf(account),
				deliver: toSimulator(get()),
				clock,
				say: (text) => said.push(text),
				...(write && { confirmPurchase: async () => true }),
				...rest,
			});
			return {
				...verified,
				said: said.join('\n'),
				of(id) {
					const result = verified.results.find((one) => one.id === id);
					if (!result) throw new Error(`There is no check ${id}`);
					return result;
				},
			};
		},
	};
}
