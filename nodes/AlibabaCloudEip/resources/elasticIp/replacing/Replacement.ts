import type { IDataObject } from 'n8n-workflow';
import type { ApiParameters, OperationContext } from '../../Operation';
import { CancelledError } from '../../../api/client/clock';
import {
	type ElasticIp,
	compareBinding,
	listElasticIps,
	nameBinding,
	readElasticIp,
} from '../../../api/elasticIp';
import { UnexpectedOutcome } from '../../../errors/ApiFailure';
import { explain } from '../../../errors/explain';
import { isNotFound, isReplayOfGone } from '../allocateAndAssociate';
import type { Conditions } from '../guards/conditions';
import { refusalOf } from '../guards/lookBefore';
import { findTags } from '../../../output/simplifyElasticIp';
import { nameOf } from '../guards/reading';
import { RELEASE_AFTER_TAG, REPLACES_TAG } from '../ownTags';
import { type Steps, type WayBack, isRefused, outcomeOf } from '../steps';
import type { Begun } from './begun';
import { joinPackage } from './joinPackage';

/** What is kept with the execution, so that a later try goes on. */
export interface Progress {
	/** Where the old one was bound, from before its unbinding is sent until it is bound again. */
	binding?: ApiParameters;
	/** What the output says of the old one. */
	old?: IDataObject;
	/** The new one. */
	new?: { id: string; address: string };
	/** Since when nothing is bound, in milliseconds since 1970. */
	unboundAt?: number;
	/** Milliseconds without an address before that. */
	unboundFor?: number;
	/** Seconds without an address, once the new one is bound; null where an execution was cut off meanwhile. */
	seconds?: number | null;
	steps: IDataObject[];
}

/** What a replacement needs to know. */
export interface Plan {
	oldId: string;
	/** Where the old one is, or was before it was unbound. */
	binding: ApiParameters;
	/** Whether the old one was bound when it was looked at. */
	isBound: boolean;
	/** Parameters of AllocateEipAddress; undefined where nothing may be bought any more. */
	purchase: ApiParameters | undefined;
	packageId: string | undefined;
	/** What another execution has begun and left. */
	begun: Begun | undefined;
	/** What becomes of the old one. */
	afterwards: 'release' | 'keep' | 'keepForHours';
	keepHours: number;
	conditions: Conditions;
}

/** Where an Elastic IP is found after something has failed. */
type Place = 'here' | 'elsewhere' | 'free' | 'gone' | 'unknown';

/** Whether several Elastic IPs can be bound there, so that the new one can come before the old one goes. */
function takesSeveral({ InstanceType, Mode }: ApiParameters): boolean {
	return InstanceType === 'Nat' || (InstanceType === 'NetworkInterface' && Mode === 'MULTI_BINDED');
}

/**
 * Takes the steps: buys, unbinds the old one, binds the new one, and gives the old one back or keeps it. What
 * fails before the new one is bound is taken back; after that it is gone on with.
 */
export class Replacement {
	/** The new one, once it is known. */
	#new: { id: string; address: string } | undefined;

	/** Whether the new one has ever been seen. */
	#wasSeen = false;

	/** What may have become of the binding of the old one by us. */
	#unbinding: 'none' | 'maybe' | 'seen';

	/** When the unbinding was sent, by the monotonic clock. */
	#unboundSince: number | undefined;

	/** The new one, bound. */
	#bound: ElasticIp | undefined;

	constructor(
		private readonly context: OperationContext,
		private readonly steps: Steps,
		private readonly progress: Progress,
		private readonly plan: Plan,
	) {
		this.#unbinding = plan.isBound ? 'none' : 'seen';
	}

