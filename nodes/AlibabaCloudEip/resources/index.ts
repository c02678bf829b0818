import type { Operation, Resource } from './Operation';
import { addressPool } from './addressPool';
import { bandwidthPackage } from './bandwidthPackage';
import { elasticIp } from './elasticIp';
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
];

/** @throws Error when there is no such operation */
export function findOperation(resourceName: string, operationName: string): Operation {
	const operation = resources
		.find(({ value }) => value === resourceName)
		?.list.find(({ value }) => value === operationName);
	if (!operation) throw new Error(`There is no operation '${operationName}' on '${resourceName}'`);
	return operation;
}
