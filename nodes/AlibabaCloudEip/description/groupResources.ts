import type { Resource } from './Operation';

/** An operation of a resource. */
export interface Place {
	resource: string;
	operation: string;
}

/** Every operation of these names that one of these resources has. */
export interface PlaceGroup {
	resources: string[];
	operations: string[];
}

/**
 * Splits places into the fewest groups that n8n's `displayOptions` can name exactly. They can't say
 * "this resource with this operation", only "one of these resources and one of these operations":
 * what is shown for `segment`/`allocate` and `elasticIp`/`release` would show for
 * `elasticIp`/`allocate` too.
 *
 * Two resources fit together if neither has an operation that the other shows and it does not;
 * resources that all fit pairwise fit together. So every way of sorting the few resources is tried.
 */
export function groupResources(places: Place[], resources: Resource[]): PlaceGroup[] {
	const shown = new Map<string, string[]>();
	for (const { resource, operation } of places) {
		shown.set(resource, [...(shown.get(resource) ?? []), operation]);
	}
	const names = [...shown.keys()];
	const strangers = new Set(
		names.flatMap((one) =>
			names
				.filter((other) => !keepsToItself(one, other, shown, resources))
				.flatMap((other) => [`${one} ${other}`, `${other} ${one}`]),
		),
	);
	const fits = (one: string, other: string) => !strangers.has(`${one} ${other}`);
	return fewestGroups(names, fits).map((group) => ({
		resources: group,
		operations: [...new Set(group.flatMap((name) => shown.get(name) ?? []))],
	}));
}

/** Whether none of the operations that `other` shows is one that `resource` has but does not show. */
function keepsToItself(
	resource: string,
	other: string,
	shown: Map<string, string[]>,
	resources: Resource[],
): boolean {
	const own = resources.find(({ value }) => value === resource)?.list ?? [];
	const wanted = shown.get(resource) ?? [];
	const others = shown.get(other) ?? [];
	return own.every(({ value }) => wanted.includes(value) || !others.includes(value));
}

function fewestGroups(
	names: string[],
	fits: (one: string, other: string) => boolean,
	groups: string[][] = [],
): string[][] {
	const [name, ...rest] = names;
	if (name === undefined) return groups;
	const choices = groups.flatMap((group, index) =>
		group.every((member) => fits(member, name)) ? [groups.with(index, [...group, name])] : [],
	);
	return [...choices, [...groups, [name]]]
		.map((choice) => fewestGroups(rest, fits, choice))
		.reduce((best, found) => (found.length < best.length ? found : best));
}
