import type { INodeParameters } from 'n8n-workflow';
import { locator } from '../../test/engine/setup';
import type { World } from './world';

/**
 * Parameters of the runs whose output is described, in order, on one and the same world. With the
 * form's own settings otherwise: that is what a user sees who maps fields before the first run.
 */
export type Example = (world: World) => INodeParameters[];

const eip = (allocationId: string) => ({ allocationId: locator(allocationId) });
const inPackage = (bandwidthPackageId: string) => ({
	bandwidthPackageId: locator(bandwidthPackageId),
});
const inPool = (publicIpAddressPoolId: string) => ({
	publicIpAddressPoolId: locator(publicIpAddressPoolId),
});
const once =
	(parameters: INodeParameters): Example =>
	() => [parameters];
const oneTag = { tag: [{ key: 'environment', value: 'production' }] };
const toNat = { instanceId: locator('ngw-bp1example') };
const toEcs = { instanceId: locator('i-bp1example2') };

/** One entry for each operation, as `<resource>/<operation>`. */
export const examples: Record<string, Example> = {
	'elasticIp/allocate': () => [
		{ name: 'web' },
		{ instanceChargeType: 'PrePaid', period: 1, autoPay: true },
		{ options: { reuseIdle: true } },
	],
	'elasticIp/allocateAndAssociate': () => [
		toEcs,
		{ instanceId: locator('i-bp1example4'), options: { reuseIdle: true } },
	],
	'elasticIp/associate': ({ free, subscription, packaged }) => [
		{ ...eip(free), ...toEcs },
		...[subscription, packaged].map((id) => ({ ...eip(id), ...toNat })),
	],
	'elasticIp/associateBatch': ({ free, subscription, packaged }) => [
		{
			allocationIds: `${free},${subscription},${packaged}`,
			...toNat,
		},
	],
	'elasticIp/changeResourceGroup': ({ free }) => [
		{ ...eip(free), newResourceGroupId: 'rg-example' },
	],
	'elasticIp/convertPublicIp': once({ instanceId: locator('i-bp1example3') }),
	'elasticIp/get': ({ free, bound, locked, packaged, subscription }) =>
		[free, bound, locked, packaged, subscription].map(eip),
	'elasticIp/getAll': once({ returnAll: true }),
	'elasticIp/getGatewayInfo': once({ instanceId: locator('eni-bp1example') }),
	'elasticIp/getHighDefinitionMonitorLog': ({ free, bound }) => [eip(free), eip(bound)],
	'elasticIp/getMonitorData': ({ bound }) => [eip(bound)],
	'elasticIp/move': ({ bound, boundSubscription }) => [
		{ ...eip(bound), ...toEcs },
		{ ...eip(boundSubscription), ...toEcs, instanceId: 'i-bp1example1' },
	],
	'elasticIp/release': ({ free }) => [eip(free)],
	'elasticIp/replace': ({ bound, boundSubscription }) => [
		eip(bound),
		{ ...eip(boundSubscription), oldElasticIp: 'keepForHours' },
	],
	'elasticIp/setBandwidth': ({ free }) => [{ ...eip(free), bandwidth: 20 }],
	'elasticIp/setDeletionProtection': ({ free }) => [eip(free)],
	'elasticIp/setForwardMode': ({ onInterface }) => [{ ...eip(onInterface), forwardMode: 'NAT' }],
	'elasticIp/setHighDefinitionMonitorLog': ({ free }) => [
		{ ...eip(free), logProject: 'project', logStore: 'store' },
	],
	'elasticIp/unassociate': ({ bound, boundSubscription }) => [bound, boundSubscription].map(eip),
	'elasticIp/update': ({ free }) => [
		{ ...eip(free), updateFields: { name: 'renamed', description: 'changed', bandwidth: 20 } },
	],

	'bandwidthPackage/addElasticIps': ({ bandwidthPackage, free }) => [
		{ ...inPackage(bandwidthPackage), allocationIds: free },
	],
	'bandwidthPackage/cancelElasticIpBandwidth': ({ bandwidthPackage, packaged }) => [
		{ ...inPackage(bandwidthPackage), ...eip(packaged) },
	],
	'bandwidthPackage/create': once({ packageBandwidth: 20 }),
	'bandwidthPackage/delete': ({ emptyPackage }) => [inPackage(emptyPackage)],
	'bandwidthPackage/get': ({ bandwidthPackage, emptyPackage }) => [
		inPackage(bandwidthPackage),
		inPackage(emptyPackage),
	],
	'bandwidthPackage/getAll': once({ returnAll: true }),
	'bandwidthPackage/removeElasticIp': ({ bandwidthPackage, packaged }) => [
		{ ...inPackage(bandwidthPackage), ...eip(packaged) },
	],
	'bandwidthPackage/setElasticIpBandwidth': ({ bandwidthPackage, packaged }) => [
		{ ...inPackage(bandwidthPackage), ...eip(packaged), ipBandwidth: 5 },
	],
	'bandwidthPackage/update': ({ bandwidthPackage }) => [
		{ ...inPackage(bandwidthPackage), updateFields: { name: 'renamed' } },
	],
	'bandwidthPackage/updateBandwidth': ({ bandwidthPackage }) => [
		{ ...inPackage(bandwidthPackage), packageBandwidth: 60 },
	],

	'segment/allocate': () => [
		{ eipMask: '28' },
		{ eipMask: '28', additionalFields: { zone: 'cn-hangzhou-a' } },
	],
	'segment/convertToPool': ({ segment }) => [{ segmentInstanceId: locator(segment) }],
	'segment/getAll': once({ returnAll: true }),
	'segment/release': ({ segment }) => [{ segmentInstanceId: locator(segment) }],

	'addressPool/addCidrBlock': ({ pool }) => [{ ...inPool(pool), cidrMask: 28 }],
	'addressPool/create': once({ name: 'pool' }),
	'addressPool/delete': ({ emptyPool }) => [inPool(emptyPool)],
	'addressPool/deleteCidrBlock': ({ pool, cidrBlock }) => [{ ...inPool(pool), cidrBlock }],
	'addressPool/getAll': once({ returnAll: true }),
	'addressPool/getCidrBlocks': ({ pool }) => [{ ...inPool(pool), returnAll: true }],
	'addressPool/getServiceStatus': once({}),
	'addressPool/openService': once({}),
	'addressPool/update': ({ pool }) => [{ ...inPool(pool), updateFields: { name: 'renamed' } }],

	'tag/add': ({ free }) => [{ resourceType: 'EIP', resourceIds: free, tags: oneTag }],
	'tag/getAll': ({ free, bound }) => [
		{
			...{ resourceType: 'EIP', returnAll: true },
			resourceIds: `${free},${bound}`,
		},
	],
	'tag/remove': ({ free }) => [
		{
			...{ resourceType: 'EIP', resourceIds: free },
			tagKeys: { tagKey: [{ key: { __rl: true, mode: 'id', value: 'environment' } }] },
		},
	],

	'region/getAll': once({}),
	'region/getZones': once({}),
};
