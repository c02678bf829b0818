import type { Settings } from '../options';
import type { RequestFilter } from '../gateway/requestLog';

/** Where the control endpoints live; requests there are neither signed nor recorded. */
export const CONTROL_PREFIX = '/_simulator/';

/**
 * JSON has no bigint and no `undefined`: EIPs cross the wire with `serviceId` as a text and without
 * the members that are `undefined`.
 */
export function toPlain(value: unknown): string {
	return (
		JSON.stringify(value, (_, member: unknown) =>
			typeof member === 'bigint' ? member.toString() : member,
		) ?? 'null'
	);
}

/** Gives `serviceId` back its type. */
export function fromPlain(text: string): unknown {
	return JSON.parse(text, (name, member: unknown) =>
		name === 'serviceId' && (typeof member === 'string' || typeof member === 'number')
			? BigInt(member)
			: member,
	);
}

/** A summary of a running simulator. */
export interface SimulatorState {
	url: string;
	account: { accessKeyId: string; accessKeySecret: string };
	settings: Settings;
	eips: number;
	instances: number;
	requests: number;
	journal: number;
	faults: number;
}

/** Query of the control endpoint `requests`: how many of the newest, and what `maxInFlight` counts. */
export interface RequestQuery extends RequestFilter {
	last?: number;
}
