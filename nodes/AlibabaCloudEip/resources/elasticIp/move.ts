import type { ApiParameters, Operation, OperationContext } from '../../description/Operation';
import { ApiFailure, UnexpectedOutcome } from '../../errors/ApiFailure';
import { explain } from '../../errors/explain';
import { simplifyElasticIp } from '../../output/simplifyElasticIp';
import { type ElasticIp, describeById } from '../../transport/elasticIp';
import { allocationId, simplify, timeLimit } from '../fields';
import {
	checkBinding,
	force,
	instanceId,
	instanceRegionId,
	instanceType,
	mode,
	privateIpAddress,
	vpcId,
} from './fields';
import { Steps, outcomeOf, splitBinding } from './steps';

/**
 * Unbinds an Elastic IP and binds it to another instance, waiting for both. If it can't be bound
 * to the other, it is bound back. Running it again goes on from the state that it finds.
 */
export const move: Operation = {
	value: 'move',
	apiAction: 'UnassociateEipAddress, AssociateEipAddress',
	fields: [allocationId, instanceType, instanceId, vpcId, mode, simplify],
	collections: {
		additionalFields: [force, instanceRegionId, privateIpAddress],
		options: [timeLimit],
	},
	check: checkBinding,
	async run(context) {
		const { session, parameters } = context;
		const { AllocationId: eipId, InstanceId: target } = parameters;
		const before = await describeById(session, eipId);
		const locked = [eipId, target, String(before?.InstanceId ?? '')];
		return await context.alone(locked, async () => {
			const steps = new Steps(context);
			const elasticIp = await moveTo(context, steps);
			return [
				{
					...(context.simplify ? simplifyElasticIp(elasticIp) : elasticIp),
					steps: steps.done,
				},
			];
		});
	},
};

async function moveTo({ session, parameters }: OperationContext, steps: Steps): Promise<ElasticIp> {
	const { AllocationId: eipId, InstanceId: target } = parameters;
	const { binding: wanted } = splitBinding(parameters);
	const current = await steps.settle(eipId);
	if (!current) {
		throw new ApiFailure({
			code: 'InvalidAllocationId.NotFound',
			message: `The region ${session.regionId} has no Elastic IP '${eipId}'`,
			reached: 'refused',
		});
	}
	const bindThere = async () => await steps.bind({ AllocationId: eipId, ...wanted });
	// An earlier run that was cut short may have left it in between, or have come to the end.
	if (current.Status !== 'InUse') return await bindThere();
	if (current.InstanceId === target) return current;

	const old = bindingOf(current);
	let isUnbound = false;
	const { Force } = parameters;
	const outcome = await outcomeOf(
		steps
			.unbind(
				{
					AllocationId: eipId,
					InstanceId: old.InstanceId,
					InstanceType: old.InstanceType,
					...(Force !== undefined && { Force }),
				},
				() => (isUnbound = true),
			)
			.then(bindThere),
	);
	if ('result' in outcome) return outcome.result;
	if (!isUnbound) throw outcome.failure;
	return await restore(steps, { eipId, target, old, failure: outcome.failure });
}

/** What AssociateEipAddress needs to make the binding that there is. */
function bindingOf(elasticIp: ElasticIp): ApiParameters {
	const text = (name: string) => String(elasticIp[name] ?? '');
	const type = text('InstanceType');
	const names = ['InstanceId', 'InstanceType'];
	if (type === 'NetworkInterface') names.push('Mode', 'PrivateIpAddress');
	if (type === 'IpAddress') names.push('VpcId');
	if (text('InstanceRegionId') !== text('RegionId')) names.push('InstanceRegionId');
	return Object.fromEntries(
		names.map((name) => [name, text(name)]).filter(([, value]) => value !== ''),
	) as ApiParameters;
}

/**
 * Binds it back to where it was.
 *
 * @returns the Elastic IP if it did come to its new instance, only late
 * @throws UnexpectedOutcome saying what it is bound to now
 */
async function restore(
	steps: Steps,
	{
		eipId,
		target,
		old,
		failure,
	}: { eipId: string; target: string; old: ApiParameters; failure: unknown },
): Promise<ElasticIp> {
	const reason = explain(failure);
	const settled = await outcomeOf(steps.settle(eipId));
	const now = 'result' in settled ? settled.result : undefined;
	if (now?.Status === 'InUse') {
		if (now.InstanceId === target) return now;
		const place = String(now.InstanceId);
		throw new UnexpectedOutcome(
			`The Elastic IP '${eipId}' could not be moved to '${target}' and is bound to '${place}'`,
			reason,
		);
	}
	const back = await outcomeOf(steps.bind({ AllocationId: eipId, ...old }));
	if ('result' in back) {
		throw new UnexpectedOutcome(
			`The Elastic IP '${eipId}' could not be moved to '${target}' and is bound to '${old.InstanceId}' again`,
			reason,
		);
	}
	const last = await outcomeOf(steps.settle(eipId));
	throw new UnexpectedOutcome(
		`The Elastic IP '${eipId}' could be bound neither to '${target}' nor back to '${old.InstanceId}': ${stateOf(last)}`,
		`To '${target}': ${reason} Back to '${old.InstanceId}': ${explain(back.failure)} Run it again to bind it to '${target}', or bind it yourself.`,
	);
}

function stateOf(outcome: { result: ElasticIp | undefined } | { failure: unknown }): string {
	if ('failure' in outcome) return 'its state could not be read';
	const { result: elasticIp } = outcome;
	if (!elasticIp) return 'it does not exist any more';
	if (elasticIp.Status === 'Available') return 'it is Available, not bound to anything';
	const place = elasticIp.InstanceId ? ` ('${String(elasticIp.InstanceId)}')` : '';
	return `it is ${String(elasticIp.Status)}${place}`;
}
