import { type INode, NodeApiError, type NodeOperationError } from 'n8n-workflow';
import { toNodeError } from '../errors/toNodeError';
import { STATE_KEY, type PollingNode } from './commitPoll';
import type { Environment } from './environment';
import { hashOf } from './eventId';
import type { TriggerEvent } from './events/TriggerEvent';
import { FAILURES_IN_A_ROW } from './failures';
import type { TriggerMemory } from './memory';
import { memoryOf, pollOnce } from './pollOnce';
import { readTestEvents } from './testEvents';

/** An account that the trigger watches. */
export interface WatchedAccount {
	environment: Environment;
	/** The role that it acts in; undefined for the account of the AccessKey. */
	roleArn?: string;
	/** Whether the node names it, next to others or alone. */
	isOfNode: boolean;
}

/** So many accounts are read at the same time. */
const MAX_ACCOUNTS_AT_A_TIME = 8;

/** An account that could not be watched. */
interface FailedAccount {
	roleArn: string;
	error: NodeApiError | NodeOperationError;
}

/**
 * One poll of each account. Each has a state of its own under a key of its own: one that fails keeps its
 * snapshot, and the others go on.
 *
 * @throws NodeApiError, NodeOperationError when all fail, or when one keeps failing and no other has events;
 *   whatever `pollOnce` throws where there is only the account of the credential
 */
export async function pollAccounts(
	accounts: WatchedAccount[],
	polling: PollingNode,
): Promise<TriggerEvent[]> {
	const [first] = accounts;
	const { node, staticData } = polling;
	if (!first.isOfNode) {
		const events = await pollOnce(first.environment, polling);
		forgetOthers(staticData, [STATE_KEY]);
		return events.map((event) => withAccount(event, first));
	}
	const isFirst = accounts.every((account) => staticData[stateKeyOf(account)] === undefined);
	const { clock } = first.environment;
	const memory = memoryOf(`${polling.key}/accounts`, clock.monotonic());
	// One that takes all the time must not always take it from the same ones.
	const outcomes = await pollEach(accounts, polling, memory.turn++ % accounts.length);

	const events: TriggerEvent[] = [];
	const failed: FailedAccount[] = [];
	for (const account of accounts) {
		const outcome = outcomes.get(account) ?? [];
		if (outcome instanceof Error) failed.push({ roleArn: account.roleArn ?? '', error: outcome });
		else events.push(...outcome.map((event) => withAccount(event, account)));
	}
	countInARow(memory, failed);
	const isAll = failed.length === accounts.length;
	const due = failed.find(
		({ roleArn, error }) => isAll || (isFirst && isLasting(error)) || isDue(memory, roleArn),
	);
	if (due && events.length === 0) {
		const count = memory.failures.get(due.roleArn);
		if (count) count.reported = Math.floor(count.failed / FAILURES_IN_A_ROW);
		throw inAccount(node, due, isAll);
	}
	for (const { roleArn, error } of failed) {
		polling.warn(`${node.name}: ${roleArn} could not be watched: ${error.message}`);
	}
	forgetOthers(staticData, accounts.map(stateKeyOf));
	return events;
}

/** Polls a few accounts at a time. @param start the one that comes first */
async function pollEach(
	accounts: WatchedAccount[],
	polling: PollingNode,
	start: number,
): Promise<Map<WatchedAccount, TriggerEvent[] | FailedAccount['error']>> {
	const outcomes = new Map<WatchedAccount, TriggerEvent[] | FailedAccount['error']>();
	const queue = [...accounts.slice(start), ...accounts.slice(0, start)];
	const work = async () => {
		for (let account = queue.shift(); account; account = queue.shift()) {
			const { roleArn = '', environment } = account;
			const own: PollingNode = {
				...polling,
				key: `${polling.key}/${roleArn}`,
				stateKey: stateKeyOf(account),
				warn: (message) => polling.warn(`${message} (${roleArn})`),
			};
			const outcome = await pollOnce(environment, own).catch((failure: unknown) =>
				toNodeError(polling.node, failure),
			);
			outcomes.set(account, outcome);
		}
	};
	await Promise.all(Array.from({ length: MAX_ACCOUNTS_AT_A_TIME }, work));
	return outcomes;
}

/** Counts the failures in a row of each account, by its role. */
function countInARow(memory: TriggerMemory, failed: FailedAccount[]): void {
	memory.failures = new Map(
		failed.map(({ roleArn }) => {
			const before = memory.failures.get(roleArn) ?? { failed: 0, reported: 0 };
			return [roleArn, { ...before, failed: before.failed + 1 }];
		}),
	);
}

/** Whether it has failed often enough to be said once more. */
function isDue({ failures }: TriggerMemory, roleArn: string): boolean {
	const { failed, reported } = failures.get(roleArn) ?? { failed: 0, reported: 0 };
	return Math.floor(failed / FAILURES_IN_A_ROW) > reported;
}

/** Whether waiting does not end it: activation is the moment to say so. */
function isLasting(error: NodeApiError | NodeOperationError): boolean {
	if (!(error instanceof NodeApiError)) return true;
	const cause = error.failure?.cause;
	return cause === 'credential-invalid' || cause === 'configuration-invalid';
}

/** Names the role. While others are watched, the cause is said to pass, so that n8n goes on polling them. */
function inAccount(node: INode, { roleArn, error }: FailedAccount, isAll: boolean): NodeApiError {
	const rest = isAll
		? undefined
		: 'The other accounts are watched as before. Changes in this one are reported as soon as it can be read again.';
	const cause = isAll && error instanceof NodeApiError ? error.failure : undefined;
	return new NodeApiError(
		node,
		{},
		{
			message: `${roleArn} could not be watched: ${error.message}`,
			description: [error.description, rest].filter(Boolean).join(' '),
			httpCode: (error instanceof NodeApiError && error.httpCode) || undefined,
			failure: cause ?? { cause: 'temporarily-unavailable' },
		},
	);
}

/**
 * "Fetch Test Event": what the first account shows. The others are tried as well.
 *
 * @throws ApiFailure, NodeApiError when one of them cannot be read
 */
export async function readTestEventsOf(
	accounts: WatchedAccount[],
	node: INode,
): Promise<TriggerEvent[]> {
	const all: TriggerEvent[][] = [];
	for (const account of accounts) {
		const events = await readTestEvents(account.environment).catch((failure: unknown) =>
			toNodeError(node, failure),
		);
		if (!(events instanceof Error)) {
			all.push(events.map((event) => withAccount(event, account)));
			continue;
		}
		const { roleArn = '' } = account;
		throw account.isOfNode ? inAccount(node, { roleArn, error: events }, true) : events;
	}
	return all[0];
}

/** The account ID stands in the ARN of the role: `acs:ram::1234567890123456:role/name`. */
function withAccount(event: TriggerEvent, { roleArn }: WatchedAccount): TriggerEvent {
	return roleArn === undefined ? event : { ...event, accountId: roleArn.split(':')[3] };
}

/** By the role alone: a new AccessKey goes on with what is remembered. */
function stateKeyOf({ roleArn = '' }: WatchedAccount): string {
	return `${STATE_KEY}@${hashOf([roleArn]).slice(0, 12)}`;
}

/** What is remembered of accounts that are not watched any more would be out of date when they are again. */
function forgetOthers(staticData: PollingNode['staticData'], used: string[]): void {
	for (const key of Object.keys(staticData)) {
		const isOurs = key === STATE_KEY || key.startsWith(`${STATE_KEY}@`);
		if (isOurs && !used.includes(key)) delete staticData[key];
	}
}
