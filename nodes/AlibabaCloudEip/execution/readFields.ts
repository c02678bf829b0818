import type { IDataObject, IExecutePaginationFunctions } from 'n8n-workflow';
import { OWN_ACCOUNT } from '../../../credentials/role/readRole';
import type { AccessKey } from '../../../credentials/signature/accessKey';
import { trimPasted } from '../../../credentials/signature/trimPasted';
import { resourceKinds } from '../api/resourceKinds';
import { InvalidInput } from '../errors/ApiFailure';
import type { Output } from '../output/Output';
import { findOperation } from '../resources';
import type { Operation, OperationInput } from '../resources/Operation';
import { isExpression, unwrap } from '../api/unwrap';
import { toBoolean, toOption } from '../resources/fieldValues';
import { readOutputFields } from '../resources/outputFields';
import { ROLE_ARN } from '../resources/fields';
import { readChosenRegions, regionIds, regionScope } from '../resources/regionFields';
import { convertFields, findField } from './inputFields';
import { isTool } from './itemStart';

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
			"'Region' is not text",
			`Enter the ID of a region, such as '${resourceKinds.region.examples[0]}'.`,
		);
	}
	return value || accessKey.regionId;
}

/** What an expression can take from an AI agent: its own values, and the input of a tool, which is what it asks for. */
const FROM_MODEL = /\$fromai\b/i;
const FROM_TOOL_INPUT = /\$(json|input|binary|data|item|parameter|rawParameter|tool)\b/i;

/**
 * The role of the item, in whose account it acts; empty where the node names none.
 *
 * @throws InvalidInput when it is no text, an expression has no result, or the model of an AI agent chooses it
 */
export function readRoleArn(context: IExecutePaginationFunctions): string {
	const field = fieldOfRole(context.getNode().parameters.options);
	const written = typeof field === 'string' ? field : JSON.stringify(field ?? '');
	if (FROM_MODEL.test(written) || (isTool(context) && FROM_TOOL_INPUT.test(written))) {
		throw new InvalidInput(
			"'Act in Account' is not taken from an AI model",
			'A model must not choose the account that it acts in, so nothing was sent. Enter the ARN of the role, or an expression that the input of the tool does not reach. For several accounts, use one tool for each.',
		);
	}
	const value = unwrap(context.getNodeParameter(`options.${ROLE_ARN}`, ''));
	const isNothing = value === undefined || value === null;
	const arn = typeof value === 'string' ? trimPasted(value) : '';
	if (arn === OWN_ACCOUNT) return '';
	if (arn !== '') return arn;
	if (isNothing || typeof value === 'string') {
		// An item without a role must not be bought for, or released, in another account.
		if (!isExpression(field)) return '';
		throw new InvalidInput(
			"The expression in 'Act in Account' has no result",
			'Nothing was sent: without a role the item would act in the account of the credential. Enter the ARN of a role for each item, or the word own for the account of the credential.',
		);
	}
	throw new InvalidInput(
		"'Act in Account' is not text",
		"Enter the ARN of one role, such as 'acs:ram::1234567890123456:role/eip-operator'.",
	);
}

/** The field as it was written, before n8n resolves it. */
function fieldOfRole(options: unknown): unknown {
	if (typeof options !== 'object' || options === null) return options;
	return (options as IDataObject)[ROLE_ARN];
}

/**
 * The regions to read where the operation can read several: all, or these in this order; undefined for the
 * one of `readRegion`.
 *
 * @throws InvalidInput naming the field
 */
export function readRegions(
	context: IExecutePaginationFunctions,
	{ readsRegions }: Operation,
): 'all' | string[] | undefined {
	if (!readsRegions) return undefined;
	const { name, default: one } = regionScope;
	const scope = toOption(regionScope, context.getNodeParameter(name, one) || one);
	if (scope === 'all') return 'all';
	return scope === one
		? undefined
		: readChosenRegions(context.getNodeParameter(regionIds.name, []));
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
