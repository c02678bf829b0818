import type { INodeProperties } from 'n8n-workflow';
import { findElasticIps, readReference } from '../api/elasticIpReference';
import type { Patience } from '../api/waiting/absence';
import { InvalidInput } from '../errors/ApiFailure';
import type { ApiParameters, Operation } from '../resources/Operation';
import { inputFieldsOf } from './inputFields';
import { type NamedElasticIp, unclearName } from './names';
import type { ResolvedNames } from './resolvedNames';

/**
 * Where an Elastic IP is named by its address or by what it is bound to, its ID is looked up before the
 * operation runs: operations and locks know IDs only. `Names` sees to it that the name still holds then.
 */

/** What a look-up needs of the item. */
export interface Lookup {
	patience: Patience;
	names: ResolvedNames;
}

/** A parameter that names one Elastic IP or several, and its field. */
interface Naming {
	/** `InstanceIds` for `InstanceIds.1`, `InstanceIds.2`, …. */
	apiName: string;
	property: INodeProperties;
	isList: boolean;
}

/** The fields by what they send, before the action's own names. */
const ONE = 'AllocationId';
const SEVERAL = 'AllocationIds';
/** Of several types of resources. */
const OF_TYPE = 'ResourceId';

function namingsOf(operation: Operation, { ResourceType }: ApiParameters): Naming[] {
	const { apiNames = {} } = operation;
	return [...inputFieldsOf(operation)].flatMap(([name, { property }]) => {
		const isOne = name === ONE && property.type === 'resourceLocator';
		const isList = name === SEVERAL || (name === OF_TYPE && ResourceType === 'EIP');
		return isOne || isList ? [{ apiName: apiNames[name] ?? name, property, isList }] : [];
	});
}

/**
 * The parameters with the IDs of the Elastic IPs that they name. Nothing is asked where all of them are IDs.
 *
 * @returns them, and each Elastic IP that was named otherwise
 * @throws UnexpectedOutcome when a name fits none or several; ApiFailure; CancelledError
 */
export async function resolveElasticIps(
	operation: Operation,
	parameters: ApiParameters,
	lookup: Lookup,
): Promise<{ parameters: ApiParameters; named: NamedElasticIp[] }> {
	const named: NamedElasticIp[] = [];
	const resolved = await Promise.all(
		namingsOf(operation, parameters).map(async ({ apiName, property, isList }) => {
			const isNamed = (key: string) => (isList ? key.startsWith(`${apiName}.`) : key === apiName);
			const keys = Object.keys(parameters).filter(isNamed);
			const ids = await Promise.all(
				keys.map(async (key) => await idOf(parameters[key], property.displayName, lookup, named)),
			);
			// Two names of the same one become one entry.
			const distinct = [...new Set(ids)];
			return { keys, entries: distinct.map((id, index) => [keys[index], id] as const) };
		}),
	);
	const result = { ...parameters };
	for (const { keys, entries } of resolved) {
		for (const key of keys) delete result[key];
		Object.assign(result, Object.fromEntries(entries));
	}
	return { parameters: result, named };
}

/**
 * Refuses whatever names an Elastic IP otherwise than by its ID: in which of several regions to look it up
 * nobody knows.
 *
 * @throws InvalidInput naming the field
 */
export function refuseNames(operation: Operation, parameters: ApiParameters): void {
	for (const { apiName, property } of namingsOf(operation, parameters)) {
		const [name] = Object.entries(parameters).flatMap(([key, value]) => {
			const reference = key.startsWith(`${apiName}.`) ? readReference(value) : undefined;
			return reference && reference.by !== 'id' ? [value] : [];
		});
		if (name === undefined) continue;
		throw new InvalidInput(
			`'${property.displayName}' contains '${name}', which is not an ID`,
			"With several regions, only IDs are accepted. Enter the ID, or choose 'One Region' in 'Regions'. Nothing was sent.",
		);
	}
}

/** @param field its name in the form @param named gets it where it is no ID */
async function idOf(
	value: string,
	field: string,
	{ patience, names }: Lookup,
	named: NamedElasticIp[],
): Promise<string> {
	const reference = readReference(value);
	if (!reference || reference.by === 'id') return value;
	const id = await names.idOf(value, async () => {
		const found = await findElasticIps(patience, reference);
		if (found.length !== 1) throw unclearName(reference, field, patience.session.regionId, found);
		return String(found[0].AllocationId);
	});
	named.push({ id, reference, field });
	return id;
}
