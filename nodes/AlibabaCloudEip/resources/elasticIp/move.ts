import type { IDataObject } from 'n8n-workflow';
import type { ApiParameters, Operation, OperationContext } from '../Operation';
import { UnexpectedOutcome } from '../../errors/ApiFailure';
import { explain } from '../../errors/explain';
import { previousBindingOf } from '../../output/identity';
import { toItem } from '../../output/Output';
import { simplifyElasticIp } from '../../output/simplifyElasticIp';
import { type ElasticIp, compareBinding, nameBinding, notFound } from '../../api/elasticIp';
import { allocationId, timeLimit } from '../fields';
import { outputOfElasticIp } from '../outputFields';
import { areSafetyChecksOn, safetyChecks } from '../safetyChecks';
import { bindingFields, bindingOptions, checkBinding, force } from './fields';
import { obstacle } from './guards/obstacle';
import { withBindingLock } from './lockBinding';
import { Steps, isRefused, outcomeOf, splitBinding } from './steps';
import { readWayBack } from './wayBack';
import { bindingTargets, completeBinding } from './target';

/**
 * Unbinds an Elastic IP and binds it to another instance, or to another private address or in another
 * mode of the same one, waiting for both. If it can't be bound there, it is bound back; what could not
 * be bound back is not unbound. Running it again goes on from the state that it finds.
 */
export const move: Operation = {
	value: 'move',
	apiAction: 'UnassociateEipAddress, AssociateEipAddress',
	isDestructive: true,
	fields: [allocationId, ...bindingFields, ...outputOfElasticIp],
	collections: {
		additionalFields: [force, ...bindingOptions],
		options: [timeLimit, safetyChecks],
	},
	targets: bindingTargets,
	complete: completeBinding,
	check: checkBinding,
	async run(context) {
		const { AllocationId: eipId, InstanceId: target } = context.parameters;
		const steps = new Steps(context);
		const look = async () => {
			const elasticIp = await steps.settle(eipId);
			if (!elasticIp) throw notFound(context.session.regionId, eipId);
			return { elasticIp };
		};
		const more = [target];
		return await withBindingLock(context, eipId, { more, look }, async ({ elasticIp: before }) => {
			// An earlier try may have unbound or bound it: then it does not show what was before.
			const wasMovedBefore =
				context.wasSent('UnassociateEipAddress') || context.wasSent('AssociateEipAddress');
			const kept = context.wayBack(eipId);
			const elasticIp = await moveTo(context, steps, before);
			context.keepWayBack(eipId, undefined);
			return [
				{
					...toItem(context.output, elasticIp, simplifyElasticIp),
					...previousBindingOf(wasMovedBefore ? kept : before),
					steps: steps.done,
				},
			];
		});
	},
};

async function moveTo(
	context: OperationContext,
	steps: Steps,
	current: ElasticIp,
): Promise<ElasticIp> {
	const { parameters } = context;
	const { AllocationId: eipId, Force } = parameters;
	const { binding: wanted } = splitBinding(parameters);
	const bindThere = async () => await steps.bind({ AllocationId: eipId, ...wanted });
	// An earlier run that was cut short may have left it in between, or have come to the end.
	if (current.Status !== 'InUse') {
		const old = context.wayBack(eipId);
		const outcome = await outcomeOf(bindThere());
		if ('result' in outcome) return outcome.result;
		if (!old) throw outcome.failure;
		const { failure } = outcome;
		return await restore(context, steps, { wanted, old, failure, isUnbound: true });
	}
	// What the reply does not tell may differ: then it is moved.
	if (compareBinding(current, wanted) === 'same') return current;

	assertUnbindable(current, context.readOptions());
	const old = readWayBack(current);
	// The reply may be lost: the next try must know as well where it was.
	context.keepWayBack(eipId, old);
	let isAccepted = false;
	let isUnbound = false;
	const outcome = await outcomeOf(
		steps
			.unbind(
				{
					AllocationId: eipId,
					InstanceId: old.InstanceId,
					InstanceType: old.InstanceType,
					...(Force !== undefined && { Force }),
				},
				() => (isAccepted = true),
			)
			.then(async () => {
				isUnbound = true;
				return await bindThere();
			}),
	);
	if ('result' in outcome) return outcome.result;
	const { failure } = outcome;
	const mayBeUnbound = context.wasSent('UnassociateEipAddress') && !isRefused(failure);
	if (!isAccepted && !mayBeUnbound) {
		context.keepWayBack(eipId, undefined);
		throw failure;
	}
	return await restore(context, steps, { wanted, old, failure, isUnbound });
}

