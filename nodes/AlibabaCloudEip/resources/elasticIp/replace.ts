import type { INodeProperties } from 'n8n-workflow';
import type { Operation, OperationContext } from '../Operation';
import { IN_USE, type ElasticIp, nameBinding, readElasticIp } from '../../api/elasticIp';
import { CancelledError } from '../../api/client/clock';
import { explain } from '../../errors/explain';
import { UnexpectedOutcome } from '../../errors/ApiFailure';
import { toItem } from '../../output/Output';
import { simplifyElasticIp } from '../../output/simplifyElasticIp';
import { checkBilling } from '../checkBilling';
import {
	allocationId,
	bandwidthPackageId,
	clientToken,
	description,
	name,
	optional,
	publicIpAddressPoolId,
	resourceGroupId,
	tags,
	timeLimit,
} from '../fields';
import { outputOfElasticIp } from '../outputFields';
import {
	bandwidth,
	internetChargeType,
	isp,
	securityProtectionTypes,
	zone,
} from '../purchaseFields';
import { ipAddress } from './allocate';
import { force } from './fields';
import { guardOptions, readConditions } from './guards/conditions';
import { withBindingLock } from './lockBinding';
import { RELEASE_AFTER_TAG } from './ownTags';
import { type Begun, findBegun } from './replacing/begun';
import { carryOut } from './replacing/carryOut';
import { planFor } from './replacing/plan';
import type { Progress } from './replacing/progress';
import { Replacement } from './replacing/Replacement';
import { Steps, outcomeOf } from './steps';

const paidReplacement: INodeProperties = {
	displayName:
		'This buys a pay-as-you-go Elastic IP like the old one. It is paid for until it is released. The old one is also paid for until it is released; its address may then be gone for good.',
	name: 'paidReplacement',
	type: 'notice',
	default: '',
};

const oldElasticIp: INodeProperties = {
	displayName: 'Old Elastic IP',
	name: 'oldElasticIp',
	type: 'options',
	required: true,
	options: [
		{
			name: 'Keep',
			value: 'keep',
			description: 'It stays, no longer associated with anything, and is still paid for',
		},
		{
			name: 'Keep for Some Hours',
			value: 'keepForHours',
			description: `It stays, with the tag ${RELEASE_AFTER_TAG} that says until when; another workflow must release it then`,
		},
		{
			name: 'Release',
			value: 'release',
			description: 'It is released as soon as the new one is associated',
		},
	],
	default: 'release',
	description: 'What happens to the old Elastic IP after it has been replaced',
};

const keepHours: INodeProperties = {
	displayName: 'Hours',
	name: 'keepHours',
	type: 'number',
	required: true,
	displayOptions: { show: { oldElasticIp: ['keepForHours'] } },
	typeOptions: { minValue: 1, maxValue: 8760, numberPrecision: 0 },
	default: 24,
	description: 'How long the old Elastic IP is kept',
};

const joinBandwidthPackage: INodeProperties = {
	displayName: 'Join Internet Shared Bandwidth',
	name: 'joinBandwidthPackage',
	type: 'boolean',
	default: true,
	description:
		'Whether the new Elastic IP joins the Internet Shared Bandwidth instance that the old one is in',
};

/** What the new one is to have otherwise than the old one. */
const differences: INodeProperties[] = [
	{ ...bandwidth, description: 'The maximum outbound bandwidth of the new Elastic IP' },
	description,
	force,
	{
		...optional(bandwidthPackageId),
		description: 'The Internet Shared Bandwidth instance that the new Elastic IP joins',
	},
	ipAddress,
	{ ...internetChargeType, displayOptions: undefined },
	isp,
	joinBandwidthPackage,
	name,
	optional(publicIpAddressPoolId),
	resourceGroupId,
	securityProtectionTypes,
	{
		...tags,
		description: 'Up to 20 pairs of key and value, instead of those of the old Elastic IP',
	},
	zone,
];

