import { type INode, NodeApiError, NodeOperationError } from 'n8n-workflow';
import { ApiFailure, type ApiFailureDetails, InvalidInput, UnexpectedOutcome } from './ApiFailure';
import type { ErrorGroup } from './ErrorTableEntry';
import { type FieldNames, fieldOf } from './fieldOf';
import { NotFound } from './NotFound';
import { RegionFailure } from './RegionFailure';

const NO_FIELDS: FieldNames = () => undefined;

/**
 * The error that n8n shows and stores: what happened, what to do, Alibaba's code and RequestId.
 * `failure` tells n8n's poll back-off how to go on.
 *
 * Only texts are handed over, never the request or the reply: n8n stores the context of an error.
 *
 * @param failure whatever was thrown; anything unknown keeps its message
 * @param fields the names that people see of the parameters that were sent
 */
export function toNodeError(
	node: INode,
	failure: unknown,
	itemIndex?: number,
	fields: FieldNames = NO_FIELDS,
): NodeApiError | NodeOperationError {
	if (failure instanceof NodeApiError || failure instanceof NodeOperationError) return failure;
	if (failure instanceof RegionFailure) {
		const error = toNodeError(node, failure.failure, itemIndex, fields);
		error.message = `${failure.message}: ${error.message}`;
		error.description = [error.description, failure.advice].filter(Boolean).join(' ');
		return error;
	}
	const hasAdvice =
		failure instanceof InvalidInput ||
		failure instanceof UnexpectedOutcome ||
		failure instanceof NotFound;
	if (hasAdvice) {
		return new NodeOperationError(node, failure.message, {
			description: failure.advice,
			itemIndex,
		});
	}
	if (failure instanceof TypeError || failure instanceof RangeError) {
		return new NodeOperationError(node, 'A value has an unexpected form', {
			description: `The value came with the input or in the reply of Alibaba Cloud. Check the values of the fields. JavaScript says: ${endSentence(failure.message)}`,
			itemIndex,
		});
	}
	if (!(failure instanceof ApiFailure)) {
		return new NodeOperationError(
			node,
			failure instanceof Error ? failure.message : String(failure),
			{
				itemIndex,
			},
		);
	}
	const { details } = failure;
	const { code, requestId, statusCode } = details;
	return new NodeApiError(
		node,
		{ ...(code && { code }), ...(requestId && { requestId }) },
		{
			message: messageOf(failure, fields),
			description: describe(failure, fields, itemIndex !== undefined),
			httpCode: statusCode === undefined ? undefined : String(statusCode),
			itemIndex,
			failure: declareFailure(failure),
		},
	);
}

function declareFailure({ details, entry }: ApiFailure): NodeApiError['failure'] {
	const cause =
		entry?.cause ??
		(details.reached === 'refused' ? 'configuration-invalid' : 'temporarily-unavailable');
	if (cause === 'configuration-invalid' || cause === 'credential-invalid') return { cause };
	return { cause, ...(details.retryAfter !== undefined && { retryAfterMs: details.retryAfter }) };
}

/** The same in one text, for where n8n shows nothing but a message. */
export function toText(failure: unknown): string {
	if (!(failure instanceof ApiFailure)) {
		return failure instanceof Error ? failure.message : String(failure);
	}
	const message = endSentence(messageOf(failure, NO_FIELDS));
	return `${message} ${describe(failure, NO_FIELDS, false)}`.trim();
}

const UNCERTAIN =
	'It is not known whether Alibaba Cloud made the change or purchase. Check your resources before you try again.';

const NOT_REACHED = 'Nothing was done: the request did not reach Alibaba Cloud.';

/** Of limits it is not known who sets them. */
const NOTHING_DONE = 'Nothing was done.';

/** Codes that say no more than that the value of some field is not accepted. */
const SOME_VALUE: ReadonlySet<string> = new Set(['InvalidParameter', 'MissingParameter']);

function messageOf({ details, entry }: ApiFailure, fields: FieldNames): string {
	if (!entry) return details.message;
	const isUnclear = entry.isFamily || SOME_VALUE.has(details.code ?? '');
	if (entry.group !== 'form' || !isUnclear) return entry.message;
	const field = fieldOf(details, fields);
	if (field === undefined) return entry.message;
	return /missing/i.test(entry.message)
		? `'${field}' is missing`
		: `'${field}' has a value that Alibaba Cloud does not accept`;
}

