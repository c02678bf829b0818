import type { IDataObject } from 'n8n-workflow';

/** The points of a DescribeEipMonitorData reply; an empty list if it has none. */
export function readPoints(reply: IDataObject): IDataObject[] {
	const outer = reply.EipMonitorDatas as IDataObject | undefined;
	return Array.isArray(outer?.EipMonitorData) ? (outer.EipMonitorData as IDataObject[]) : [];
}

/** A time as the API takes it. @param milliseconds since 1970 */
export function toUtc(milliseconds: number): string {
	return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