	/** @returns the new one, bound, and what became of the old one. @throws what was cut off, in words */
	async run(): Promise<{ elasticIp: ElasticIp; more: IDataObject }> {
		const exchanged = await outcomeOf(this.#exchange());
		if ('failure' in exchanged) await this.#takeBack(exchanged.failure);
		const { progress } = this;
		const seconds = (progress.seconds ??= this.#secondsWithoutAddress());
		const releaseAfter = await this.#finish();
		const { afterwards } = this.plan;
		return {
			elasticIp: this.#bound ?? {},
			more: {
				previousAllocationId: this.plan.oldId,
				...progress.old,
				previousReleased: afterwards === 'release',
				...(releaseAfter !== undefined && { previousReleaseAfter: releaseAfter }),
				secondsWithoutAddress: seconds,
			},
		};
	}

	async #exchange(): Promise<void> {
		const id = await this.#obtain();
		const found = await this.steps.settle(id);
		if (!found)
			throw new UnexpectedOutcome(`The new Elastic IP ${this.#newName} was not found`, '');
		this.#wasSeen = true;
		await this.#join(found);
		if (this.#placeOf(found) === 'here') this.#bound = found;
		else if (found.Status === 'InUse') {
			throw new UnexpectedOutcome(
				`The new Elastic IP ${this.#newName} was associated with ${nameBinding(found)} by someone else`,
				'',
			);
		}
		if (takesSeveral(this.plan.binding)) await this.#bindNew();
		if (this.#unbinding === 'none') await this.#unbindOld();
		await this.#bindNew();
	}

	/** The ID of the new one: what was bought for it in any try, or by an execution that was cut off. */
	async #obtain(): Promise<string> {
		const { progress, plan } = this;
		const { begun, purchase } = plan;
		if (begun) {
			const { AllocationId, IpAddress } = begun.elasticIp;
			progress.new = { id: String(AllocationId), address: String(IpAddress) };
		} else if (purchase) {
			progress.new = await this.#buy(purchase);
		}
		this.#new = progress.new;
		if (this.#new) return this.#new.id;
		throw new UnexpectedOutcome('There is no new Elastic IP', 'Nothing was bought.');
	}

	async #buy(purchase: ApiParameters): Promise<{ id: string; address: string }> {
		const { context, steps, plan } = this;
		for (;;) {
			const bought = await steps.run('AllocateEipAddress', async () => {
				const reply = await context.createOnce('AllocateEipAddress', purchase);
				return { reply, result: reply, about: { allocationId: reply.AllocationId ?? null } };
			});
			const isRepeated = steps.done.some(
				(step, index) => index < steps.done.length - 1 && step.requestId === bought.RequestId,
			);
			if (isRepeated) steps.done.pop();
			const id = String(bought.AllocationId);
			if (id === plan.oldId) {
				throw new UnexpectedOutcome(
					`The 'Client Token' has bought the old Elastic IP '${id}' itself`,
					'Nothing else was bought. Enter another token, or none, to replace it.',
				);
			}
			const isGone =
				(await isReplayOfGone(context, purchase, bought)) || (await this.#wasGivenBack(id));
			if (isGone) {
				context.markReturned(id);
				continue;
			}
			return { id, address: String(bought.EipAddress) };
		}
	}

	/** Whether an earlier try has given it back, without having seen that. */
	async #wasGivenBack(id: string): Promise<boolean> {
		const { context, steps } = this;
		if (!context.wasSent('ReleaseEipAddress', { AllocationId: id })) return false;
		const now = await readElasticIp({ session: context.session, isNew: () => false }, id);
		if (now?.Status === 'Releasing') await steps.waitUntilReleased(id);
		return !now || now.Status === 'Releasing';
	}

	async #join(found: ElasticIp): Promise<void> {
		const { packageId } = this.plan;
		const eipId = String(found.AllocationId);
		if (packageId === undefined || found.BandwidthPackageId === packageId) return;
		await joinPackage(this.context, this.steps, { eipId, packageId });
	}

	/** Binds the new one, unless it is bound already. */
	async #bindNew(): Promise<void> {
		this.#bound ??= await this.steps.bind({ AllocationId: this.#newId, ...this.plan.binding });
	}

