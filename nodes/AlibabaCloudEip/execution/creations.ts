import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { type Created, type CreatingAction, actions, isPurchase } from '../api/actions';
import { readAddressPool } from '../api/addressPool';
import { readBandwidthPackage } from '../api/bandwidthPackage';
import { readElasticIp } from '../api/elasticIp';
import { readSegment } from '../api/segment';
import type { Patience } from '../api/waiting/absence';
import { CancelledError } from '../api/client/clock';
import type { Session } from '../api/client/session';
import { TimeLimitReached } from '../api/client/TimeLimitReached';
import { ApiFailure, UnexpectedOutcome } from '../errors/ApiFailure';
import type { Creation, ItemMemory } from './executionMemory';
import { NEW_FOR } from './recentlyBought';

/** Reads what an action created by its ID; undefined when it is gone. Without a reader it is taken to be there. */
const readers: Record<CreatingAction, Reader | undefined> = {
	AllocateEipAddress: async (patience, id) =>
		id.startsWith('order ') ? true : await readElasticIp(patience, id),
	AllocateEipSegmentAddress: readSegment,
	CreateCommonBandwidthPackage: readBandwidthPackage,
	CreatePublicIpAddressPool: readAddressPool,
	AddPublicIpAddressPoolCidrBlock: undefined,
	TransformEipSegmentToPublicIpAddressPool: undefined,
};

type Reader = (patience: Patience, id: string) => Promise<unknown>;

/** What a creation costs: its ID and name, unless it was given back or never made. */
export function paidFor({ action, state, reply }: Creation): Created | undefined {
	if (state !== 'created' || !reply || !isPurchase(action)) return undefined;
	return actions[action].readCreated(reply);
}

/** Whether it may have been bought. */
export function isOpen({ action, state, mayBeMade }: Creation): boolean {
	return state === 'sent' && mayBeMade === true && isPurchase(action);
}

/** Where a creation belongs. */
export interface CreationScope {
	item: ItemMemory;
	/** Random, see `ExecutionMemory`. */
	seed: string;
	/** Node, run and item, or node and call of a tool. */
	place: string;
	executionId: string;
	account: string;
	session: Session;
	/** Called with what was just bought or created. */
	onCreated(created: Created): void;
}

/**
 * Buys or creates something once for the item, whatever is tried again: what was sent first is sent again
 * until the outcome is known, and what was created is not created again while it exists. In another account
 * it is created once, too.
 *
 * @returns the reply of the API action
 * @throws ApiFailure, with `clientToken` where it is not known whether something was created;
 *   UnexpectedOutcome where there is no time to look for what another key has created; CancelledError
 */
export async function createOnce(
	scope: CreationScope,
	action: CreatingAction,
	wanted: Record<string, string>,
): Promise<IDataObject> {
	const { item, account, session, executionId } = scope;
	const { regionId } = session;
	const known = item.creations.filter((one) => one.action === action && one.regionId === regionId);
	const own = known.findLast((one) => one.account === account);
	if (own?.state === 'created' && own.reply) {
		// Within one execution it is known what became of it.
		if (own.executionId === executionId || !(await isGone(session, own))) return own.reply;
		own.state = 'returned';
	}
	// Another key of the same account sees it; in another account it stays, and is named.
	const since = known.slice(own ? known.indexOf(own) + 1 : 0);
	for (const other of since.toReversed()) {
		if (other.state !== 'created' || !other.reply) continue;
		if (await isSeen(session, other)) return other.reply;
	}
	const creation = nextCreation(scope, action, wanted, known);
	creation.account = account;
	const kept = item.creations.filter((one) => !(known.includes(one) && isOver(one, known)));
	item.creations = [...kept.filter((one) => one !== creation), creation];
	// The user's own token stays, and so does that of a purchase: it is what keeps it from being paid twice.
	const mayRenew = wanted.ClientToken === undefined && !isPurchase(action);
	const renewToken = () => {
		creation.generation += 1;
		const ClientToken = tokenFor(scope, action, creation.generation);
		creation.parameters = { ...creation.parameters, ClientToken };
		return ClientToken;
	};
	const reply = await send(session, creation, mayRenew ? renewToken : undefined);
	creation.reply = reply;
	// They are not sent again.
	creation.parameters = tokenOf(creation);
	creation.state = 'created';
	creation.executionId = executionId;
	creation.createdAt = session.clock.now();
	const result = actions[action].readCreated(reply);
	if (known.some((one) => one.state === 'returned' && hasMade(one, result?.id))) {
		// The token brought back what was given back with another key: it was the same account.
		creation.state = 'returned';
		return await createOnce(scope, action, wanted);
	}
	if (result) scope.onCreated(result);
	return reply;
}

