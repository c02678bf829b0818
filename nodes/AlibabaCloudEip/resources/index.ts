import type { Operation, Resource } from '../description/Operation';
import { elasticIp } from './elasticIp';
import { region } from './region';

export const resources: Resource[] = [elasticIp, region];

/** @throws Error when there is no such operation */
export function findOperation(resourceName: string, operationName: string): Operation {
	const operation = resources
		.find(({ value }) => value === resourceName)
		?.list.find(({ value }) => value === operationName);
	if (!operation) throw new Error(`There is no operation '${operationName}' on '${resourceName}'`);
	return operation;
}
