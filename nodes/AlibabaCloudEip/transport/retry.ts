import { ApiFailure } from '../errors/ApiFailure';

/** Whether a request whose outcome is unknown may be sent again. */
export type Repeatable =
	/** It reads, or repeating it changes nothing. */
	| 'always'
	/** Only together with the same ClientToken. */
	| 'with client token'
	/** Only after a look at the real state. */
	| 'after a look';

/** Actions that change something. All others of the API read. */
const repeatableWrites: Record<string, Repeatable> = {
	AllocateEipAddress: 'with client token',
	AssociateEipAddress: 'after a look',
	UnassociateEipAddress: 'after a look',
	ModifyEipAddressAttribute: 'always',
	ReleaseEipAddress: 'after a look',

	AssociateEipAddressBatch: 'after a look',
	DeletionProtection: 'always',
	ModifyEipForwardMode: 'always',
	MoveResourceGroup: 'always',
	SetHighDefinitionMonitorLogStatus: 'always',

	AddCommonBandwidthPackageIps: 'after a look',
	CancelCommonBandwidthPackageIpBandwidth: 'always',
	CreateCommonBandwidthPackage: 'with client token',
	DeleteCommonBandwidthPackage: 'after a look',
	ModifyCommonBandwidthPackageAttribute: 'always',
	ModifyCommonBandwidthPackageIpBandwidth: 'always',
	ModifyCommonBandwidthPackageSpec: 'always',
	RemoveCommonBandwidthPackageIp: 'after a look',

	AllocateEipSegmentAddress: 'with client token',
	ReleaseEipSegmentAddress: 'after a look',
	TransformEipSegmentToPublicIpAddressPool: 'with client token',

	AddPublicIpAddressPoolCidrBlock: 'with client token',
	CreatePublicIpAddressPool: 'with client token',
	DeletePublicIpAddressPool: 'after a look',
	DeletePublicIpAddressPoolCidrBlock: 'after a look',
	OpenPublicIpAddressPoolService: 'always',
	UpdatePublicIpAddressPoolAttribute: 'always',

	TagResources: 'always',
	UnTagResources: 'always',
};

/** Whether an action only reads, by its name. */
export function isRead(action: string): boolean {
	return /^(Describe|List|Get)/.test(action);
}

/** @throws Error for an action that is neither a known write nor named like a read. */
export function repeatable(action: string): Repeatable {
	const known = repeatableWrites[action];
	if (known) return known;
	if (isRead(action)) return 'always';
	throw new Error(`Nobody has said whether ${action} may be repeated`);
}

/** The longest that a target which is not ready is waited for, in milliseconds. */
const NOT_READY_LIMIT = 30_000;

/** The longest that a host which can't be reached is tried, in milliseconds: it is mostly a wrong name. */
const NOT_CONNECTED_LIMIT = 10_000;

export type Decision =
	| { retry: false }
	| {
			retry: true;
			/** Milliseconds to wait before. */
			delay: number;
			/** Look first: whether the change was made after all, or what the state is now. */
			look?: 'whether done' | 'at the state';
	  };

/**
 * Whether and when a failed request is sent again.
 *
 * @param attempt 1 after the first failure
 * @param elapsed milliseconds since the first attempt
 * @param timeLimit milliseconds that all attempts may take together
 * @param random between 0 and 1, for the jitter
 */
export function decideRetry(
	failure: ApiFailure,
	request: { action: string; hasClientToken: boolean },
	{ attempt, elapsed, timeLimit }: { attempt: number; elapsed: number; timeLimit: number },
	random: number,
): Decision {
	const { details, entry } = failure;
	const retryClass = entry?.retry ?? (details.reached === 'refused' ? 'final' : 'server');
	if (retryClass === 'final') return { retry: false };
	const limit = Math.min(
		timeLimit,
		retryClass === 'notReady' ? NOT_READY_LIMIT : Infinity,
		details.reached === 'not sent' ? NOT_CONNECTED_LIMIT : Infinity,
	);
	const delay = retryClass === 'again' ? 0 : delayOf(details.retryAfter, attempt, random);
	if (elapsed + delay >= limit) return { retry: false };
	if (retryClass === 'again') return attempt <= 3 ? { retry: true, delay } : { retry: false };
	if (retryClass === 'passing') return { retry: true, delay, look: 'at the state' };
	if (retryClass === 'server' && details.reached !== 'not sent') {
		const repeat = repeatable(request.action);
		if (repeat === 'with client token' && !request.hasClientToken) return { retry: false };
		if (repeat === 'after a look') return { retry: true, delay, look: 'whether done' };
	}
	return { retry: true, delay };
}

const FIRST_DELAY = 500;
const LONGEST_DELAY = 10_000;
/** Whatever the server asks for: a delay of next to nothing would send requests without a pause. */
const SHORTEST_DELAY = FIRST_DELAY / 2;

/** What the server asked for, or our own back-off. */
function delayOf(retryAfter: number | undefined, attempt: number, random: number): number {
	if (retryAfter === undefined) return backOff(attempt, random);
	return Math.max(SHORTEST_DELAY, retryAfter);
}

/** Exponential back-off with jitter: half of the step is fixed, half is left to chance. */
function backOff(attempt: number, random: number): number {
	const step = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** (attempt - 1));
	return Math.round(step / 2 + (step / 2) * random);
}
