import { type INode, NodeApiError, type NodeOperationError } from 'n8n-workflow';
import { toNodeError } from '../errors/toNodeError';
import type { TriggerMemory } from './memory';
import type { Failure, PollResult } from './PollResult';

/** A region that cannot be read so many times in a row makes the poll fail, and again after as many. */
export const FAILURES_IN_A_ROW = 3;

const ELASTIC_IPS: Failure['what'] = 'Elastic IPs';

/** The regions whose Elastic IPs could not be read at the last poll. */
export function failingRegions({ failures }: TriggerMemory): ReadonlySet<string> {
	const names = [...failures.keys()].map((key) => key.split(' '));
	return new Set(
		names.flatMap(([regionId, ...what]) => (what.join(' ') === ELASTIC_IPS ? regionId : [])),
	);
}

/** Counts the failures in a row of each region. Not in the state: a failed poll must not write. */
export function countFailures(memory: TriggerMemory, failures: Failure[]): void {
	memory.failures = new Map(
		failures.map(({ regionId, what }) => {
			const key = `${regionId} ${what}`;
			const { failed, reported } = memory.failures.get(key) ?? { failed: 0, reported: 0 };
			return [key, { failed: failed + 1, reported }];
		}),
	);
}

/**
 * Decides whether a poll that could not read everything fails. If no region could be read, at once;
 * otherwise when one keeps failing. Never while there are events of other regions to be handed on.
 *
 * @param memory in which they were counted
 * @returns the error to throw
 */
export function failureOf(
	{ failures: counts }: TriggerMemory,
	node: INode,
	{ failures, events, regionsRead, isFirst }: PollResult,
	isChosen: boolean,
): NodeApiError | NodeOperationError | undefined {
	if (failures.length === 0 || events.length > 0) return undefined;

	const errors = failures.map(({ error }) => toNodeError(node, error));
	const causes = errors.map((error) =>
		error instanceof NodeApiError ? error.failure?.cause : undefined,
	);
	if (regionsRead === 0) {
		const first = errors[Math.max(0, causes.indexOf('credential-invalid'))];
		return failures.length === 1 ? first : describe(node, failures, first, first);
	}
	// Activation is the moment to say that a chosen region cannot be read for a reason that stays.
	const lasting = causes.findIndex(
		(cause) => cause === 'configuration-invalid' || cause === 'credential-invalid',
	);
	if (isFirst && isChosen && lasting !== -1)
		return describe(node, [failures[lasting]], errors[lasting]);

	const due = failures.filter(({ regionId, what }) => {
		const count = counts.get(`${regionId} ${what}`);
		return count && Math.floor(count.failed / FAILURES_IN_A_ROW) > count.reported;
	});
	if (due.length === 0) return undefined;
	for (const { regionId, what } of due) {
		const count = counts.get(`${regionId} ${what}`);
		if (count) count.reported = Math.floor(count.failed / FAILURES_IN_A_ROW);
	}
	return describe(node, due, errors[failures.indexOf(due[0])]);
}

/**
 * Names the regions. While others are read, the cause is said to pass, so that n8n goes on polling
 * them as before.
 *
 * @param cause the error whose `failure` holds for all regions
 */
function describe(
	node: INode,
	failures: Failure[],
	first: NodeApiError | NodeOperationError,
	cause?: NodeApiError | NodeOperationError,
): NodeApiError {
	const names = failures.map(({ regionId, what }) =>
		what === ELASTIC_IPS ? regionId : `${regionId} (${what})`,
	);
	const rest = cause
		? undefined
		: 'The other regions are watched as before. Changes in this one are reported as soon as it can be read again.';
	return new NodeApiError(
		node,
		{},
		{
			message: `Could not read ${names.slice(0, 5).join(', ')}: ${first.message}`,
			description: [first.description, rest].filter(Boolean).join(' '),
			httpCode: (first instanceof NodeApiError && first.httpCode) || undefined,
			failure:
				cause instanceof NodeApiError && cause.failure
					? cause.failure
					: { cause: 'temporarily-unavailable' },
		},
	);
}
