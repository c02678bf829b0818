import type { IDataObject } from 'n8n-workflow';

/** Where the log of monitoring by the second goes, as one flat object. */
export function simplifyMonitorLog(
	{ LogProject, LogStore }: IDataObject,
	allocationId: string,
): IDataObject {
	return { allocationId, logProject: LogProject || null, logStore: LogStore || null };
}
