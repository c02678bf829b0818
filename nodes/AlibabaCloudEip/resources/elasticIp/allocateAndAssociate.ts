import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { ApiParameters, Operation, OperationContext } from '../../description/Operation';
import { ApiFailure, InvalidInput, UnexpectedOutcome } from '../../errors/ApiFailure';
import { explain } from '../../errors/explain';
import { simplifyElasticIp } from '../../output/simplifyElasticIp';
import type { ElasticIp } from '../../transport/elasticIp';
import { notePurchaseReturned, purchaseToken } from '../../transport/purchaseTokens';
import { simplify, timeLimit } from '../fields';
import { checkPurchase, purchaseFields, purchaseOptions } from './allocate';
import {
	checkBinding,
	instanceId,
	instanceRegionId,
	instanceType,
	mode,
	privateIpAddress,
	vpcId,
} from './fields';
import { type Outcome, Steps, outcomeOf, splitBinding } from './steps';

const onFailure: INodeProperties = {
	displayName: 'If Binding Does Not Work',
	name: 'onFailure',
	type: 'options',
	options: [
		{
			name: 'Keep the Elastic IP',
			value: 'keep',
			description: 'It stays and is paid for; the message says which one it is',
		},
		{
			name: 'Release the Elastic IP',
			value: 'release',
			description: 'It is given back at once. A subscription can not be and is always kept.',
		},
	],
	default: 'release',
	description: 'What to do with the new Elastic IP if it can not be bound to the instance',
	// Not for the API: a way to hand it to `run`.
	routing: { send: { type: 'query', property: 'OnFailure', propertyInDotNotation: false } },
};

/** Milliseconds between two attempts to bind an Elastic IP that does not show yet. */
const NOT_FOUND_DELAY = 2_000;

/**
 * Buys an Elastic IP and binds it to an instance, waiting for it. If it can't be bound it is given
 * back or kept, as the user chose.
 */
export const allocateAndAssociate: Operation = {
	value: 'allocateAndAssociate',
	apiAction: 'AllocateEipAddress, AssociateEipAddress',
	fields: [...purchaseFields, instanceType, instanceId, vpcId, mode, onFailure, simplify],
	collections: {
		additionalFields: [...purchaseOptions, instanceRegionId, privateIpAddress],
		options: [timeLimit],
	},
	check(parameters) {
		checkPurchase(split(parameters).purchase);
		checkBinding(parameters);
		if (parameters.InstanceChargeType === 'PrePaid' && parameters.AutoPay !== 'true') {
			throw new InvalidInput(
				"'Pay Automatically' is off, so there would be no Elastic IP to bind",
				'Without it only an unpaid order is made. Turn it on, or allocate first and bind later.',
			);
		}
	},
	async run(context) {
		const { session, parameters } = context;
		const { purchase, binding } = split(parameters);
		const base = purchase.ClientToken ?? context.clientToken('AllocateEipAddress');
		const steps = new Steps(context);
		const bought = await steps.run('AllocateEipAddress', async () => {
			const reply = await session.call('AllocateEipAddress', {
				...purchase,
				ClientToken: purchaseToken(base),
			});
			return { reply, result: reply };
		});
		if (!bought.AllocationId) {
			throw new UnexpectedOutcome(
				'The order was made, but there is no Elastic IP yet',
				`Pay order ${String(bought.OrderId)} in the console, then associate the Elastic IP.`,
			);
		}
		const eipId = String(bought.AllocationId);
		return await context.alone([eipId, binding.InstanceId], async () => {
			const outcome = await bindNew(context, steps, { AllocationId: eipId, ...binding });
			const elasticIp =
				'result' in outcome
					? outcome.result
					: await giveUp(context, steps, { bought, base, failure: outcome.failure });
			return [
				{
					...(context.simplify ? simplifyElasticIp(elasticIp) : elasticIp),
					steps: steps.done,
				},
			];
		});
	},
};

/** The parameters of both API actions, under the names that each has for them. */
function split(parameters: ApiParameters): { purchase: ApiParameters; binding: ApiParameters } {
	const { binding, rest } = splitBinding(parameters);
	const { OnFailure: _, FormerAllocationId, ...purchase } = rest;
	return {
		purchase: {
			...purchase,
			...(FormerAllocationId !== undefined && { InstanceId: FormerAllocationId }),
		},
		binding,
	};
}

/** Binds; a new Elastic IP may need minutes until it shows. */
async function bindNew(
	{ session: { clock, timeLimit: limit, signal } }: OperationContext,
	steps: Steps,
	binding: ApiParameters,
): Promise<Outcome<ElasticIp>> {
	const deadline = clock.now() + limit;
	for (;;) {
		const outcome = await outcomeOf(steps.bind(binding));
		if ('result' in outcome || !isNotFound(outcome.failure)) return outcome;
		if (clock.now() + NOT_FOUND_DELAY >= deadline) return outcome;
		const pause = await outcomeOf(clock.sleep(NOT_FOUND_DELAY, signal));
		if ('failure' in pause) return pause;
	}
}

function isNotFound(failure: unknown): boolean {
	return failure instanceof ApiFailure && failure.details.code === 'InvalidAllocationId.NotFound';
}

/**
 * Releases or keeps what was bought.
 *
 * @returns the Elastic IP if it was bound after all, only late
 * @throws UnexpectedOutcome saying what became of it
 */
async function giveUp(
	{ parameters }: OperationContext,
	steps: Steps,
	{ bought, base, failure }: { bought: IDataObject; base: string; failure: unknown },
): Promise<ElasticIp> {
	const eipId = String(bought.AllocationId);
	const target = parameters.InstanceId;
	const which = `'${eipId}' (${String(bought.EipAddress)})`;
	const reason = explain(failure);
	const settled = await outcomeOf(steps.settle(eipId));
	const now = 'result' in settled ? settled.result : undefined;
	if (now?.Status === 'InUse') {
		if (now.InstanceId === target) return now;
		throw new UnexpectedOutcome(
			`The new Elastic IP ${which} was bound to '${String(now.InstanceId)}' instead of '${target}'`,
			`Another workflow or person bound it in the meantime, so it was kept. ${reason}`,
		);
	}
	if (parameters.OnFailure === 'keep' || parameters.InstanceChargeType === 'PrePaid') {
		throw new UnexpectedOutcome(
			`The new Elastic IP ${which} could not be bound to '${target}' and was kept`,
			`${reason} It is paid for as long as you have it.`,
		);
	}
	const released = await outcomeOf(steps.release(eipId));
	const isGone = 'result' in released || isNotFound(released.failure);
	// What never showed may only be late: that it is not found does not say that it is gone.
	const wasSeen = now !== undefined || failure instanceof UnexpectedOutcome;
	const isAccepted = 'result' in released && steps.done.at(-1)?.requestId !== null;
	if (isGone && !wasSeen && !isAccepted) {
		throw new UnexpectedOutcome(
			`The new Elastic IP ${which} could not be bound to '${target}' and does not show yet`,
			`It may still be there and cost money: look for it in some minutes and release it yourself. ${reason}`,
		);
	}
	if (isGone) {
		notePurchaseReturned(base);
		throw new UnexpectedOutcome(
			`The new Elastic IP ${which} could not be bound to '${target}' and was released again`,
			reason,
		);
	}
	throw new UnexpectedOutcome(
		`The new Elastic IP ${which} could neither be bound to '${target}' nor released`,
		`It is still there and costs money: release it yourself. Binding: ${reason} Release: ${explain(released.failure)}`,
	);
}
