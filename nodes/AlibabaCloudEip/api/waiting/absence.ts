import { type ActionName, actionNamed } from '../actions';
import { ApiFailure } from '../../errors/ApiFailure';
import type { Clock } from '../client/clock';
import type { Session } from '../client/session';
import { TimeLimitReached } from '../client/TimeLimitReached';

/**
 * The one rule about what is not found. A read that does not find something proves nothing: what is
 * new may not show for minutes, and what is there may be missing in one reply. It is gone only when
 * it was not found by ID several times in a row, apart in time.
 */

/** What is being given back is gone after so many reads in a row, over so many milliseconds. */
const EXPECTED = { reads: 3, span: 3_500 };
/** What nobody asked to go: a longer time, as there is nothing to be won by being quick. */
const UNEXPECTED = { reads: 6, span: 9_500 };

/** Counts the reads that do not find something, for a wait. */
export class Absence {
	private reads = 0;
	private since = 0;

	/** @param isExpected whether the wait is for it to go */
	constructor(
		private readonly clock: Pick<Clock, 'monotonic'>,
		private readonly isExpected: boolean,
	) {}

	/** Notes what a read found. @returns whether it is proven to be gone */
	isProven(found: object | undefined): boolean {
		if (found) {
			this.reads = 0;
			return false;
		}
		const now = this.clock.monotonic();
		if (this.reads === 0) this.since = now;
		this.reads++;
		const { reads, span } = this.isExpected ? EXPECTED : UNEXPECTED;
		return this.reads >= reads && now - this.since >= span;
	}
}

/** How long to go on looking for what does not show. */
export interface Patience {
	session: Session;
	/** Whether it was bought so lately that it may not show yet. */
	isNew(id: string): boolean;
	/** Whether it has been there and nobody has asked for it to go. */
	wasThere?: boolean;
}

/** What is not found is asked for again after these pauses, in milliseconds, the last one again and again. */
export const PAUSES_UNTIL_FOUND: readonly number[] = [1_000, 2_000, 2_500];
/** Milliseconds after which something new that never showed is taken to be gone. */
const MAX_TIME_UNTIL_SHOWN = 180_000;

/**
 * Repeats what did not find something with this ID until that proves something: some seconds for any ID,
 * some minutes for one that is new.
 *
 * @returns the last outcome, and whether it is certain: there was time enough to prove that there is nothing
 * @throws whatever the task throws; CancelledError
 */
async function whileNotFound<Outcome>(
	{ session: { clock, deadline, signal }, isNew, wasThere = false }: Patience,
	ids: string[],
	task: () => Promise<Outcome>,
	isNotFound: (outcome: Outcome) => boolean,
): Promise<{ outcome: Outcome; isCertain: boolean }> {
	const start = clock.monotonic();
	const absence = new Absence(clock, !wasThere);
	for (let count = 0; ; count++) {
		const outcome = await task();
		if (!isNotFound(outcome)) return { outcome, isCertain: true };
		const mayShow = clock.monotonic() - start < MAX_TIME_UNTIL_SHOWN && ids.some((id) => isNew(id));
		if (absence.isProven(undefined) && !mayShow) return { outcome, isCertain: true };
		const pause = PAUSES_UNTIL_FOUND[Math.min(count, PAUSES_UNTIL_FOUND.length - 1)];
		if (deadline.rest <= pause) return { outcome, isCertain: false };
		await clock.sleep(pause, signal);
	}
}

/**
 * Reads something by its ID.
 *
 * @param read reads it once; undefined when it was not found
 * @returns undefined when it was not found repeatedly, apart in time
 * @throws TimeLimitReached when it was not found, and not often enough; whatever `read` throws; CancelledError
 */
export async function readUntilFound<Resource>(
	patience: Patience,
	id: string,
	read: () => Promise<Resource | undefined>,
): Promise<Resource | undefined> {
	const isMissing = (found: Resource | undefined) => found === undefined;
	const { outcome, isCertain } = await whileNotFound(patience, [id], read, isMissing);
	if (isCertain) return outcome;
	throw new TimeLimitReached(
		`The time limit of ${patience.session.deadline.seconds} seconds ended before it was certain whether '${id}' exists`,
		'unknown',
	);
}

/** The codes with which actions say that what they are to act on does not exist, in small letters. */
const NOT_FOUND_CODES: ReadonlySet<string> = new Set([
	'deletionprotection.resourcenotexist',
	'invalidallocationid.notfound',
	'invalidbandwidthpackage.notexist',
	'invalidbandwidthpackageid.notfound',
	'invalidcommonbandwidthpackageid.notfound',
	'invalideipid.notfound',
	'invalidipinstanceid.notfound',
	'invalidresourceid.notfound',
	'invalidsegmentinstanceid.notfound',
	'resourcenotfound.cidrblock',
	'resourcenotfound.eip',
	'resourcenotfound.publicipaddresspool',
	'resourcenotfound.resource',
]);

/** Codes that speak of an instance, in actions whose "instance" is the Elastic IP, package or group itself. */
const NOT_FOUND_INSTANCE_CODES: ReadonlySet<string> = new Set([
	'invalidinstanceid.notfound',
	'operationfailed.instancenotexist',
]);
const ACTIONS_ON_INSTANCES: ReadonlySet<ActionName> = new Set([
	'AddCommonBandwidthPackageIps',
	'DeletionProtection',
	'DescribeEipMonitorData',
	'DescribeHighDefinitionMonitorLogAttribute',
	'ModifyEipForwardMode',
	'MoveResourceGroup',
	'ReleaseEipSegmentAddress',
	'RemoveCommonBandwidthPackageIp',
	'SetHighDefinitionMonitorLogStatus',
	'TransformEipSegmentToPublicIpAddressPool',
]);

/** Whether an action was refused because what it is to act on was not found. */
export function isNotFound(action: ActionName, failure: unknown): failure is ApiFailure {
	if (!(failure instanceof ApiFailure)) return false;
	const code = failure.details.code?.toLowerCase() ?? '';
	return (
		NOT_FOUND_CODES.has(code) ||
		(NOT_FOUND_INSTANCE_CODES.has(code) && ACTIONS_ON_INSTANCES.has(action))
	);
}

/**
 * A session whose calls are repeated while what they are to act on is not found, by the same rule
 * as reads.
 */
export function withPatience(patience: Patience): Session {
	const { session } = patience;
	return {
		...session,
		async call(action, parameters, looks) {
			const call = async () => await session.call(action, parameters, looks);
			if (actionNamed(action).actsOnNothing) return await call();
			const ids = Object.values(parameters).flatMap((value) => value.split(','));
			// A refusal is an answer, also where there is no time to ask again.
			const { outcome } = await whileNotFound(
				patience,
				ids,
				async () => await call().catch((failure: unknown) => toRefusal(action, failure)),
				(result) => result instanceof ApiFailure,
			);
			if (outcome instanceof ApiFailure) throw outcome;
			return outcome;
		},
	};
}

/** Hands back that something was not found; throws every other failure. */
function toRefusal(action: ActionName, failure: unknown): ApiFailure {
	if (isNotFound(action, failure)) return failure;
	throw failure;
}