/** Whether its generation is all that is left of it. Its token may still be open with another key. */
function isOver(creation: Creation, known: Creation[]): boolean {
	const { state } = creation;
	if (state !== 'refused' && state !== 'returned') return false;
	return !known.some((one) => one.state === 'sent' && hasSameToken(one, creation));
}

function hasSameToken(one: Creation, other: Creation): boolean {
	return one.parameters.ClientToken === other.parameters.ClientToken;
}

function hasMade({ action, reply }: Creation, id: string | undefined): boolean {
	return id !== undefined && reply !== undefined && actions[action].readCreated(reply)?.id === id;
}

/**
 * What is sent now: the same as before while its outcome is open, or what is wanted.
 *
 * @param known earlier creations for the same purpose, the newest last
 */
function nextCreation(
	scope: CreationScope,
	action: CreatingAction,
	wanted: Record<string, string>,
	known: Creation[],
): Creation {
	const ofThisKey = known.filter(({ account }) => account === scope.account);
	const own = ofThisKey.at(-1);
	if (own?.state === 'sent') return own;
	// The first one first: the others may have been asked for in another account only.
	const [open] = known
		.filter((one) => one.state === 'sent')
		.filter((one) => !ofThisKey.some((other) => hasSameToken(one, other)))
		.toSorted((one, other) => one.generation - other.generation);
	// With this key it is another creation: the account may be another one, and in the first it stays open.
	if (open !== undefined) return { ...open };
	const { ClientToken: given, ...values } = wanted;
	const before = own ?? known.at(-1);
	// What is no purchase gets another token: for the old one Alibaba Cloud may repeat the refusal.
	if (
		before?.state === 'refused' &&
		isPurchase(action) &&
		isEqual(before.parameters, { ...wanted, ...tokenOf(before) })
	) {
		return before;
	}
	const generation = Math.max(-1, ...known.map((one) => one.generation)) + 1;
	const returns = Math.max(
		0,
		...known.map((one) => one.returns + (one.state === 'returned' ? 1 : 0)),
	);
	// With the user's own token Alibaba Cloud would bring back what was returned.
	const clientToken =
		given === undefined
			? tokenFor(scope, action, generation)
			: returns === 0
				? given
				: hash([given, returns]);
	return {
		action,
		account: scope.account,
		regionId: scope.session.regionId,
		generation,
		returns,
		parameters: { ...values, ClientToken: clientToken },
		state: 'sent',
	};
}

function tokenFor(
	{ seed, place, session: { regionId } }: CreationScope,
	action: CreatingAction,
	generation: number,
): string {
	return hash([seed, place, regionId, action, generation]);
}

function tokenOf({ parameters: { ClientToken } }: Creation): Record<string, string> {
	return { ClientToken };
}

function isEqual(one: Record<string, string>, other: Record<string, string>): boolean {
	const names = new Set([...Object.keys(one), ...Object.keys(other)]);
	return [...names].every((name) => one[name] === other[name]);
}

