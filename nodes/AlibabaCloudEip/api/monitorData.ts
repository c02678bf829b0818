import type { IDataObject } from 'n8n-workflow';
import { type ListShape, readListReply } from './client/listReply';
import type { Session } from './client/session';

const points: ListShape = {
	action: 'DescribeEipMonitorData',
	path: ['EipMonitorDatas', 'EipMonitorData'],
	id: ['TimeStamp'],
};

/**
 * The points of monitoring data as the API sends them, each with a `TimeStamp` of its own.
 *
 * @param parameters of DescribeEipMonitorData
 * @throws ApiFailure also when the reply has no list of points; CancelledError
 */
export async function readPoints(
	session: Session,
	parameters: Record<string, string>,
): Promise<IDataObject[]> {
	return (await readListReply(session, points, parameters)).entries;
}

/** A time as the API takes it. @param milliseconds since 1970 */
export function toUtc(milliseconds: number): string {
	return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
