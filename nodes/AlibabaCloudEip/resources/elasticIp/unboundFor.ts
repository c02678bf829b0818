import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { InvalidInput, UnexpectedOutcome } from '../../errors/ApiFailure';
import type { ElasticIp } from '../../transport/elasticIp';
import { readPoints, toUtc } from '../../transport/monitorData';
import type { Session } from '../../transport/session';
import { splitTimeRange } from '../../transport/timeRange';

/** Alibaba Cloud keeps monitoring data for about 30 days. */
const MOST_HOURS = 720;

/** Not bound for some time, as far as Alibaba Cloud lets one know. */
export const onlyIfUnboundHours: INodeProperties = {
	displayName: 'Only If Unbound For (Hours)',
	name: 'onlyIfUnboundHours',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: MOST_HOURS },
	default: 24,
	description:
		'Refuses every Elastic IP that is bound, was bought later, or carried traffic in this time. Alibaba Cloud does not tell since when one is unbound, but what carried traffic was bound. Needs the permission vpc:DescribeEipMonitorData.',
};

/**
 * Reads the condition.
 *
 * @returns undefined where it is not asked for
 * @throws InvalidInput where it was added without a number, such as an expression without a result
 */
export function readUnboundHours(options: IDataObject): number | undefined {
	const { name, displayName } = onlyIfUnboundHours;
	if (!Object.hasOwn(options, name)) return undefined;
	const value = options[name];
	const isText = typeof value === 'string' && value.trim() !== '';
	const hours = typeof value === 'number' || isText ? Number(value) : NaN;
	if (hours >= 1 && hours <= MOST_HOURS) return hours;
	throw new InvalidInput(
		`'${displayName}' is not between 1 and ${MOST_HOURS} hours`,
		'Change it, or remove the option. Nothing was sent.',
	);
}

const HOUR = 3_600_000;
/** Seconds between two points; the fine ones as long as one call is enough for them. */
const FINE = 300;
const COARSE = 3_600;
const POINTS_PER_CALL = 200;

/**
 * Refuses an Elastic IP that is, or was lately, in use.
 *
 * @throws UnexpectedOutcome saying what speaks against it; ApiFailure where it can't be known
 */
export async function assertUnboundFor(
	session: Session,
	elasticIp: ElasticIp,
	hours: number,
): Promise<void> {
	const id = String(elasticIp.AllocationId);
	const refuse = (reason: string) => {
		throw new UnexpectedOutcome(
			`The Elastic IP '${id}' ${reason}`,
			`'${onlyIfUnboundHours.displayName}' asks for ${hours} hours without use. Nothing was released.`,
		);
	};
	if (elasticIp.Status !== 'Available') refuse(`is ${String(elasticIp.Status)}`);
	const now = session.clock.now();
	const since = now - hours * HOUR;
	const bought = Date.parse(String(elasticIp.AllocationTime));
	if (Number.isNaN(bought)) refuse('does not say when it was bought');
	if (bought > since) refuse(`was bought ${Math.floor((now - bought) / HOUR)} hours ago`);
	const period = hours * 3_600 <= FINE * POINTS_PER_CALL ? FINE : COARSE;
	for (const { start, end } of splitTimeRange(since, now, period, POINTS_PER_CALL)) {
		const reply = await session.call('DescribeEipMonitorData', {
			AllocationId: id,
			StartTime: toUtc(start),
			EndTime: toUtc(end),
			Period: String(period),
		});
		const used = readPoints(reply).find(hasTraffic);
		if (used) refuse(`carried traffic at ${String(used.TimeStamp)} (UTC)`);
	}
}

/** What can't be read counts as traffic: a release can't be taken back. */
function hasTraffic({ EipRX: incoming, EipTX: outgoing, EipFlow: both }: IDataObject): boolean {
	return [incoming, outgoing, both].some((bytes) => bytes !== undefined && Number(bytes) !== 0);
}
