import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { isRegionId } from '../../../../credentials/signature/endpoint';
import type { ApiParameters, Operation, OperationContext } from '../Operation';
import { InvalidInput, UnexpectedOutcome } from '../../errors/ApiFailure';
import { explain } from '../../errors/explain';
import { toItem } from '../../output/Output';
import { simplifyElasticIp } from '../../output/simplifyElasticIp';
import type { ElasticIp } from '../../api/elasticIp';
import { resourceKinds } from '../../api/resourceKinds';
import { clientToken, timeLimit } from '../fields';
import { outputOfElasticIp } from '../outputFields';
import {
	checkPurchase,
	formerAllocationId,
	newFields,
	purchaseFields,
	purchaseOptions,
} from './allocate';
import { costOf, giveBack, isReplayOfGone } from './bought';
import { bindingFields, bindingOptions, checkBinding } from './fields';
import { areSafetyChecksOn, safetyChecks } from '../safetyChecks';
import { checkTarget } from './guards/checkTarget';
import { type Reusing, bindTaken, readReuse, reuseOptions, takeIdle } from './reuse';
import { Steps, outcomeOf, splitBinding } from './steps';
import { bindingTargets, completeBinding } from './target';

const onFailure: INodeProperties = {
	displayName: 'If the Association Fails',
	name: 'onFailure',
	type: 'options',
	options: [
		{
			name: 'Keep the Elastic IP',
			value: 'keep',
			description: 'It is kept and still paid for; the message names it',
		},
		{
			name: 'Release the Elastic IP',
			value: 'release',
			description: 'It is released at once. A subscription cannot be released and is always kept.',
		},
	],
	default: 'release',
	description: 'What to do with the new Elastic IP if it cannot be associated with the instance',
};

/**
 * Buys an Elastic IP and binds it to an instance, waiting for it. Looks at the instance first. If it
 * can't be bound it is given back or kept, as the user chose.
 */
export const allocateAndAssociate: Operation = {
	value: 'allocateAndAssociate',
	apiAction: 'AllocateEipAddress, AssociateEipAddress',
	fields: [...purchaseFields, ...bindingFields, ...newFields, onFailure, ...outputOfElasticIp],
	collections: {
		additionalFields: [...purchaseOptions, ...bindingOptions],
		options: [clientToken, timeLimit, safetyChecks, ...reuseOptions],
	},
	targets: bindingTargets,
	complete: completeBinding,
	check(parameters, _now, controls) {
		checkPurchase(split(parameters, controls).purchase);
		checkBinding(parameters);
		const { InstanceRegionId: region } = parameters;
		if (region !== undefined && !isRegionId(region)) {
			throw new InvalidInput(
				"'Instance Region' is not the ID of a region",
				`Use an ID such as '${resourceKinds.region.examples[0]}', or leave it empty. Nothing was sent.`,
			);
		}
		if (parameters.InstanceChargeType === 'PrePaid' && parameters.AutoPay !== 'true') {
			throw new InvalidInput(
				"'Pay Automatically' is off, so there would be no Elastic IP to associate",
				"While it is off, only an unpaid order is created. Turn it on, or use 'Allocate' and, once the order is paid, 'Associate'.",
			);
		}
	},
	async run(context) {
		const { purchase, binding } = split(context.parameters, context.controls);
		const steps = new Steps(context);
		const options = context.readOptions();
		const isChecked = areSafetyChecksOn(options);
		const conditions = readReuse(options, purchase);
		if (conditions) {
			const reusing = { conditions, purchase, binding, isChecked };
			const reused = await bindIdle(context, steps, reusing);
			if (reused) {
				const shown = toItem(context.output, reused, simplifyElasticIp);
				return [{ ...shown, reused: true, steps: steps.done }];
			}
		}
		// The lock comes before the purchase: who waits for it in vain has not paid for anything.
		return await context.withLock([binding.InstanceId], async () => {
			// What an earlier try has bought may be bound there by now.
			if (isChecked && !context.hasCreated('AllocateEipAddress'))
				await checkTarget(context, binding);
			for (;;) {
				const bought = await buy(context, steps, purchase);
				const eipId = String(bought.AllocationId);
				if (await isReplayOfGone(context, purchase, bought)) {
					context.markReturned(eipId);
					continue;
				}
				const outcome = await outcomeOf(steps.bind({ AllocationId: eipId, ...binding }));
				const elasticIp =
					'result' in outcome
						? outcome.result
						: await giveUp(context, steps, { bought, failure: outcome.failure });
				const shown = toItem(context.output, elasticIp, simplifyElasticIp);
				return [{ ...shown, ...(conditions && { reused: false }), steps: steps.done }];
			}
		});
	},
};