/**
 * Refuses what is locked or in the care of a service: it may be possible to unbind it, but not to bind
 * it again.
 *
 * @throws UnexpectedOutcome
 */
function assertUnbindable(elasticIp: ElasticIp, options: IDataObject): void {
	const refusal = areSafetyChecksOn(options) ? obstacle('unassociate', elasticIp) : undefined;
	if (refusal) throw new UnexpectedOutcome(refusal.message, refusal.advice);
}

/** What `restore` has to know. */
interface Restoring {
	wanted: ApiParameters;
	/** What it was bound to. */
	old: ApiParameters;
	/** Why it was not moved. */
	failure: unknown;
	/** Whether it was seen to be unbound. */
	isUnbound: boolean;
}

/**
 * Binds it back to where it was.
 *
 * @returns the Elastic IP if it did come to its new instance, only late
 * @throws UnexpectedOutcome saying what it is bound to now, or that this is not known
 */
async function restore(
	context: OperationContext,
	steps: Steps,
	{ wanted, old, failure, isUnbound }: Restoring,
): Promise<ElasticIp> {
	const { AllocationId: eipId } = context.parameters;
	const reason = explain(failure);
	const isSameInstance = wanted.InstanceId === old.InstanceId;
	const nameOf = (binding: IDataObject) =>
		isSameInstance ? nameBinding(binding) : `'${String(binding.InstanceId)}'`;
	const [target, from] = [nameOf(wanted), nameOf(old)];
	/** What it is bound to is where it was to go, or the move has failed. */
	const conclude = (now: ElasticIp) => {
		const isSame = now.InstanceId === wanted.InstanceId;
		if (isSame && compareBinding(now, wanted) !== 'other') return now;
		throw new UnexpectedOutcome(
			`The Elastic IP '${eipId}' could not be moved to ${target} and is associated with ${nameOf(now)}`,
			reason,
		);
	};
	const wayBack = steps.wayBack();
	const settled = await outcomeOf(wayBack.settle(eipId, !isUnbound));
	const now = 'result' in settled ? settled.result : undefined;
	if (now?.Status === 'InUse') return conclude(now);
	const back = await outcomeOf(wayBack.bind({ AllocationId: eipId, ...old }));
	if ('result' in back) {
		context.keepWayBack(eipId, undefined);
		throw new UnexpectedOutcome(
			`The Elastic IP '${eipId}' could not be moved to ${target} and is associated with ${from} again`,
			reason,
		);
	}
	const last = await outcomeOf(wayBack.look(eipId));
	const advice = `To ${target}: ${reason} Back to ${from}: ${explain(back.failure)} Try again to associate it with ${target}, or associate it yourself.`;
	if ('failure' in last) {
		throw new UnexpectedOutcome(
			`It is not known what the Elastic IP '${eipId}' is associated with: it was to be moved from ${from} to ${target}, and may be disassociated`,
			`Its state could not be read. Check it in the console. ${advice}`,
		);
	}
	if (last.result?.Status === 'InUse') return conclude(last.result);
	throw new UnexpectedOutcome(
		`The Elastic IP '${eipId}' could be associated neither with ${target} nor again with ${from}: ${stateOf(last.result)}`,
		advice,
	);
}

function stateOf(elasticIp: ElasticIp | undefined): string {
	if (!elasticIp) return 'it was not found by its ID several times in a row';
	if (elasticIp.Status === 'Available') return 'it is Available, not associated with anything';
	const place = elasticIp.InstanceId ? ` ('${String(elasticIp.InstanceId)}')` : '';
	return `it is ${String(elasticIp.Status)}${place}`;
}
