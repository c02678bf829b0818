import type { Operation, Resource } from './Operation';
import { addressPool } from './addressPool';
import { bandwidthPackage } from './bandwidthPackage';
import { elasticIp } from './elasticIp';
import { actInAccount } from './fields';
import { region } from './region';
import { segment } from './segment';
import { tag } from './tag';

export const resources: Resource[] = [
	elasticIp,
	bandwidthPackage,
	segment,
	addressPool,
	tag,
	region,
].map((resource) => ({ ...resource, list: resource.list.map(inAnyAccount) }));

/** Whatever an operation does, it can do it in another account. */
function inAnyAccount(operation: Operation): Operation {
	const { options = [] } = operation.collections ?? {};
	return {
		...operation,
		collections: { ...operation.collections, options: [...options, actInAccount] },
	};
}

/** @throws Error when there is no such operation */
export function findOperation(resourceName: string, operationName: string): Operation {
	const operation = resources
		.find(({ value }) => value === resourceName)
		?.list.find(({ value }) => value === operationName);
	if (!operation) throw new Error(`There is no operation '${operationName}' on '${resourceName}'`);
	return operation;
}
