import type { Eip, Tag } from '../../state/eip';
import type { Instance } from '../../state/instance';
import { invalid } from '../../wire/apiError';
import type { Context } from './defineAction';

/** Resources of one type in the region of the call, newest first. */
export function targetsOf({ region }: Context, type: Instance['type']): Instance[] {
	return [...region.instances.values()].filter((instance) => instance.type === type).reverse();
}

/** The EIPs that are really bound, by the resource that has them. */
export function boundEips({ region }: Context): ReadonlyMap<string, readonly Eip[]> {
	const bound = new Map<string, Eip[]>();
	for (const eip of region.eips()) {
		if (eip.boundTo === '') continue;
		const list = bound.get(eip.boundTo);
		if (list) list.push(eip);
		else bound.set(eip.boundTo, [eip]);
	}
	return bound;
}

/** The primary network interface of an ECS instance: every instance has one, with an ID like its own. */
export function primaryInterfaceOf(instanceId: string): string {
	return `eni-${instanceId.replace(/^i-/, '')}`;
}

/** A MAC address that belongs to an ID. */
export function macOf(seed: number): string {
	const hex = seed.toString(16).padStart(8, '0');
	return `00:16:3e:${hex.slice(0, 2)}:${hex.slice(2, 4)}:${hex.slice(4, 6)}`;
}

/** Whether a name fits a search in which `*` stands for any characters. */
export function fitsWildcard(name: string, search: string): boolean {
	const expression = search.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
	return new RegExp(`^${expression}$`, 'iu').test(name);
}

/** Whether resources have all of these tags; an empty value matches any. */
export function haveTags(tags: readonly Tag[], wanted: readonly Tag[] | undefined): boolean {
	return (wanted ?? []).every(({ key, value }) =>
		tags.some((tag) => tag.key === key && (value === '' || tag.value === value)),
	);
}

/** Tags as most products write them. */
export function viewOfTags(tags: readonly Tag[]): { TagKey: string; TagValue: string }[] {
	return tags.map(({ key, value }) => ({ TagKey: key, TagValue: value }));
}

/** A JSON list of at most 100 texts; `undefined` when it was not sent. */
export function jsonList(name: string, value: string | undefined): string[] | undefined {
	if (value === undefined || value === '') return undefined;
	try {
		const list: unknown = JSON.parse(value);
		const isList = Array.isArray(list) && list.every((item) => typeof item === 'string');
		if (isList && list.length <= 100) return list;
	} catch {
		// No JSON.
	}
	throw invalid(name, 'is not a JSON list of at most 100 texts');
}

/** Whether a value is the one asked for; everything is when nothing was. */
export function is(wanted: string | undefined, value: string): boolean {
	return wanted === undefined || wanted === '' || wanted === value;
}
