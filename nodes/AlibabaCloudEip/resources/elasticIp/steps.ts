import type { IDataObject } from 'n8n-workflow';
import type { ApiParameters, OperationContext } from '../Operation';
import { randomUUID } from 'node:crypto';
import type { Session } from '../../api/client/session';
import { BINDING, type ElasticIp, changeLeadingTo, readElasticIp } from '../../api/elasticIp';
import {
	untilBound,
	untilReleased,
	untilSettled,
	untilUnbound,
} from '../../api/waiting/conditions';
import type { WaitOptions } from '../../api/waiting/waitUntil';
import { ApiFailure } from '../../errors/ApiFailure';
import { callAssociate, callRelease, callUnassociate } from './calls';

/** The steps of operations that make several calls, each with its wait. */

/** Either what came out or what was thrown. The lint rules of n8n forbid to throw on what was caught. */
export type Outcome<Result> = { result: Result } | { failure: unknown };

export async function outcomeOf<Result>(task: Promise<Result>): Promise<Outcome<Result>> {
	return await task.then(
		(result) => ({ result }),
		(failure: unknown) => ({ failure }),
	);
}

/** Whether it is certain that nothing was done, by an answer of Alibaba Cloud. */
export function isRefused(failure: unknown): boolean {
	return (
		failure instanceof ApiFailure && failure.details.reached === 'refused' && failure.isRefusal
	);
}

/**
 * Milliseconds that the way back has at least, also when the time limit is used up: a binding or a
 * release takes some seconds.
 */
const TIME_FOR_WAY_BACK = 60_000;

/** How steps are done. */
interface Manner {
	/** Each says which Elastic IP it was about: where there are two. */
	namesElasticIp?: true;
	/** An instance has no address while it is bound or unbound. */
	isUrgent?: true;
}

/** Does the steps and notes what was done when. */
export class Steps {
	/** `{ action, startedAt, durationMs, requestId }` for each step that was finished. */
	readonly done: IDataObject[];

	constructor(
		private readonly context: OperationContext,
		done: IDataObject[] = [],
		private readonly manner: Manner = {},
	) {
		this.done = done;
	}

