import type { Fault, Simulator } from '../simulator';
import { Random } from '../simulator/state/random';

/** Faults at random, the same for the same seed. */

const KINDS: Array<Omit<Fault, 'action'>> = [
	{ kind: 'dropBefore' },
	{ kind: 'dropAfter' },
	{ kind: 'delay', ms: 2_000 },
	{ kind: 'delay', ms: 2_000, after: true },
	{ kind: 'status', status: 500 },
	{ kind: 'status', status: 503, run: true },
	{ kind: 'code', code: 'InternalError', status: 500, run: true },
	{ kind: 'throttle', retryAfterMs: 200 },
	{ kind: 'throttle' },
	{ kind: 'html' },
	{ kind: 'html', run: true },
	{ kind: 'truncate' },
	{ kind: 'truncate', clean: true },
	{ kind: 'body', body: 'garbage' },
	{ kind: 'code', code: 'LastTokenProcessing', status: 400 },
	{ kind: 'code', code: 'OperationConflict', status: 400 },
	{ kind: 'code', code: 'SignatureNonceUsed', status: 400 },
	// The node does not repeat these; n8n's Retry On Fail does.
	{ kind: 'code', code: 'Forbidden.RAM', status: 403 },
	{ kind: 'code', code: 'QuotaExceeded.Eip', status: 400 },
	{ kind: 'redirect', location: 'http://127.0.0.1:9/' },
];

const ACTIONS = [
	'AllocateEipAddress',
	'AssociateEipAddress',
	'AssociateEipAddressBatch',
	'UnassociateEipAddress',
	'ReleaseEipAddress',
	'ModifyEipAddressAttribute',
	'DescribeEipAddresses',
	/./,
];

/** Milliseconds between two faults, on average, and between two outages. */
const BETWEEN_FAULTS = 1_500;
const BETWEEN_OUTAGES = 240_000;
const LONGEST_OUTAGE = 20_000;
/** Faults wait for a request of their action; so many may. */
const MOST_WAITING = 12;

/** Injects faults until it is stopped. */
export class FaultPlan {
	/** How many of each kind, and outages. */
	readonly injected = new Map<string, number>();
	private readonly random: Random;
	private timer: NodeJS.Timeout | undefined;
	private nextOutage: number;
	private outageEnd = 0;

	constructor(
		private readonly simulator: Simulator,
		seed: number,
	) {
		this.random = new Random(seed);
		this.nextOutage = this.random.next() * BETWEEN_OUTAGES;
	}

	start(): void {
		const begin = Date.now();
		const next = () => {
			this.inject(Date.now() - begin);
			this.timer = setTimeout(next, -Math.log(1 - this.random.next()) * BETWEEN_FAULTS);
		};
		next();
	}

	/** No more faults, also none that still wait. */
	stop(): void {
		clearTimeout(this.timer);
		this.simulator.faults.clear();
	}

	private inject(elapsed: number): void {
		if (this.outageEnd > 0) {
			if (elapsed < this.outageEnd) return;
			this.outageEnd = 0;
			this.simulator.faults.clear();
		}
		if (elapsed >= this.nextOutage) {
			this.nextOutage = elapsed + BETWEEN_OUTAGES * (0.5 + this.random.next());
			this.outageEnd = elapsed + LONGEST_OUTAGE * this.random.next();
			this.simulator.faults.clear();
			this.add('outage', { kind: 'dropBefore', times: Infinity });
			return;
		}
		const fault = this.pick(KINDS);
		const action = this.pick(ACTIONS);
		if (this.simulator.faults.pending >= MOST_WAITING) return;
		this.add(fault.kind, { ...fault, action });
	}

	private add(name: string, fault: Fault): void {
		this.simulator.faults.add(fault);
		this.injected.set(name, (this.injected.get(name) ?? 0) + 1);
	}

	private pick<Entry>(list: Entry[]): Entry {
		return list[Math.floor(this.random.next() * list.length)];
	}
}
