import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import type { Detection, EventName, KnownEip, TriggerEvent } from './types';

/**
 * The ID of an event of an Elastic IP. A poll that runs a second time from the same state, because the first one was
 * lost, finds the same event and gives it the same ID. `reports` of the Elastic IP tells a change
 * from the same change made again later, and so does `epoch` when that count was lost.
 */
export function eventId(
	event: EventName,
	epoch: string,
	{
		allocationId,
		allocatedAt,
		reports,
	}: Pick<KnownEip, 'allocationId' | 'allocatedAt' | 'reports'>,
	{ old, new: next, key }: Detection,
): string {
	return hashOf([event, epoch, allocationId, allocatedAt, reports, key ?? [old, next]]);
}

/** 24 hexadecimal digits. */
export function hashOf(parts: unknown): string {
	return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 24);
}

/** The names of the values that differ. */
export function changedFields(old: IDataObject | null, next: IDataObject | null): string[] {
	const names = new Set([...Object.keys(old ?? {}), ...Object.keys(next ?? {})]);
	return [...names].filter((name) => JSON.stringify(old?.[name]) !== JSON.stringify(next?.[name]));
}

/** Puts an output item together. */
export function toEvent(
	event: EventName,
	id: string,
	{ old, new: next }: Pick<Detection, 'old' | 'new'>,
	about: { now: number; regionId: string | null; elasticIp: IDataObject | null },
): TriggerEvent {
	return {
		event,
		eventId: id,
		observedAt: new Date(about.now).toISOString(),
		regionId: about.regionId,
		elasticIp: about.elasticIp,
		old,
		new: next,
		changedFields: changedFields(old, next),
	};
}
