import { findStateOf } from '../findStateOf';
import type { Operation, Targets } from '../Operation';
import { readNumbered } from '../readNumbered';
import { toItem } from '../../output/Output';
import { simplifyElasticIp } from '../../output/simplifyElasticIp';
import { AVAILABLE, isBindingApplied, readElasticIp } from '../../api/elasticIp';
import { untilBound } from '../../api/waiting/conditions';
import { allocationIds, clientToken, timeLimit, waitUntilDone } from '../fields';
import { outputOfElasticIp } from '../outputFields';
import { detectFromId, instanceId } from './fields';
import { field } from '../field';
import { DETECT, detectType } from './target';

const bindedInstanceType = field('BindedInstanceType', {
	displayName: 'Instance Type',
	name: 'bindedInstanceType',
	type: 'options',
	options: [
		detectFromId,
		{ name: 'NAT Gateway', value: 'Nat', description: 'An Internet NAT gateway' },
		{
			name: 'Network Interface',
			value: 'NetworkInterface',
			description: 'A secondary elastic network interface (ENI)',
		},
	],
	default: DETECT,
	description: 'What kind of resource the instance is. The list shows only those of a chosen type.',
});

/** The only mode in which a network interface takes several Elastic IPs. */
const BATCH_MODE = 'MULTI_BINDED';

const targets: Targets = {
	kinds: ['Nat', 'NetworkInterface'],
	typeField: bindedInstanceType.name,
};

/** Binds up to 50 Elastic IPs to one instance (AssociateEipAddressBatch). */
export const associateBatch: Operation = {
	value: 'associateBatch',
	apiAction: 'AssociateEipAddressBatch',
	apiNames: { AllocationIds: 'InstanceIds', InstanceId: 'BindedInstanceId' },
	fields: [allocationIds, bindedInstanceType, instanceId, waitUntilDone, ...outputOfElasticIp],
	collections: { options: [clientToken, timeLimit] },
	actsOn: AVAILABLE,
	targets,
	complete(parameters) {
		const { BindedInstanceId: id, BindedInstanceType: chosen, ...rest } = parameters;
		const type = detectType(id, chosen, targets);
		return {
			...rest,
			BindedInstanceId: id,
			BindedInstanceType: type,
			...(type === 'NetworkInterface' && { Mode: BATCH_MODE }),
		};
	},
	async run(context) {
		const { session, parameters } = context;
		const target = parameters.BindedInstanceId;
		const eipIds = readNumbered(parameters, 'InstanceIds');
		const binding = {
			InstanceId: target,
			InstanceType: parameters.BindedInstanceType,
			Mode: parameters.Mode,
		};
		return await context.withLock([...eipIds, target], async () => {
			const reply = await session.call(
				'AssociateEipAddressBatch',
				{ ClientToken: context.clientToken('AssociateEipAddressBatch'), ...parameters },
				{
					isApplied: async (mayBeOurs) => {
						// All at once: one after the other, those that do not show would add up.
						const found = await Promise.all(
							eipIds.map(async (id) => await readElasticIp(context, id)),
						);
						return found.every((elasticIp) => isBindingApplied(elasticIp, binding, mayBeOurs));
					},
					acceptsAlreadySo: true,
					findState: findStateOf(context, eipIds, ['Available']),
				},
			);
			if (!context.waitUntilDone) {
				return [
					{
						success: true,
						allocationIds: eipIds,
						regionId: session.regionId,
						instanceId: target,
						requestId: reply.RequestId,
					},
				];
			}
			const bound = await Promise.all(
				eipIds.map(
					async (id) => (await context.waitFor(id, untilBound(session.clock, id, binding))) ?? {},
				),
			);
			return bound.map((elasticIp) => toItem(context.output, elasticIp, simplifyElasticIp));
		});
	},
};