/**
 * Gives an instance another Elastic IP in place of the one it has: buys one like it, unbinds the old one,
 * binds the new one, and releases or keeps the old one. All that can be done before is done before the
 * old one is unbound; where several can be bound the new one comes first. What fails is taken back.
 * Running it again goes on from what it finds.
 */
export const replace: Operation = {
	value: 'replace',
	apiAction: 'AllocateEipAddress, UnassociateEipAddress, AssociateEipAddress, ReleaseEipAddress',
	isDestructive: true,
	fields: [paidReplacement, allocationId, oldElasticIp, keepHours, ...outputOfElasticIp],
	collections: {
		additionalFields: differences,
		options: [clientToken, timeLimit, ...guardOptions],
	},
	actsOn: IN_USE,
	check: checkBilling,
	async run(itemContext) {
		const context = aboutElasticIp(itemContext);
		const { AllocationId: oldId } = context.parameters;
		const conditions = readConditions(context.readOptions());
		const progress = context.kept(oldId) as unknown as Progress;
		progress.steps ??= [];
		const steps = new Steps(context, progress.steps, { namesElasticIp: true, isUrgent: true });
		// What an earlier try went on with was not bought by this item: it is to be found again.
		const isOwn = context.hasCreated('AllocateEipAddress');
		const begun = isOwn ? undefined : await findLast(context, oldId);
		const look = async () => ({ elasticIp: await lookAtOld(context, steps, oldId) });
		// It may be gone by an earlier try, or by an execution that was cut off.
		const bound = (progress.binding ?? begun?.binding)?.InstanceId;
		// Also where the old one is somewhere else by now.
		const alsoLocked = bound === undefined ? [] : [bound];
		let hasBegun = false;
		const outcome = await outcomeOf(
			withBindingLock(
				context,
				oldId,
				{ bound, more: alsoLocked, look },
				async ({ elasticIp: old }) => {
					const plan = planFor(context, progress, { old, begun, conditions });
					hasBegun = true;
					return await carryOut(new Replacement(context, steps, progress, plan));
				},
			),
		);
		if ('failure' in outcome) {
			// A later try that can't even look must not hide what the one before has left.
			throw hasBegun ? outcome.failure : asUnended(outcome.failure, oldId, progress);
		}
		const { elasticIp, more } = outcome.result;
		const shown = toItem(context.output, elasticIp, simplifyElasticIp);
		return [{ ...shown, ...more, steps: steps.done }];
	},
};

/** The failure of a try that has not come to go on with what an earlier one has unbound. */
function asUnended(failure: unknown, oldId: string, progress: Progress): unknown {
	const { binding, new: other } = progress;
	if (binding === undefined || failure instanceof CancelledError) return failure;
	return new UnexpectedOutcome(
		`The replacement of the Elastic IP '${oldId}' was not continued: ${nameBinding(binding)} may be without an address`,
		`${explain(failure)} An earlier try disassociated '${oldId}' from it, or may have done so.${other ? ` The new Elastic IP is '${other.id}' (${other.address}), which is paid for until you release it.` : ''} Run the node again to continue, or associate one of them yourself.`,
	);
}

/** The same, where what was sent is asked for by the old Elastic IP alone, whatever else the form names. */
function aboutElasticIp(context: OperationContext): OperationContext {
	const { AllocationId } = context.parameters;
	return {
		...context,
		wasSent: (action, about = { AllocationId }) => context.wasSent(action, about),
		forWayBack: (timeLimit) => aboutElasticIp(context.forWayBack(timeLimit)),
	};
}

async function findLast(context: OperationContext, oldId: string): Promise<Begun | undefined> {
	return (await findBegun(context.session, oldId)).at(-1);
}

/** The old one; waits first while it is being changed. Undefined when it is gone. */
async function lookAtOld(
	context: OperationContext,
	steps: Steps,
	oldId: string,
): Promise<ElasticIp | undefined> {
	const now = await readElasticIp(context, oldId);
	if (now?.Status === 'Releasing') {
		await steps.waitUntilReleased(oldId);
		return undefined;
	}
	return await steps.waitOut(oldId, now);
}
