import type { IDataObject, INode } from 'n8n-workflow';
import { knownRegions } from '../../../credentials/signature/knownRegions';
import type { Session } from '../api/client/session';
import { type RegionOutcome, readSeveralRegions } from '../api/client/severalRegions';
import { listRegionIds } from '../api/regions';
import { ApiFailure, InvalidInput } from '../errors/ApiFailure';
import type { FieldNames } from '../errors/fieldOf';
import { RegionFailure } from '../errors/RegionFailure';
import { toNodeError } from '../errors/toNodeError';
import type { OperationInput } from '../resources/Operation';
import { toOption } from '../resources/fieldValues';
import { onRegionFailure, regionIds as regionIdsField } from '../resources/regionFields';

const ADVICE =
	"To go on without it, set the option 'If a Region Fails' to 'Continue', or choose other regions.";

/** How an operation is run in several regions. */
interface RunInRegions {
	input: OperationInput;
	/** Of the default region, with the time limit and the cancel signal of the item. */
	session: Session;
	/** Runs the operation in the region of a session. @returns one object for each output item */
	run(session: Session, limit: number | undefined): Promise<IDataObject[]>;
	/** Names the run, whose items share their places. */
	key: string;
}

/**
 * Runs an operation in several regions, as one list.
 *
 * @param regions all, or these in this order
 * @returns one object for each output item, which names its region; in place of a region that could not be
 *   read, where the user wants to go on, one that says why
 * @throws InvalidInput, RegionFailure, ApiFailure, CancelledError
 */
export async function runInRegions(
	node: INode,
	fields: FieldNames,
	regions: 'all' | string[],
	{ input, session, run, key }: RunInRegions,
): Promise<IDataObject[]> {
	const { name } = onRegionFailure;
	const { [name]: onFailure = onRegionFailure.default } = input.readOptions();
	const isContinued = toOption(onRegionFailure, onFailure) === 'continue';
	const regionIds = regions === 'all' ? await listRegionIds(session) : regions;
	if (regions !== 'all') await refuseUnknown(session, regions);
	const outcomes = await readSeveralRegions({
		...{ regionIds, key, signal: session.signal },
		open: (regionId, signal) =>
			session.inRegion(regionId, Math.max(1, session.deadline.rest), signal),
		read: run,
		// A dry run finds nothing that could count.
		most: input.parameters.DryRun === 'true' ? undefined : input.limit,
		...(!isContinued && { adviceOnFailure: ADVICE }),
	});
	const [first] = outcomes;
	if (first && 'failure' in first && outcomes.every((outcome) => 'failure' in outcome)) {
		// Nothing is known at all: an empty report must not look like an account without anything.
		throw new RegionFailure(first.regionId, first.failure, 'No other region could be read either.');
	}
	return outcomes.flatMap((outcome) => itemsOf(outcome, node, fields));
}

function itemsOf(
	outcome: RegionOutcome<IDataObject>,
	node: INode,
	fields: FieldNames,
): IDataObject[] {
	const { regionId } = outcome;
	if ('entries' in outcome) {
		return outcome.entries.map((entry) =>
			typeof entry.regionId === 'string' && entry.regionId !== '' ? entry : { ...entry, regionId },
		);
	}
	const { failure } = outcome;
	const { message, description } = toNodeError(node, failure, 0, fields);
	const { code = null, requestId = null } = failure instanceof ApiFailure ? failure.details : {};
	return [{ regionId, error: { message, description: description ?? null, code, requestId } }];
}

/**
 * A typing error would otherwise be a host that does not exist, or an empty list. Regions that this version
 * does not know yet are looked up; where that fails their own read says what is wrong.
 *
 * @throws InvalidInput naming the field
 */
async function refuseUnknown(session: Session, chosen: string[]): Promise<void> {
	const known = new Set(knownRegions.map(([id]) => id));
	if (chosen.every((id) => known.has(id))) return;
	const listed = await listRegionIds(session).catch(toNothing);
	const unknown = listed && chosen.find((id) => !known.has(id) && !listed.includes(id));
	if (unknown === undefined) return;
	throw new InvalidInput(
		`'${regionIdsField.displayName}' contains '${unknown}', which is not a region that this account can use`,
		'Pick the regions from the list. No region was read.',
	);
}

/** For `.catch()`: goes on without it when Alibaba Cloud refuses it or does not answer. */
function toNothing(failure: unknown): undefined {
	if (failure instanceof ApiFailure) return undefined;
	throw failure;
}