function describe({ details, entry }: ApiFailure, fields: FieldNames, isOfItem: boolean): string {
	const sentences = [];
	if (entry?.isPermission) sentences.push(describePermission(details));
	if (details.found) sentences.push(details.found);
	if (entry) sentences.push((isOfItem ? undefined : entry.elsewhere) ?? entry.description);
	const field = isAboutAValue(details, entry) ? fieldOf(details, fields) : undefined;
	const isNamed = `${entry?.message ?? ''} ${entry?.description ?? ''}`.includes(`'${field}'`);
	if (field !== undefined && !isNamed) sentences.push(`The refused field is '${field}'.`);
	if (entry && isQuoted(details, entry)) {
		sentences.push(`Alibaba Cloud says: ${endSentence(details.sentence ?? '')}`);
	}
	if (entry?.group === 'endpoint' && !details.code && details.sentence) {
		sentences.push(`The answer says: ${endSentence(details.sentence)}`);
	}
	if (!entry && details.recommend) sentences.push(`More: ${details.recommend}`);
	if (details.sentBefore) {
		sentences.push(`An earlier try sent ${details.sentBefore.join(' and ')}.`);
	}
	if (details.isUncertain) sentences.push(UNCERTAIN);
	else if (details.answer && details.reached !== 'unknown') {
		sentences.push(details.answer === 'rate limit' ? NOTHING_DONE : NOT_REACHED);
	} else if (isRefusedPurchase(details, entry)) {
		sentences.push('Nothing was bought.');
	}
	if (details.clientToken) {
		sentences.push(`ActionTrail shows the request with the ClientToken '${details.clientToken}'.`);
	}
	const { role } = details.call ?? {};
	if (role !== undefined) sentences.push(`The request was sent in the role '${role}'.`);
	if (details.call?.action === 'AssumeRole' && entry?.group === 'key') {
		sentences.push("This is about the credential's own AccessKey, which assumes the role.");
	}
	const facts = [
		details.code && `code ${details.code}`,
		details.requestId && `RequestId ${details.requestId}`,
		!details.code && details.statusCode && `HTTP status ${details.statusCode}`,
	].filter(Boolean);
	if (facts.length > 0) sentences.push(`(${facts.join(', ')})`);
	return sentences.join(' ');
}

function describePermission({ permission, deniedResource, call }: ApiFailureDetails): string {
	const product = call?.product ?? 'vpc';
	const missing = permission ?? (call && `${product}:${call.action}`);
	if (missing === undefined) return '';
	const resource = deniedResource ?? call?.resource;
	const where = call ? ` in ${call.regionId}` : '';
	return `Missing permission: ${missing}${where}${resource ? ` for '${resource}'` : ''}.`;
}

/** Groups in which the sentence of the API says more than the code: who, what, or which state. */
const SAYS_MORE: ReadonlySet<ErrorGroup> = new Set(['payment', 'permission', 'state']);

/** Whether the sentence of the API says something that the entry does not, such as the parameter. */
function isQuoted(
	{ call, code, sentence }: ApiFailureDetails,
	entry: ApiFailure['entry'],
): boolean {
	if (code === undefined || !sentence || !entry) return false;
	return (
		call?.action === 'AssumeRole' ||
		entry.isFamily === true ||
		entry.cause === 'configuration-invalid' ||
		SAYS_MORE.has(entry.group)
	);
}

function isAboutAValue({ reached }: ApiFailureDetails, entry: ApiFailure['entry']): boolean {
	return entry ? entry.group === 'form' : reached === 'refused';
}

function isRefusedPurchase(
	{ call, reached }: ApiFailureDetails,
	entry: ApiFailure['entry'],
): boolean {
	return (
		call?.isPurchase === true &&
		reached !== 'unknown' &&
		entry?.retry !== 'server' &&
		!entry?.isOfEarlier
	);
}

function endSentence(text: string): string {
	return /[.!?。！？…]$/.test(text) ? text : `${text}.`;
}