/** 64 ASCII characters, the most that the API takes as a ClientToken. */
function hash(parts: unknown[]): string {
	return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

const FIRST_DELAY = 1_000;
const MAX_DELAY = 10_000;

/**
 * Sends until the reply names what was created.
 *
 * @param renewToken gives it another token after a clear refusal, as long as nothing can have been made
 */
async function send(
	session: Session,
	creation: Creation,
	renewToken: (() => string) | undefined,
): Promise<IDataObject> {
	const { clock, signal, deadline } = session;
	const { action } = creation;
	creation.state = 'sent';
	for (let delay = FIRST_DELAY; ; delay = Math.min(2 * delay, MAX_DELAY)) {
		const checks = { renewToken: creation.mayBeMade ? undefined : renewToken };
		const outcome = await session.call(action, creation.parameters, checks).then(
			(reply) => ({ reply }),
			(failure: unknown) => ({ failure }),
		);
		if ('reply' in outcome && actions[action].readCreated(outcome.reply)) return outcome.reply;
		if ('failure' in outcome) {
			const { failure } = outcome;
			if (failure instanceof ApiFailure && failure.isRefusal && !creation.mayBeMade) {
				creation.state = 'refused';
			} else {
				creation.mayBeMade = true;
			}
			throw withToken(failure, creation);
		}
		creation.mayBeMade = true;
		// A success that names nothing is none: the same token brings the reply again.
		if (deadline.rest <= delay) {
			throw withToken(
				new ApiFailure({
					message: 'The reply does not say what was bought',
					requestId: readText(outcome.reply.RequestId),
					reached: 'unknown',
				}).asUncertain(),
				creation,
			);
		}
		await clock.sleep(delay, signal);
	}
}

/** Names the token where the outcome is open, so that what was bought can be found by it in ActionTrail. */
function withToken(failure: unknown, { parameters, state }: Creation): unknown {
	if (!(failure instanceof ApiFailure) || state === 'refused') return failure;
	return new ApiFailure({
		...failure.details,
		isUncertain: true,
		clientToken: parameters.ClientToken,
	});
}

function readText(value: unknown): string | undefined {
	return typeof value === 'string' ? value : undefined;
}

/** Milliseconds after which what was created has certainly shown, so that what is not found is gone. */
const SHOWN_AFTER = 2 * 3_600_000;

/**
 * Whether what an earlier execution created is gone. What cannot be read is taken to be there.
 *
 * @throws TimeLimitReached where there is no time to find out; CancelledError
 */
async function isGone(
	session: Session,
	{ action, reply, createdAt = 0 }: Creation,
): Promise<boolean> {
	const find = readers[action];
	const result = reply && actions[action].readCreated(reply);
	// It may not show yet, and to buy another one costs more than to say which one it is.
	const mayNotShow = Math.abs(session.clock.now() - createdAt) <= SHOWN_AFTER;
	if (!result || !find || mayNotShow) return false;
	const looked = await look(session, find, result.id, () => false);
	if ('found' in looked) return !looked.found;
	const { failure } = looked;
	if (failure instanceof TimeLimitReached || failure instanceof CancelledError) throw failure;
	return false;
}

/**
 * Whether what was created with another key is found with this one. What cannot be looked for is taken to be.
 *
 * @throws UnexpectedOutcome where there is no time to find out; whatever the look throws
 */
async function isSeen(
	session: Session,
	{ action, reply, createdAt = 0 }: Creation,
): Promise<boolean> {
	const find = readers[action];
	const result = reply && actions[action].readCreated(reply);
	if (!result || !find) return true;
	const isNew = () => Math.abs(session.clock.now() - createdAt) <= NEW_FOR;
	const looked = await look(session, find, result.id, isNew);
	if ('found' in looked) return Boolean(looked.found);
	const { failure } = looked;
	if (!(failure instanceof TimeLimitReached)) throw failure;
	throw new UnexpectedOutcome(
		`'${result.id}' was bought with another AccessKey or role, and the time limit of ${session.deadline.seconds} seconds ended before it was certain whether the present one belongs to another account`,
		"Nothing else was bought. Raise the 'Time Limit' option to more than three minutes, or try again in ten minutes.",
	);
}

/** Looks for what was created, as long as it takes to call it gone. */
async function look(
	session: Session,
	find: Reader,
	id: string,
	isNew: () => boolean,
): Promise<{ found: unknown } | { failure: unknown }> {
	return await find({ session, isNew, wasThere: true }, id).then(
		(found) => ({ found }),
		(failure: unknown) => ({ failure }),
	);
}

/** Whether the item has created it in this region, or may have: what is under way counts. */
export function hasCreated(item: ItemMemory, action: CreatingAction, regionId: string): boolean {
	return item.creations.some(
		(one) =>
			one.action === action &&
			one.regionId === regionId &&
			(one.state === 'created' || one.state === 'sent'),
	);
}

/** Whether the item has bought it, and not given it back. */
export function hasPaidFor({ creations }: ItemMemory, id: string): boolean {
	return creations.some((creation) => paidFor(creation)?.id === id);
}

/** Notes that something was given back, so that it is bought again when it is wanted again. */
export function markReturned(item: ItemMemory, id: string): void {
	for (const creation of item.creations) {
		if (paidFor(creation)?.id === id) creation.state = 'returned';
	}
}
