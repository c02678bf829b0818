import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { type Output, selectFields } from '../output/Output';
import type { KnownEip } from './columns/KnownEip';
import { type EventName, eventDefinitions } from './events';
import type { Detection } from './events/EventDefinition';
import type { TriggerEvent } from './events/TriggerEvent';

/**
 * The ID of an event of an Elastic IP. A poll that runs a second time from the same state, because
 * the first one was lost, finds the same event and gives it the same ID. `reports` of the Elastic IP
 * distinguishes a change from the same change made again later, and so does `epoch` when that count was lost.
 */
export function eventId(
	event: EventName,
	epoch: string,
	{ allocationId, reports }: Pick<KnownEip, 'allocationId' | 'reports'>,
	{ old, new: next, key }: Detection,
): string {
	return hashOf([event, epoch, allocationId, reports, key ?? [old, next]]);
}

/** 24 hexadecimal digits. */
export function hashOf(parts: unknown): string {
	return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 24);
}

/** The names of the values that differ. */
function changedFields(old: IDataObject | null, next: IDataObject | null): string[] {
	const names = new Set([...Object.keys(old ?? {}), ...Object.keys(next ?? {})]);
	return [...names].filter((name) => JSON.stringify(old?.[name]) !== JSON.stringify(next?.[name]));
}

/** Puts an output item together. */
export function toEvent(
	event: EventName,
	id: string,
	{ old, new: next }: Pick<Detection, 'old' | 'new'>,
	about: {
		now: number;
		regionId: string | null;
		/** The whole of it: the sentence names it also where its name and address were not selected. */
		elasticIp: IDataObject | null;
		output: Output;
	},
): TriggerEvent {
	return {
		event,
		message: toMessage(event, { old, new: next }, about),
		eventId: id,
		observedAt: new Date(about.now).toISOString(),
		regionId: about.regionId,
		elasticIp: about.elasticIp && selectFields(about.output, about.elasticIp),
		old,
		new: next,
		changedFields: changedFields(old, next),
	};
}

/** The event as a sentence, such as "Elastic IP 198.51.100.7 (web) in cn-hangzhou was released." */
function toMessage(
	event: EventName,
	{ old, new: next }: Pick<Detection, 'old' | 'new'>,
	{ regionId, elasticIp }: { regionId: string | null; elasticIp: IDataObject | null },
): string {
	const definition = eventDefinitions.find(({ value }) => value === event);
	const { ipAddress, IpAddress, allocationId, AllocationId, name, Name } = elasticIp ?? {};
	const id = ipAddress || IpAddress ? undefined : (allocationId ?? AllocationId);
	const label = name || Name ? ` (${String(name || Name)})` : '';
	const place = regionId === null ? '' : ` in ${regionId}`;
	const which = `Elastic IP ${String(id ?? (ipAddress || IpAddress))}${label}${place}`;
	const values = { old: old ?? {}, new: next ?? {} };
	return `${definition?.say(which, values) ?? which}.`;
}