	get #wait(): WaitOptions {
		return { isUrgent: this.manner.isUrgent };
	}

	#about(allocationId: string): IDataObject {
		return this.manner.namesElasticIp ? { allocationId } : {};
	}

	/** The actions that Alibaba Cloud has accepted, with a reply of its own. */
	#accepted = new Set<string>();

	/** Whether Alibaba Cloud knew the resource when it took the change. */
	wasAccepted(action: string): boolean {
		return this.#accepted.has(action);
	}

	/** @param task hands back the reply of the call, and what the step results in */
	async run<Result>(
		action: string,
		task: () => Promise<{ reply: IDataObject; result: Result; about?: IDataObject }>,
	): Promise<Result> {
		const { clock } = this.context.session;
		const startedAt = new Date(clock.now()).toISOString();
		const start = clock.monotonic();
		const { reply, result, about } = await task();
		this.done.push({
			action,
			startedAt,
			durationMs: Math.round(clock.monotonic() - start),
			requestId: reply.RequestId ?? null,
			...about,
		});
		return result;
	}

	/**
	 * Binds and waits.
	 *
	 * @param binding parameters of AssociateEipAddress
	 * @param options.acceptsAlreadySo whether it is a success that somebody else has bound it so
	 */
	async bind(
		binding: ApiParameters,
		options: { acceptsAlreadySo?: boolean } = {},
	): Promise<ElasticIp> {
		const { session, waitFor } = this.context;
		const { AllocationId: eipId } = binding;
		return await this.run('AssociateEipAddress', async () => {
			const reply = await callAssociate(this.context, withToken(binding), options);
			if (reply.RequestId) this.#accepted.add('AssociateEipAddress');
			const result =
				(await waitFor(eipId, untilBound(session.clock, eipId, binding), this.#wait)) ?? {};
			return { reply, result, about: this.#about(eipId) };
		});
	}

	/**
	 * Unbinds and waits.
	 * @param binding parameters of UnassociateEipAddress
	 * @param onAccepted called when there is no way back but to bind again
	 * @param acceptsAlreadySo whether it may be somebody else who has unbound it
	 */
	async unbind(
		binding: ApiParameters,
		onAccepted: () => void,
		acceptsAlreadySo = true,
	): Promise<void> {
		const { session, waitFor } = this.context;
		const eipId = binding.AllocationId;
		await this.run('UnassociateEipAddress', async () => {
			const reply = await callUnassociate(this.context, withToken(binding), {
				acceptsAlreadySo,
			});
			onAccepted();
			const result = await waitFor(eipId, untilUnbound(session.clock, eipId), this.#wait);
			return { reply, result, about: this.#about(eipId) };
		});
	}

	/** Releases and waits. */
	async release(eipId: string): Promise<void> {
		const { session, waitFor } = this.context;
		await this.run('ReleaseEipAddress', async () => {
			const reply = await callRelease(
				this.context,
				{ AllocationId: eipId },
				{ mustBeUnused: false },
			);
			if (reply.RequestId) this.#accepted.add('ReleaseEipAddress');
			const result = await waitFor(eipId, untilReleased(session.clock, eipId));
			return { reply, result, about: this.#about(eipId) };
		});
	}

	/**
	 * Reads the Elastic IP; waits first while it is being bound or unbound.
	 * @returns undefined when it was not found repeatedly, apart in time
	 */
	async settle(eipId: string): Promise<ElasticIp | undefined> {
		return await this.waitOut(eipId, await this.read(eipId));
	}

	/** Reads the Elastic IP as it is now. @returns undefined when it was not found repeatedly, apart in time */
	async read(eipId: string): Promise<ElasticIp | undefined> {
		return await readElasticIp(this.context, eipId);
	}

	/** Waits until an unbinding is seen. @throws UnexpectedOutcome when it stays bound */
	async waitUntilUnbound(eipId: string): Promise<void> {
		const { session, waitFor } = this.context;
		await waitFor(eipId, untilUnbound(session.clock, eipId));
	}

	/** Waits until it is gone. @throws UnexpectedOutcome when it is not released */
	async waitUntilReleased(eipId: string): Promise<void> {
		const { session, waitFor } = this.context;
		await waitFor(eipId, untilReleased(session.clock, eipId));
	}

	/** Waits while it is being bound, unbound or released. */
	async waitOut(eipId: string, now: ElasticIp | undefined): Promise<ElasticIp | undefined> {
		const action = changeLeadingTo(now?.Status);
		if (!action) return now;
		const { session, waitFor, wasSent } = this.context;
		const isAccepted = wasSent(action);
		return await waitFor(eipId, untilSettled(session.clock, eipId), { isAccepted });
	}

	/**
	 * For what must be done to the end: the same with the time of the way back, and not ended by a cancel.
	 */
	inSpiteOfEnd(): [OperationContext, Steps] {
		const context = this.context.forWayBack(TIME_FOR_WAY_BACK);
		const others = new Steps(context, this.done, this.manner);
		others.#accepted = this.#accepted;
		return [context, others];
	}

	/** Begins the way back. */
	wayBack(): WayBack {
		const { context, done, manner } = this;
		return new WayBack(context.session, (timeLimit) => {
			const others = new Steps(context.forWayBack(timeLimit), done, manner);
			others.#accepted = this.#accepted;
			return others;
		});
	}
}

/**
 * The way back from a change: it has its time also when the limit is used up, and no cancel ends it. Each of
 * its steps leaves some of the time to those after it.
 */
export class WayBack {
	readonly #clock: Session['clock'];

	readonly #end: number;

	/** @param stepsWithin steps with a time limit of their own, in milliseconds */
	constructor(
		{ clock, deadline, signal }: Session,
		private readonly stepsWithin: (timeLimit: number) => Steps,
	) {
		const rest = signal?.aborted ? 0 : deadline.rest;
		this.#clock = clock;
		this.#end = clock.monotonic() + Math.max(rest, TIME_FOR_WAY_BACK);
	}

	/**
	 * Reads the Elastic IP; waits first while it is being bound or unbound.
	 *
	 * @param mayBeUnbound whether an unbinding may have been accepted: the first replies may be older than that
	 */
	async settle(eipId: string, mayBeUnbound = false): Promise<ElasticIp | undefined> {
		let now = await this.#within(0.5).read(eipId);
		if (mayBeUnbound && now?.Status === 'InUse') {
			await outcomeOf(this.#within(0.5).waitUntilUnbound(eipId));
			now = await this.#within(0.5).read(eipId);
		}
		return await this.#within(0.8).waitOut(eipId, now);
	}

	/** Binds it and waits. @param binding parameters of AssociateEipAddress */
	async bind(binding: ApiParameters): Promise<ElasticIp> {
		return await this.#within(0.8).bind(binding);
	}

	/** Unbinds it and waits. @param binding parameters of UnassociateEipAddress */
	async unbind(binding: ApiParameters): Promise<void> {
		await this.#within(0.6).unbind(binding, () => {});
	}

	/** Releases it and waits. */
	async release(eipId: string): Promise<void> {
		await this.#within(1).release(eipId);
	}

	/** A last look at what came of it. */
	async look(eipId: string): Promise<ElasticIp | undefined> {
		return await this.#within(1).settle(eipId);
	}

	#within(share: number): Steps {
		return this.stepsWithin(Math.max(0, this.#end - this.#clock.monotonic()) * share);
	}
}

/**
 * A token of its own for each step: the same after a lost reply, a new one after a refusal and when
 * n8n runs the item again. What a former run did may have been undone since, and with the old token
 * the step would then be answered without being done. Its state keeps it from being done twice.
 */
function withToken(parameters: ApiParameters): ApiParameters {
	return { ...parameters, ClientToken: randomUUID() };
}

/** Splits what AssociateEipAddress takes from the rest. */
export function splitBinding(parameters: ApiParameters): {
	binding: ApiParameters;
	rest: ApiParameters;
} {
	const entries = Object.entries(parameters);
	return {
		binding: Object.fromEntries(entries.filter(([name]) => BINDING.includes(name))),
		rest: Object.fromEntries(entries.filter(([name]) => !BINDING.includes(name))),
	};
}
