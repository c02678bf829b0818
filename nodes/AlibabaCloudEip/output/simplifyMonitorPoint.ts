import type { IDataObject } from 'n8n-workflow';

/**
 * One point of monitoring data with numbers as numbers. `inboundBytes` and `outboundBytes` are the
 * sums of the period. The API's own EipBandwidth is said to be bit/s but is byte/s in Alibaba's
 * samples (EipFlow / 60); so it keeps its name and no unit is claimed.
 */
export function simplifyMonitorPoint(point: IDataObject, allocationId: string): IDataObject {
	return {
		allocationId,
		time: point.TimeStamp,
		inboundBytes: toNumber(point.EipRX),
		outboundBytes: toNumber(point.EipTX),
		totalBytes: toNumber(point.EipFlow),
		packets: toNumber(point.EipPackets),
		eipBandwidth: toNumber(point.EipBandwidth),
	};
}

function toNumber(value: unknown): number | null {
	const number = Number(value);
	return value === undefined || value === null || !Number.isFinite(number) ? null : number;
}
