import { type INode, NodeApiError, type NodeOperationError } from 'n8n-workflow';
import { toNodeError } from '../errors/toNodeError';
import type { Failure, PollResult } from './runPoll';

/** A region that can't be read so many times in a row makes the poll fail, and again after as many. */
export const FAILURES_IN_A_ROW = 3;

interface Count {
	/** Polls in a row in which it failed. */
	failed: number;
	/** How often that was told. */
	told: number;
}

/**
 * Counts the failures in a row of each region, per trigger node. In memory only: a failed poll must
 * not write, and after a restart of n8n it is good to hear of it anew.
 */
const counts = new Map<string, Map<string, Count>>();

/**
 * Decides whether a poll that could not read everything fails. If no region could be read, at once;
 * otherwise when one keeps failing. Never while there are events of other
 * regions to be handed on.
 *
 * @param trigger tells trigger nodes apart
 * @returns the error to throw
 */
export function judgeFailures(
	trigger: string,
	node: INode,
	{ failures, events, regionsRead, isFirst }: PollResult,
	isChosen: boolean,
): NodeApiError | NodeOperationError | undefined {
	const known = counts.get(trigger);
	const current = new Map<string, Count>();
	for (const { regionId, what } of failures) {
		const key = `${regionId} ${what}`;
		const { failed, told } = known?.get(key) ?? { failed: 0, told: 0 };
		current.set(key, { failed: failed + 1, told });
	}
	if (current.size > 0) counts.set(trigger, current);
	else counts.delete(trigger);
	if (failures.length === 0 || events.length > 0) return undefined;

	const errors = failures.map(({ error }) => toNodeError(node, error));
	const causes = errors.map((error) =>
		error instanceof NodeApiError ? error.failure?.cause : undefined,
	);
	if (regionsRead === 0) {
		const first = errors[Math.max(0, causes.indexOf('credential-invalid'))];
		return failures.length === 1 ? first : describe(node, failures, first, first);
	}
	// Activation is the moment to say that a chosen region can't be read for a reason that stays.
	const lasting = causes.findIndex(
		(cause) => cause === 'configuration-invalid' || cause === 'credential-invalid',
	);
	if (isFirst && isChosen && lasting !== -1)
		return describe(node, [failures[lasting]], errors[lasting]);

	const due = failures.filter(({ regionId, what }) => {
		const count = current.get(`${regionId} ${what}`);
		return count && Math.floor(count.failed / FAILURES_IN_A_ROW) > count.told;
	});
	if (due.length === 0) return undefined;
	for (const { regionId, what } of due) {
		const count = current.get(`${regionId} ${what}`);
		if (count) count.told = Math.floor(count.failed / FAILURES_IN_A_ROW);
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
		what === 'Elastic IPs' ? regionId : `${regionId} (${what})`,
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
