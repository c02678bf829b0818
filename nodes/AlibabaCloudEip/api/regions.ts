import type { IDataObject } from 'n8n-workflow';
import { isRegionId } from '../../../credentials/signature/endpoint';
import { ApiFailure } from '../errors/ApiFailure';
import { type ListShape, readListReply } from './client/listReply';
import type { Session } from './client/session';

const regions: ListShape = {
	action: 'DescribeRegions',
	path: ['Regions', 'Region'],
	id: ['RegionId'],
};

const zones: ListShape = { action: 'DescribeZones', path: ['Zones', 'Zone'], id: ['ZoneId'] };

/** The regions as the API sends them: RegionId, LocalName, RegionEndpoint. It has no pages. */
export async function listRegions(
	session: Session,
	parameters: Record<string, string>,
): Promise<IDataObject[]> {
	return (await readListReply(session, regions, parameters)).entries;
}

/**
 * The IDs of the regions that the account can use, in their order.
 *
 * @throws ApiFailure also when there are none: every account has some; CancelledError
 */
export async function listRegionIds(session: Session): Promise<string[]> {
	const listed = await listRegions(session, { AcceptLanguage: 'en-US' });
	const ids = listed.map(({ RegionId }) => String(RegionId)).filter(isRegionId);
	if (ids.length > 0) return [...new Set(ids)].sort();
	throw new ApiFailure({ message: 'The list of regions is empty', reached: 'unknown' });
}

/** The zones of the session's region as the API sends them. It has no pages. */
export async function listZones(
	session: Session,
	parameters: Record<string, string>,
): Promise<IDataObject[]> {
	return (await readListReply(session, zones, parameters)).entries;
}
