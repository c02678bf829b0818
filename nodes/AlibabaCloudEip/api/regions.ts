import type { IDataObject } from 'n8n-workflow';
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

/** The zones of the session's region as the API sends them. It has no pages. */
export async function listZones(
	session: Session,
	parameters: Record<string, string>,
): Promise<IDataObject[]> {
	return (await readListReply(session, zones, parameters)).entries;
}
