import type { Clock } from '../../../nodes/AlibabaCloudEip/api/client/clock';
import {
	type ElasticIp,
	describeById,
	readElasticIps,
} from '../../../nodes/AlibabaCloudEip/api/elasticIp';
import type { Session } from '../../../nodes/AlibabaCloudEip/api/client/session';
import type { Live } from '../Live';
import type { Purchases } from './Purchases';

/** The longest that is tried to release what was bought, in milliseconds. */
const TIME_LIMIT = 10 * 60_000;
const TICK = 2_000;

/** Nothing of ours must be seen for so long: what was bought last may not be listed at once. */
const QUIET = 10_000;
/** As above, when the reply to a purchase was lost: it may still be under way. */
const QUIET_IF_UNCERTAIN = 60_000;

/** For one look or release; the loop around repeats it anyway. */
const CALL_TIME_LIMIT = 20_000;
const PAGE_SIZE = 100;

/** How the cleaning up ended. */
export interface CleanedUp {
	/** Elastic IPs that are, or may be, still there, with what is known of them. */
	left: Array<{ allocationId: string; state: string }>;
	/** Whether the list could be looked at: otherwise one may be left whose ID is not known. */
	isSure: boolean;
}

/**
 * Releases everything that was bought and looks until it is gone. Never throws, never stops early:
 * whatever goes wrong is tried again until the time is up.
 */
export async function releaseAll(
	live: Live,
	purchases: Purchases,
	say: (text: string) => void,
): Promise<CleanedUp> {
	if (!purchases.any) return { left: [], isSure: true };
	const { clock } = live.options;
	const session = live.sessionWith({ unstoppable: true, timeLimit: CALL_TIME_LIMIT });
	const deadline = clock.now() + TIME_LIMIT;
	const quiet = purchases.isUncertain ? QUIET_IF_UNCERTAIN : QUIET;
	/** IDs whose release was accepted, or that the API does not know. */
	const released = new Set<string>();
	let states = new Map<string, string>();
	let clearSince: number | undefined;
	let isSure = false;
	say('Releasing what was bought …');
	while (clock.now() < deadline) {
		const present = await look(session, purchases);
		isSure = present !== undefined;
		states = new Map(
			[...purchases.ids].filter((id) => !released.has(id) || !isSure).map((id) => [id, 'not seen']),
		);
		for (const [id, state] of present ?? []) states.set(id, state);
		for (const [id, state] of states) {
			// A second request would only be refused.
			if (state === 'Releasing') continue;
			const failure = await release(session, id);
			if (failure === undefined) released.add(id);
			else say(`  Releasing ${id} did not work yet: ${failure}`);
		}
		const isClear = isSure && states.size === 0;
		if (!isClear) clearSince = undefined;
		else clearSince ??= clock.now();
		if (clearSince !== undefined && clock.now() - clearSince >= quiet) {
			return { left: [], isSure: true };
		}
		await wait(clock);
	}
	const left = [...states].map(([allocationId, state]) => ({ allocationId, state }));
	return { left, isSure };
}

/** State by ID of ours that are there, or undefined if it could not be learnt. */
async function look(
	session: Session,
	purchases: Purchases,
): Promise<Map<string, string> | undefined> {
	try {
		const found = new Map<string, string>();
		const note = (elasticIp: ElasticIp) => {
			found.set(String(elasticIp.AllocationId), String(elasticIp.Status));
		};
		// Page by page to the end: a filter by name may work otherwise than we think.
		for (let page = 1; ; page++) {
			const reply = await session.call('DescribeEipAddresses', {
				PageNumber: String(page),
				PageSize: String(PAGE_SIZE),
			});
			const entries = readElasticIps(reply);
			entries.filter((entry) => purchases.isOurs(entry)).forEach(note);
			if (entries.length === 0 || page * PAGE_SIZE >= Number(reply.TotalCount)) break;
		}
		for (const id of purchases.ids) {
			const elasticIp = await describeById(session, id);
			if (elasticIp) note(elasticIp);
		}
		return found;
	} catch {
		return undefined;
	}
}

/** @returns why it did not work; undefined if it was accepted or there is no such Elastic IP */
async function release(session: Session, id: string): Promise<string | undefined> {
	try {
		await session.call('ReleaseEipAddress', { AllocationId: id });
		return undefined;
	} catch (error) {
		const { details } = error as { details?: { code?: string } };
		if (details?.code === 'InvalidAllocationId.NotFound') return undefined;
		return details?.code ?? (error instanceof Error ? error.message : String(error));
	}
}

async function wait(clock: Clock): Promise<void> {
	await clock.sleep(TICK);
}
