import { type ElasticIp, listElasticIps } from '../../../api/elasticIp';
import { UnexpectedOutcome } from '../../../errors/ApiFailure';
import { explain } from '../../../errors/explain';
import { costOf, giveBack } from '../bought';
import { nameOf } from '../guards/reading';
import { type WayBack, outcomeOf } from '../steps';
import type { Place, Replacement } from './Replacement';

/** Where an Elastic IP is, and how it was read. */
interface Found {
	place: Place;
	elasticIp: ElasticIp | undefined;
}

/** Milliseconds for a look at what else is bound there. */
const TIME_FOR_OTHERS = 10_000;

/**
 * After a failure before the end: the old one is bound again and the new one given back.
 *
 * @returns when the new one is bound after all: then it is gone on with
 * @throws UnexpectedOutcome saying where both are
 */
export async function takeBack(replacement: Replacement, failure: unknown): Promise<void> {
	const { plan, steps, target } = replacement;
	if (replacement.new === undefined && replacement.unbinding === 'none') throw failure;
	const wayBack = steps.wayBack();
	const reason = explain(failure);
	const newOne = await findNew(replacement, wayBack);
	const oldOne = await findOld(replacement, wayBack);
	if (newOne.place === 'here') {
		replacement.bound = newOne.elasticIp;
		if (oldOne.place === 'unknown') throw unclear(replacement, reason);
		if (oldOne.place !== 'here') return;
		// Both are there: the old one could not be unbound.
		await outcomeOf(
			wayBack.unbind({
				AllocationId: replacement.newId,
				InstanceId: plan.binding.InstanceId,
				InstanceType: plan.binding.InstanceType,
			}),
		);
	}
	const end = async (what: string) =>
		new UnexpectedOutcome(
			`The Elastic IP '${plan.oldId}' ${what}${await fateOfNew(replacement, wayBack, newOne.place)}`,
			reason,
		);
	if (oldOne.place === 'here') {
		replacement.forgetUnbinding();
		throw await end(`could not be replaced and is still associated with ${target}`);
	}
	if (replacement.unbinding === 'none') throw await end(notByUs(oldOne));
	const back = await bindAgain(replacement, wayBack, oldOne);
	if (back === undefined) {
		replacement.noteBoundAgain();
		throw await end(`could not be replaced and is associated with ${target} again`);
	}
	if (await isBoundLate(replacement, wayBack)) return;
	const other = await findOther(replacement);
	if (other) {
		replacement.forgetUnbinding();
		throw await end(
			`could not be replaced: ${target} has the Elastic IP ${nameOf(other)} now, which someone else has associated with it`,
		);
	}
	const reasons = `${reason} Back to ${target}: ${explain(back.failure)}`;
	if (back.place === 'unknown') throw unclear(replacement, reasons);
	const areBothGone = newOne.place === 'gone' && back.place === 'gone';
	throw new UnexpectedOutcome(
		`The Elastic IP '${plan.oldId}' could neither be replaced nor associated with ${target} again: ${target} may be without an address${stays(replacement, newOne.place)}`,
		`${reasons} ${areBothGone ? `Run 'Allocate and Associate' to give it another one.` : 'Run the node again to continue with the new one, or associate one of them yourself.'}`,
	);
}

async function findNew(replacement: Replacement, wayBack: WayBack): Promise<Found> {
	if (replacement.new === undefined) return { place: 'unknown', elasticIp: undefined };
	const found = foundIn(replacement, await outcomeOf(wayBack.settle(replacement.newId)));
	replacement.wasSeen ||= found.elasticIp !== undefined;
	return found;
}

async function findOld(replacement: Replacement, wayBack: WayBack): Promise<Found> {
	const mayBeUnbound = replacement.unbinding === 'maybe';
	const settled = await outcomeOf(wayBack.settle(replacement.plan.oldId, mayBeUnbound));
	return foundIn(replacement, settled);
}

function foundIn(
	replacement: Replacement,
	looked: { result: ElasticIp | undefined } | { failure: unknown },
): Found {
	if ('failure' in looked) return { place: 'unknown', elasticIp: undefined };
	return { place: replacement.placeOf(looked.result), elasticIp: looked.result };
}

