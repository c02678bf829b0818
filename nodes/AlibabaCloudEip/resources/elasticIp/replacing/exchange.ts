import type { ApiParameters } from '../../Operation';
import { type ElasticIp, nameBinding, readElasticIp } from '../../../api/elasticIp';
import { UnexpectedOutcome } from '../../../errors/ApiFailure';
import { isReplayOfGone } from '../bought';
import { isRefused, outcomeOf } from '../steps';
import type { Replacement } from './Replacement';
import { joinPackage } from './joinPackage';
import type { NewElasticIp } from './progress';

/**
 * Buys the new one, gets it ready, unbinds the old one and binds the new one.
 *
 * @throws what was cut off, in words
 */
export async function exchange(replacement: Replacement): Promise<void> {
	const { steps } = replacement;
	const id = await obtain(replacement);
	const found = await steps.settle(id);
	if (!found) {
		throw new UnexpectedOutcome(`The new Elastic IP ${replacement.newName} was not found`, '');
	}
	replacement.wasSeen = true;
	await join(replacement, found);
	if (replacement.placeOf(found) === 'here') replacement.bound = found;
	else if (found.Status === 'InUse') {
		throw new UnexpectedOutcome(
			`The new Elastic IP ${replacement.newName} was associated with ${nameBinding(found)} by someone else`,
			'',
		);
	}
	if (replacement.takesSeveral) await bindNew(replacement);
	if (replacement.unbinding === 'none') await unbindOld(replacement);
	await bindNew(replacement);
}

/** The ID of the new one: what was bought for it in any try, or by an execution that was cut off. */
async function obtain(replacement: Replacement): Promise<string> {
	const { progress, plan } = replacement;
	const { begun, purchase } = plan;
	if (begun) {
		const { AllocationId, IpAddress } = begun.elasticIp;
		progress.new = { id: String(AllocationId), address: String(IpAddress) };
	} else if (purchase) {
		progress.new = await buy(replacement, purchase);
	}
	replacement.new = progress.new;
	if (replacement.new) return replacement.new.id;
	throw new UnexpectedOutcome('There is no new Elastic IP', 'Nothing was bought.');
}

async function buy(
	{ context, steps, plan }: Replacement,
	purchase: ApiParameters,
): Promise<NewElasticIp> {
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
			(await isReplayOfGone(context, purchase, bought)) ||
			(await wasGivenBack({ context, steps }, id));
		if (isGone) {
			context.markReturned(id);
			continue;
		}
		return { id, address: String(bought.EipAddress) };
	}
}

/** Whether an earlier try has given it back, without having seen that. */
async function wasGivenBack(
	{ context, steps }: Pick<Replacement, 'context' | 'steps'>,
	id: string,
): Promise<boolean> {
	if (!context.wasSent('ReleaseEipAddress', { AllocationId: id })) return false;
	const now = await readElasticIp({ session: context.session, isNew: () => false }, id);
	if (now?.Status === 'Releasing') await steps.waitUntilReleased(id);
	return !now || now.Status === 'Releasing';
}

async function join({ context, steps, plan }: Replacement, found: ElasticIp): Promise<void> {
	const { packageId } = plan;
	const eipId = String(found.AllocationId);
	if (packageId === undefined || found.BandwidthPackageId === packageId) return;
	await joinPackage(context, steps, { eipId, packageId });
}

/** Binds the new one, unless it is bound already. */
async function bindNew(replacement: Replacement): Promise<void> {
	const { steps, plan, newId } = replacement;
	replacement.bound ??= await steps.bind({ AllocationId: newId, ...plan.binding });
}

async function unbindOld(replacement: Replacement): Promise<void> {
	const { context, steps, plan } = replacement;
	const { Force } = context.parameters;
	replacement.noteUnbinding();
	let isAccepted = false;
	const request = {
		AllocationId: plan.oldId,
		InstanceId: plan.binding.InstanceId,
		InstanceType: plan.binding.InstanceType,
		...(Force !== undefined && { Force }),
	};
	// Who finds it unbound has not done it: another execution is replacing it.
	const outcome = await outcomeOf(steps.unbind(request, () => (isAccepted = true), false));
	if ('result' in outcome) {
		replacement.unbinding = 'seen';
		return;
	}
	if (!isAccepted && isRefused(outcome.failure)) replacement.forgetUnbinding();
	throw outcome.failure;
}
