import type { IDataObject } from 'n8n-workflow';
import { toNumber } from './toNumber';

/** What a point belongs to. */
interface Series {
	allocationId: string;
	/** Seconds between two points. */
	period: number;
}

/**
 * One point of monitoring data with numbers as numbers. `inboundBytes` and `outboundBytes` are the
 * sums of the period, `inboundMbps` and `outboundMbps` the same as Mbit/s on average. The API's own
 * EipBandwidth is said to be bit/s but is byte/s in Alibaba's samples (EipFlow / 60); so it keeps its
 * name and no unit is claimed.
 */
export function simplifyMonitorPoint(
	point: IDataObject,
	{ allocationId, period }: Series,
): IDataObject {
	const inboundBytes = toNumber(point.EipRX);
	const outboundBytes = toNumber(point.EipTX);
	return {
		allocationId,
		time: point.TimeStamp,
		inboundMbps: toMbps(inboundBytes, period),
		outboundMbps: toMbps(outboundBytes, period),
		inboundBytes,
		outboundBytes,
		totalBytes: toNumber(point.EipFlow),
		packets: toNumber(point.EipPackets),
		eipBandwidth: toNumber(point.EipBandwidth),
	};
}

/** Mbit/s, to the bit; null for what is not known. @param period seconds */
function toMbps(bytes: number | null, period: number): number | null {
	return bytes === null ? null : Math.round((bytes * 8) / period) / 1_000_000;
}