/** Takes an idle Elastic IP and binds it, or the next one while others have them. @returns undefined where there is none */
async function bindIdle(
	context: OperationContext,
	steps: Steps,
	reusing: Reusing,
): Promise<ElasticIp | undefined> {
	const { conditions, purchase, binding } = reusing;
	for (;;) {
		const taken = await takeIdle(context, conditions, purchase, binding);
		if (!taken) return undefined;
		const bound = await bindTaken(context, steps, taken, reusing);
		if (bound) return bound;
	}
}

/** The parameters of both API actions, under the names that each has for them. */
function split(
	parameters: ApiParameters,
	{ [formerAllocationId.name]: former }: Record<string, string>,
): { purchase: ApiParameters; binding: ApiParameters } {
	const { binding, rest } = splitBinding(parameters);
	return { purchase: { ...rest, ...(former !== undefined && { InstanceId: former }) }, binding };
}

/** Buys, unless this item has bought it in an earlier try. */
async function buy(
	{ createOnce }: OperationContext,
	steps: Steps,
	purchase: ApiParameters,
): Promise<IDataObject> {
	const bought = await steps.run('AllocateEipAddress', async () => {
		const reply = await createOnce('AllocateEipAddress', purchase);
		return { reply, result: reply, about: { allocationId: reply.AllocationId ?? null } };
	});
	if (bought.AllocationId) return bought;
	throw new UnexpectedOutcome(
		'The order was created, but there is no Elastic IP yet',
		`Pay for order ${String(bought.OrderId)} in the console, then associate the Elastic IP.`,
	);
}

/**
 * Releases or keeps what was bought.
 *
 * @returns the Elastic IP if it was bound after all, only late
 * @throws UnexpectedOutcome saying what became of it
 */
async function giveUp(
	context: OperationContext,
	steps: Steps,
	{ bought, failure }: { bought: IDataObject; failure: unknown },
): Promise<ElasticIp> {
	const { parameters, controls } = context;
	const eipId = String(bought.AllocationId);
	const target = parameters.InstanceId;
	const which = `'${eipId}' (${String(bought.EipAddress)})`;
	const reason = explain(failure);
	const wayBack = steps.wayBack();
	const settled = await outcomeOf(wayBack.settle(eipId));
	const now = 'result' in settled ? settled.result : undefined;
	if (now?.Status === 'InUse') {
		if (now.InstanceId === target) return now;
		throw new UnexpectedOutcome(
			`The new Elastic IP ${which} was associated with '${String(now.InstanceId)}' instead of '${target}'`,
			`Another workflow or person associated it in the meantime, so it was kept. ${reason}`,
		);
	}
	if (controls.onFailure === 'keep' || parameters.InstanceChargeType === 'PrePaid') {
		throw new UnexpectedOutcome(
			`The new Elastic IP ${which} could not be associated with '${target}' and was kept`,
			`${reason} It is paid for until you release it.`,
		);
	}
	const wasSeen = now !== undefined || steps.wasAccepted('AssociateEipAddress');
	const { fate, failure: ofRelease } = await giveBack(context, steps, { wayBack, eipId, wasSeen });
	if (fate === 'notShowing') {
		throw new UnexpectedOutcome(
			`The new Elastic IP ${which} could not be associated with '${target}' and is not visible yet`,
			`It may still exist and cost money: look for it in a few minutes and release it yourself. ${reason}`,
		);
	}
	if (fate === 'released') {
		throw new UnexpectedOutcome(
			`The new Elastic IP ${which} could not be associated with '${target}' and was released again`,
			reason,
		);
	}
	throw new UnexpectedOutcome(
		`The new Elastic IP ${which} could neither be associated with '${target}' nor released`,
		`It ${costOf(fate)} money: release it yourself. Association: ${reason} Release: ${explain(ofRelease)}`,
	);
}
