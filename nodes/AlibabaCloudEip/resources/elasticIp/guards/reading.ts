import type { ElasticIp } from '../../../api/elasticIp';

/** What guards read of an Elastic IP: what cannot be read is unknown. */

/** Why an Elastic IP must not be touched. */
export interface Refusal {
	message: string;
	advice: string;
}

/** A time as the API sends it, in milliseconds since 1970; NaN for anything else. */
export function readTime(value: unknown): number {
	const isTime = typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?Z$/.test(value);
	return isTime ? Date.parse(value) : NaN;
}

/** A yes or no as the API sends it: `true`, `1` or the same as text. Absent is a no. */
export function readFlag(value: unknown): boolean | 'unknown' {
	const text = typeof value === 'string' ? value.toLowerCase() : value;
	if (text === true || text === 1 || text === 'true' || text === '1') return true;
	const isNo =
		text === undefined || text === false || text === 0 || text === 'false' || text === '0';
	return isNo ? false : 'unknown';
}

/** How messages name it. */
export function nameOf({ AllocationId: id, IpAddress: address }: ElasticIp): string {
	return address ? `'${String(id)}' (${String(address)})` : `'${String(id)}'`;
}
