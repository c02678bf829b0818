import type { ElasticIp } from '../../../../nodes/AlibabaCloudEip/api/elasticIp';
import type { TriggerEvent } from '../../../../nodes/AlibabaCloudEip/trigger/events/TriggerEvent';

/** Events that together tell how one property of an Elastic IP goes on. */
export const GROUPS = {
	existence: ['appeared', 'released'],
	binding: ['bound', 'moved', 'unbound'],
	status: ['statusChanged'],
	locks: ['locked', 'unlocked'],
	bandwidth: ['bandwidthChanged'],
	package: ['bandwidthPackageJoined', 'bandwidthPackageLeft'],
	tags: ['tagChanged'],
	protection: ['deletionProtectionChanged'],
} as const;

export type Group = keyof typeof GROUPS;

export const GROUP_NAMES = Object.keys(GROUPS) as Group[];

export function groupOf(event: string): Group {
	const found = GROUP_NAMES.find((group) => (GROUPS[group] as readonly string[]).includes(event));
	if (!found) throw new Error(`No group for ${event}`);
	return found;
}

/** The property of an Elastic IP that a group is about, as text; written without the code under test. */
export function valueOf(group: Group, eip: ElasticIp | undefined): string {
	if (group === 'existence') return eip ? 'there' : 'gone';
	if (!eip) return group === 'binding' ? 'nothing' : 'gone';
	const locks = (eip.OperationLocks as { LockReason: Array<{ LockReason: string }> }).LockReason;
	const tags = (eip.Tags as { Tag: Array<{ Key: string; Value: string }> }).Tag;
	const isInUse = eip.Status === 'InUse' || eip.Status === 'Unassociating';
	switch (group) {
		case 'binding':
			return isInUse ? String(eip.InstanceId) : 'nothing';
		case 'status':
			return String(eip.Status);
		case 'locks':
			return (
				locks
					.map(({ LockReason }) => LockReason)
					.sort()
					.join(', ') || 'none'
			);
		case 'bandwidth':
			return String(eip.Bandwidth);
		case 'package':
			return String(eip.BandwidthPackageId || 'none');
		case 'tags':
			return tags
				.map(({ Key, Value }) => `${Key}=${Value}`)
				.sort()
				.join('&');
		case 'protection':
			return String(eip.DeletionProtection);
	}
}

/** What an event says the property was, or is. */
export function saidValue(event: TriggerEvent, when: 'old' | 'new'): string {
	const said = event[when];
	switch (groupOf(event.event)) {
		case 'existence':
			return said === null ? 'gone' : 'there';
		case 'binding':
			return String(said?.instanceId ?? 'nothing');
		case 'status':
			return String(said?.status);
		case 'locks':
			return String(said?.lockReason ?? 'none');
		case 'bandwidth':
			return String(said?.bandwidth);
		case 'package':
			return String(said?.bandwidthPackageId ?? 'none');
		case 'tags':
			return Object.entries(said?.tags as Record<string, string>)
				.map(([key, value]) => `${key}=${value}`)
				.sort()
				.join('&');
		case 'protection':
			return String(said?.deletionProtection);
	}
}

/**
 * What somebody knows who hears nothing but the events. `undefined`: it can't be known, because it
 * was not watched.
 */
export class Ledger {
	readonly #values = new Map<string, string | undefined>();

	copy(): Ledger {
		const copy = new Ledger();
		for (const [key, value] of this.#values) copy.#values.set(key, value);
		return copy;
	}

	get(id: string, group: Group): string | undefined {
		const key = `${id} ${group}`;
		// Who was never heard of does not exist.
		return this.#values.has(key) ? this.#values.get(key) : valueOf(group, undefined);
	}

	set(id: string, group: Group, value: string | undefined): void {
		this.#values.set(`${id} ${group}`, value);
	}
}
