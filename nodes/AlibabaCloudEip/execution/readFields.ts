import type { IDataObject, IExecutePaginationFunctions } from 'n8n-workflow';
import type { AccessKey } from '../../../credentials/signature/accessKey';
import { resourceKinds } from '../api/resourceKinds';
import { InvalidInput } from '../errors/ApiFailure';
import type { Output } from '../output/Output';
import { findOperation } from '../resources';
import type { Operation, OperationInput } from '../resources/Operation';
import { unwrap } from '../api/unwrap';
import { toBoolean } from '../resources/fieldValues';
import { readOutputFields } from '../resources/outputFields';
import { convertFields, findField } from './inputFields';

/** Reads what the user filled in through n8n. */

/** @throws Error when there is no such operation */
export function readOperation(context: IExecutePaginationFunctions): Operation {
	return findOperation(
		String(context.getNodeParameter('resource')),
		String(context.getNodeParameter('operation')),
	);
}

/**
 * All that an operation gets of the form.
 *
 * @param sent what n8n's routing collected, by the names under which fields are sent
 * @throws InvalidInput naming the field
 */
export function readInput(
	context: IExecutePaginationFunctions,
	operation: Operation,
	sent: IDataObject,
): OperationInput {
	return {
		...convertFields(operation, sent, {
			timezone: context.getTimezone(),
			readField: (path) => context.getNodeParameter(path, ''),
		}),
		output: readOutput(context, operation),
		limit: readLimit(context, operation),
		waitUntilDone: isOn(context, operation, 'waitUntilDone'),
		// n8n takes nothing but a collection there.
		readOptions: () => context.getNodeParameter('options', {}) as IDataObject,
	};
}

/** @throws InvalidInput when an expression makes it neither true nor false */
function isOn(context: IExecutePaginationFunctions, operation: Operation, name: string): boolean {
	const field = findField(operation, name);
	if (!field) return false;
	const value = context.getNodeParameter(name, field.default);
	return toBoolean(field, value ?? field.default) === 'true';
}

/** @throws InvalidInput when an expression gives a kind or a field that there is not */
function readOutput(context: IExecutePaginationFunctions, { fields }: Operation): Output {
	return readOutputFields(fields, (name, fallback) => context.getNodeParameter(name, fallback));
}

/** @throws InvalidInput when it is not a whole number above zero */
function readLimit(context: IExecutePaginationFunctions, operation: Operation): number | undefined {
	if (!findField(operation, 'limit') || isOn(context, operation, 'returnAll')) return undefined;
	const limit = Number(context.getNodeParameter('limit', 50));
	if (Number.isInteger(limit) && limit >= 1) return limit;
	throw new InvalidInput(
		"'Limit' is not a whole number above zero",
		"Enter a whole number of at least 1, or turn on 'Return All'.",
	);
}

/** The region of the node, or the default region of the credential where the node names none. */
export function readRegion(context: IExecutePaginationFunctions, accessKey: AccessKey): string {
	// Not `extractValue`: n8n then refuses a field that the form does not show.
	const value = unwrap(context.getNodeParameter('regionId', ''));
	if (typeof value !== 'string') {
		throw new InvalidInput(
			"'Region' is not a text",
			`Give the ID of a region, such as '${resourceKinds.region.examples[0]}'.`,
		);
	}
	return value || accessKey.regionId;
}

/** Milliseconds. @throws InvalidInput */
export function readTimeLimit(context: IExecutePaginationFunctions): number {
	const seconds = Number(context.getNodeParameter('options.timeLimit', 300));
	if (seconds >= 1 && seconds <= 3600) return seconds * 1000;
	throw new InvalidInput(
		"'Time Limit' is not between 1 and 3600 seconds",
		'Enter a number from 1 to 3600.',
	);
}