/** What to say of an old one that this replacement has not unbound, and that is not where it was. */
function notByUs({ place, elasticIp }: Found): string {
	if (place === 'elsewhere') {
		return `could not be replaced: in the meantime someone else has associated it with '${String(elasticIp?.InstanceId)}'`;
	}
	if (place === 'unknown') return 'could not be replaced. It was left as it was';
	const state = place === 'gone' ? 'released' : 'disassociated';
	return `was not replaced here: in the meantime someone else has ${state} it, perhaps another execution that replaces it`;
}

/**
 * Binds the old one again. What somebody else has bound meanwhile is left to him.
 *
 * @returns undefined when it is bound, else why not, and where it is
 */
async function bindAgain(
	replacement: Replacement,
	wayBack: WayBack,
	{ place, elasticIp }: Found,
): Promise<{ failure: unknown; place: Place } | undefined> {
	const { oldId, binding } = replacement.plan;
	const back =
		place === 'elsewhere'
			? { failure: isTaken(oldId, elasticIp?.InstanceId) }
			: await outcomeOf(wayBack.bind({ AllocationId: oldId, ...binding }));
	if ('result' in back) return undefined;
	const last = foundIn(replacement, await outcomeOf(wayBack.look(oldId)));
	return last.place === 'here' ? undefined : { failure: back.failure, place: last.place };
}

function isTaken(oldId: string, to: unknown): UnexpectedOutcome {
	return new UnexpectedOutcome(`Someone else has associated '${oldId}' with '${String(to)}'`, '');
}

/** Whether the new one was bound after all, by a request that was taken for lost. */
async function isBoundLate(replacement: Replacement, wayBack: WayBack): Promise<boolean> {
	if (replacement.new === undefined) return false;
	const { place, elasticIp } = foundIn(
		replacement,
		await outcomeOf(wayBack.look(replacement.newId)),
	);
	if (place !== 'here') return false;
	replacement.bound = elasticIp;
	return true;
}

/** What else is bound where the old one was. */
async function findOther(replacement: Replacement): Promise<ElasticIp | undefined> {
	if (replacement.takesSeveral) return undefined;
	const { context, plan, newId } = replacement;
	const { InstanceId, InstanceType } = plan.binding;
	const { session } = context.forWayBack(TIME_FOR_OTHERS);
	const listed = await outcomeOf(
		listElasticIps(session, {
			AssociatedInstanceId: InstanceId,
			AssociatedInstanceType: InstanceType,
		}),
	);
	if ('failure' in listed) return undefined;
	return listed.result.find(
		(elasticIp) =>
			elasticIp.AllocationId !== newId &&
			elasticIp.AllocationId !== plan.oldId &&
			replacement.placeOf(elasticIp) === 'here',
	);
}

/** Gives the new one back. @returns what became of it, for a message */
async function fateOfNew(
	replacement: Replacement,
	wayBack: WayBack,
	place: Place,
): Promise<string> {
	if (replacement.new === undefined) return '';
	const { context, steps, newId: eipId, wasSeen } = replacement;
	const which = `; the new one ${replacement.newName}`;
	if (place === 'elsewhere') {
		return `${which} was associated with something else in the meantime, so it was kept and is paid for`;
	}
	const { fate } = await giveBack(context, steps, { wayBack, eipId, wasSeen });
	if (fate === 'notShowing')
		return `${which} is not visible yet: it may still exist and cost money`;
	if (fate === 'released') return `${which} was released again`;
	return `${which} could not be released: it ${costOf(fate)} money`;
}

/** What to say of a new one that is not given back, so that a second run can go on with it. */
function stays({ new: newOne, newName }: Replacement, place: Place): string {
	if (!newOne) return '';
	return place === 'gone' || place === 'unknown'
		? `. The new one ${newName} was not seen: it may be gone, or still exist and cost money`
		: `. The new one ${newName} was kept and is paid for`;
}

function unclear(
	{ plan, new: newOne, newName, target }: Replacement,
	reason: string,
): UnexpectedOutcome {
	const which = newOne ? ` and the new one ${newName}` : '';
	return new UnexpectedOutcome(
		`It is not known what the Elastic IP '${plan.oldId}'${which} ${which ? 'are' : 'is'} associated with: ${target} may be without an address`,
		`Their state could not be read. Check them in the console. Both are paid for until you release them. ${reason} Run the node again to continue.`,
	);
}
