import { type INode, NodeApiError, NodeOperationError } from 'n8n-workflow';
import { ApiFailure, InvalidInput, UnexpectedOutcome } from './ApiFailure';

/**
 * The error that n8n shows and stores: what happened, what to do, Alibaba's code and RequestId.
 * `failure` tells n8n's poll back-off how to go on.
 *
 * Only texts are handed over, never the request or the reply: n8n stores the context of an error.
 *
 * @param failure whatever was thrown; anything unknown keeps its message
 */
export function toNodeError(
	node: INode,
	failure: unknown,
	itemIndex?: number,
): NodeApiError | NodeOperationError {
	if (failure instanceof NodeApiError || failure instanceof NodeOperationError) return failure;
	if (failure instanceof InvalidInput || failure instanceof UnexpectedOutcome) {
		return new NodeOperationError(node, failure.message, {
			description: failure.advice,
			itemIndex,
		});
	}
	if (failure instanceof TypeError || failure instanceof RangeError) {
		return new NodeOperationError(node, 'A value has a form that it can not have', {
			description: `It came with the input or in the reply of the service: ${failure.message}.`,
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
	const { details, entry } = failure;
	const { code, requestId, statusCode } = details;
	const message = entry?.message ?? details.message;
	return new NodeApiError(
		node,
		{ ...(code && { code }), ...(requestId && { requestId }) },
		{
			message,
			description: describe(failure),
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

const UNCERTAIN =
	'It is not known whether Alibaba Cloud made the change or purchase. Look at your resources before you run it again.';

function describe({ details, entry }: ApiFailure): string {
	const sentences = [];
	if (entry) sentences.push(entry.description);
	// Alibaba's message often names the parameter; it is the server's own, already redacted.
	if (entry && entry.cause === 'configuration-invalid' && details.message) {
		sentences.push(`Alibaba Cloud says: ${details.message}`);
	}
	if (!entry && details.recommend) sentences.push(`More: ${details.recommend}`);
	if (details.isUncertain) sentences.push(UNCERTAIN);
	const facts = [
		details.code && `code ${details.code}`,
		details.requestId && `RequestId ${details.requestId}`,
		!details.code && details.statusCode && `HTTP status ${details.statusCode}`,
	].filter(Boolean);
	if (facts.length > 0) sentences.push(`(${facts.join(', ')})`);
	return sentences.join(' ');
}