	async #unbindOld(): Promise<void> {
		const { context, progress, plan } = this;
		const { binding } = plan;
		const { Force } = context.parameters;
		// The reply may be lost: the next try must know as well where it was.
		progress.binding = binding;
		progress.unboundAt = context.session.clock.now();
		this.#unboundSince = context.session.clock.monotonic();
		this.#unbinding = 'maybe';
		let isAccepted = false;
		const request = {
			AllocationId: plan.oldId,
			InstanceId: binding.InstanceId,
			InstanceType: binding.InstanceType,
			...(Force !== undefined && { Force }),
		};
		// Who finds it unbound has not done it: another execution is replacing it.
		const outcome = await outcomeOf(this.steps.unbind(request, () => (isAccepted = true), false));
		if ('result' in outcome) {
			this.#unbinding = 'seen';
			return;
		}
		if (!isAccepted && isRefused(outcome.failure)) this.#forgetUnbinding();
		throw outcome.failure;
	}

	#forgetUnbinding(): void {
		const { progress } = this;
		this.#unbinding = 'none';
		this.#unboundSince = undefined;
		delete progress.binding;
		delete progress.unboundAt;
	}

	/** The old one is bound again: until now there was no address. */
	#noteBoundAgain(): void {
		const { progress } = this;
		progress.unboundFor = (progress.unboundFor ?? 0) + (this.#millisecondsUnbound() ?? 0);
		this.#forgetUnbinding();
	}

	#millisecondsUnbound(): number | undefined {
		const { clock } = this.context.session;
		if (this.#unboundSince !== undefined) return clock.monotonic() - this.#unboundSince;
		const { unboundAt } = this.progress;
		return unboundAt === undefined ? undefined : Math.max(0, clock.now() - unboundAt);
	}

	/** Null where an execution that was cut off has unbound it. */
	#secondsWithoutAddress(): number | null {
		if (takesSeveral(this.plan.binding)) return 0;
		const milliseconds = this.#millisecondsUnbound();
		if (milliseconds === undefined) return null;
		return Math.round(milliseconds + (this.progress.unboundFor ?? 0)) / 1000;
	}

	get #newId(): string {
		return this.#new?.id ?? '';
	}

	get #newName(): string {
		return `'${this.#newId}' (${this.#new?.address})`;
	}

	get #target(): string {
		return nameBinding(this.plan.binding);
	}

	#placeOf(elasticIp: ElasticIp | undefined): Place {
		if (!elasticIp) return 'gone';
		if (elasticIp.Status === 'Available') return 'free';
		if (elasticIp.Status !== 'InUse') return 'unknown';
		const { binding } = this.plan;
		const isHere =
			elasticIp.InstanceId === binding.InstanceId && compareBinding(elasticIp, binding) !== 'other';
		return isHere ? 'here' : 'elsewhere';
	}

	/**
	 * After a failure before the end: the old one is bound again and the new one given back.
	 *
	 * @returns when the new one is bound after all: then it is gone on with
	 * @throws UnexpectedOutcome saying where both are
	 */
	async #takeBack(failure: unknown): Promise<void> {
		const { plan } = this;
		if (this.#new === undefined && this.#unbinding === 'none') throw failure;
		const wayBack = this.steps.wayBack();
		const reason = explain(failure);
		const settledNew =
			this.#new === undefined ? undefined : await outcomeOf(wayBack.settle(this.#newId));
		const newNow = settledNew && 'result' in settledNew ? settledNew.result : undefined;
		this.#wasSeen ||= newNow !== undefined;
		const newPlace =
			settledNew && 'result' in settledNew ? this.#placeOf(newNow) : ('unknown' as const);
		const settledOld = await outcomeOf(wayBack.settle(plan.oldId, this.#unbinding === 'maybe'));
		const oldNow = 'result' in settledOld ? settledOld.result : undefined;
		const oldPlace = 'result' in settledOld ? this.#placeOf(oldNow) : 'unknown';
		if (newPlace === 'here') {
			this.#bound = newNow;
			if (oldPlace !== 'here' && oldPlace !== 'unknown') return;
			if (oldPlace === 'unknown') throw this.#unclear(reason);
			// Both are there: the old one could not be unbound.
			await outcomeOf(
				wayBack.unbind({
					AllocationId: this.#newId,
					InstanceId: plan.binding.InstanceId,
					InstanceType: plan.binding.InstanceType,
				}),
			);
		}
		const old = `The Elastic IP '${plan.oldId}'`;
		const end = async (what: string, mayRelease = true) => {
			const fate = mayRelease ? await this.#giveBack(wayBack, newPlace) : this.#stays(newPlace);
			return new UnexpectedOutcome(`${old} ${what}${fate}`, reason);
		};
		const { InstanceId: to } = oldNow ?? {};
		if (oldPlace === 'here') {
			this.#forgetUnbinding();
			throw await end(`could not be replaced and is still associated with ${this.#target}`);
		}
		if (oldPlace === 'elsewhere' && this.#unbinding === 'none') {
			throw await end(
				`could not be replaced: in the meantime someone else has associated it with '${String(to)}'`,
			);
		}
		if (this.#unbinding === 'none' && oldPlace === 'unknown') {
			throw await end('could not be replaced. It was left as it was');
		}
		if (this.#unbinding === 'none') {
			const state = oldPlace === 'gone' ? 'released' : 'disassociated';
			throw await end(
				`was not replaced here: in the meantime someone else has ${state} it, perhaps another execution that replaces it`,
			);
		}
		// What somebody else has bound meanwhile is left to him.
		const back = await outcomeOf(
			oldPlace === 'elsewhere'
				? Promise.reject(this.#isTaken(to))
				: wayBack.bind({ AllocationId: plan.oldId, ...plan.binding }),
		);
		if ('result' in back) {
			this.#noteBoundAgain();
			throw await end(`could not be replaced and is associated with ${this.#target} again`);
		}
		const last = await outcomeOf(wayBack.look(plan.oldId));
		const lastPlace = 'result' in last ? this.#placeOf(last.result) : 'unknown';
		if (lastPlace === 'here') {
			this.#noteBoundAgain();
			throw await end(`could not be replaced and is associated with ${this.#target} again`);
		}
		if (await this.#isBoundLate(wayBack)) return;
		const other = await this.#findOther();
		if (other) {
			this.#forgetUnbinding();
			throw await end(
				`could not be replaced: ${this.#target} has the Elastic IP ${nameOf(other)} now, which someone else has associated with it`,
			);
		}
		const backReason = `Back to ${this.#target}: ${explain(back.failure)}`;
		if (lastPlace === 'unknown') throw this.#unclear(`${reason} ${backReason}`);
		const { message } = await end(
			`could neither be replaced nor associated with ${this.#target} again: ${this.#target} may be without an address`,
			false,
		);
		throw new UnexpectedOutcome(
			message,
			`${reason} ${backReason} ${newPlace === 'gone' && lastPlace === 'gone' ? `Run 'Allocate and Associate' to give it another one.` : 'Run the node again to continue with the new one, or associate one of them yourself.'}`,
		);
	}

	/** Whether the new one was bound after all, by a request that was taken for lost. */
	async #isBoundLate(wayBack: WayBack): Promise<boolean> {
		if (this.#new === undefined) return false;
		const looked = await outcomeOf(wayBack.look(this.#newId));
		if ('failure' in looked || this.#placeOf(looked.result) !== 'here') return false;
		this.#bound = looked.result;
		return true;
	}

	#isTaken(to: unknown): UnexpectedOutcome {
		const { oldId } = this.plan;
		return new UnexpectedOutcome(`Someone else has associated '${oldId}' with '${String(to)}'`, '');
	}

	#stays(place: Place): string {
		if (!this.#new) return '';
		return place === 'gone' || place === 'unknown'
			? `. The new one ${this.#newName} was not seen: it may be gone, or still exist and cost money`
			: `. The new one ${this.#newName} was kept and is paid for`;
	}

	#unclear(reason: string): UnexpectedOutcome {
		const which = this.#new ? ` and the new one ${this.#newName}` : '';
		return new UnexpectedOutcome(
			`It is not known what the Elastic IP '${this.plan.oldId}'${which} ${which ? 'are' : 'is'} associated with: ${this.#target} may be without an address`,
			`Their state could not be read. Check them in the console. Both are paid for until you release them. ${reason} Run the node again to continue.`,
		);
	}

	/** What else is bound where the old one was. */
	async #findOther(): Promise<ElasticIp | undefined> {
		const { InstanceId, InstanceType } = this.plan.binding;
		if (takesSeveral(this.plan.binding)) return undefined;
		const { session } = this.context.forWayBack(10_000);
		const listed = await outcomeOf(
			listElasticIps(session, {
				AssociatedInstanceId: InstanceId,
				AssociatedInstanceType: InstanceType,
			}),
		);
		if ('failure' in listed) return undefined;
		return listed.result.find(
			(elasticIp) =>
				elasticIp.AllocationId !== this.#newId &&
				elasticIp.AllocationId !== this.plan.oldId &&
				this.#placeOf(elasticIp) === 'here',
		);
	}

	/** Gives the new one back. @returns what became of it, for a message */
	async #giveBack(wayBack: WayBack, place: Place): Promise<string> {
		if (this.#new === undefined) return '';
		const which = `; the new one ${this.#newName}`;
		if (place === 'elsewhere') {
			return `${which} was associated with something else in the meantime, so it was kept and is paid for`;
		}
		const released = await outcomeOf(wayBack.release(this.#newId));
		const isGone = 'result' in released || isNotFound(released.failure);
		const isAccepted = 'result' in released && this.steps.wasAccepted('ReleaseEipAddress');
		const mayBeGone = isGone || !isRefused(released.failure);
		if (mayBeGone && !this.#wasSeen && !isAccepted) {
			return `${which} is not visible yet: it may still exist and cost money`;
		}
		if (isGone) {
			this.context.markReturned(this.#newId);
			return `${which} was released again`;
		}
		return `${which} could not be released: it ${mayBeGone ? 'may still exist and cost' : 'still exists and costs'} money`;
	}

	/**
	 * The new one is bound. What is left is done also after a cancel, and when the time is over: else both
	 * would be paid for.
	 *
	 * @returns until when the old one is kept
	 * @throws UnexpectedOutcome naming both
	 */
	async #finish(): Promise<string | undefined> {
		const { context, steps, plan } = this;
		const { deadline, signal } = context.session;
		const isInTime = !signal?.aborted && deadline.rest > 0;
		let outcome = isInTime ? await outcomeOf(this.#end(context, steps)) : undefined;
		const isOver = () => signal?.aborted === true || deadline.rest <= 0;
		const isCutOff =
			outcome === undefined ||
			('failure' in outcome && (outcome.failure instanceof CancelledError || isOver()));
		if (isCutOff) outcome = await outcomeOf(this.#end(...steps.inSpiteOfEnd()));
		if (outcome === undefined || 'result' in outcome) return outcome?.result;
		throw new UnexpectedOutcome(
			`The Elastic IP '${plan.oldId}' was replaced with ${this.#newName} at ${this.#target}, but the rest was not completed`,
			`${explain(outcome.failure)} '${plan.oldId}' may still exist and cost money. Run the node again to continue: nothing is bought again.`,
		);
	}

	/** Releases or keeps the old one, and takes the mark off the new one. */
	async #end(context: OperationContext, steps: Steps): Promise<string | undefined> {
		const { oldId, afterwards, conditions } = this.plan;
		let releaseAfter: string | undefined;
		if (afterwards === 'release') {
			const now = await this.#readOld(steps);
			if (now) {
				const refusal = refusalOf('release', now, conditions, context.session.clock.now());
				if (refusal) throw new UnexpectedOutcome(refusal.message, refusal.advice);
				await steps.release(oldId);
			}
		}
		if (afterwards === 'keepForHours') {
			const time = timeIn(this.plan.keepHours, context);
			const tag = { 'Tag.1.Key': RELEASE_AFTER_TAG, 'Tag.1.Value': time };
			const parameters = { 'ResourceId.1': oldId, ...tag };
			const isSet = (tags: IDataObject) => tags[RELEASE_AFTER_TAG] === time;
			await this.#setTags(context, steps, 'TagResources', parameters, isSet);
			releaseAfter = time;
		}
		const now = this.#bound ?? {};
		if (this.#isMarked) {
			const parameters = { 'ResourceId.1': this.#newId, 'TagKey.1': REPLACES_TAG };
			const isSet = (tags: IDataObject) => !(REPLACES_TAG in tags);
			await this.#setTags(context, steps, 'UnTagResources', parameters, isSet);
			this.#bound = withoutMark(now);
		}
		return releaseAfter;
	}

	get #isMarked(): boolean {
		return JSON.stringify(this.#bound?.Tags ?? '').includes(`"${REPLACES_TAG}"`);
	}

	/** The old one as it is now; undefined when it is gone. */
	async #readOld(steps: Steps): Promise<ElasticIp | undefined> {
		const now = await steps.read(this.plan.oldId);
		// Whoever releases it: that is what is wanted.
		if (now?.Status === 'Releasing') {
			await steps.waitUntilReleased(this.plan.oldId);
			return undefined;
		}
		return now;
	}

	/** Adds or removes a tag. @param isSet whether the tags of the Elastic IP are as they are to be */
	async #setTags(
		context: OperationContext,
		steps: Steps,
		action: 'TagResources' | 'UnTagResources',
		parameters: ApiParameters,
		isSet: (tags: IDataObject) => boolean,
	): Promise<void> {
		const allocationId = parameters['ResourceId.1'];
		const isApplied = async () => {
			const tags = findTags((await readElasticIp(context, allocationId)) ?? {});
			return tags !== null && isSet(tags);
		};
		await steps.run(action, async () => {
			const call = { ResourceType: 'EIP', ...parameters };
			const reply = await context.session.call(action, call, { isApplied });
			return { reply, result: undefined, about: { allocationId } };
		});
	}
}

/** So many hours from now, in seconds. */
function timeIn(hours: number, { session: { clock } }: OperationContext): string {
	const time = new Date(clock.now() + hours * 3_600_000);
	return time.toISOString().replace(/\.\d+Z$/, 'Z');
}

/** As it is without the tag, which was just taken off it. */
function withoutMark(elasticIp: ElasticIp): ElasticIp {
	const list = (elasticIp.Tags as { Tag?: IDataObject[] } | undefined)?.Tag ?? [];
	return { ...elasticIp, Tags: { Tag: list.filter(({ Key }) => Key !== REPLACES_TAG) } };
}
