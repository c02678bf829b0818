import PopCore from '@alicloud/pop-core';
import fc from 'fast-check';
import { listHaVips } from '../../nodes/AlibabaCloudEip/api/haVips';
import { listInstances } from '../../nodes/AlibabaCloudEip/api/instances';
import { listLoadBalancers } from '../../nodes/AlibabaCloudEip/api/loadBalancers';
import type { LookUpQuery } from '../../nodes/AlibabaCloudEip/api/lookUp';
import { listNatGateways } from '../../nodes/AlibabaCloudEip/api/natGateways';
import { listNetworkInterfaces } from '../../nodes/AlibabaCloudEip/api/networkInterfaces';
import { listResourceGroups } from '../../nodes/AlibabaCloudEip/api/resourceGroups';
import { listVpcs } from '../../nodes/AlibabaCloudEip/api/vpcs';
import { convertPublicIp } from '../../nodes/AlibabaCloudEip/resources/elasticIp/convertPublicIp';
import { lookUpSession } from '../engine/listSearch/lookUpSession';
import type { Simulator } from '../simulator';
import { type Sdk, officialClient } from '../simulator/testing/officialClient';
import { SDKS } from '../simulator/testing/otherProducts';
import type { Recorded } from './recorder';
import { REGION, SEED, SIGNATURES, type SignatureMethod, expectSame, useSides } from './sides';

// Loading the SDK of ECS takes seconds.
jest.setTimeout(60_000);

const sides = useSides();

/** What the look-up sends first. The recorder refuses it, so that nothing follows. */
async function sentByUs(
	list: typeof listVpcs,
	action: string,
	query: LookUpQuery,
	signatureMethod: SignatureMethod,
): Promise<Recorded> {
	const { recorder } = sides;
	recorder.clear();
	recorder.refused = action;
	const { accessKeyId, accessKeySecret } = recorder.account;
	const credential = {
		...{ accessKeyId, accessKeySecret, signatureMethod },
		...{ securityToken: '', regionId: 'cn-hangzhou' },
		...{ endpointType: 'custom', endpoint: recorder.url },
	};
	const session = lookUpSession(credential, REGION);
	await expect(list(session, query)).rejects.toMatchObject({ details: { code: 'Forbidden.RAM' } });
	return recorder.requests[0];
}

/** What the official client of the product sends. */
async function sentBySdk(
	sdk: Sdk | undefined,
	action: string,
	wire: Record<string, unknown>,
	signatureMethod: SignatureMethod,
): Promise<Recorded> {
	const { recorder } = sides;
	recorder.clear();
	const algorithm = signatureMethod === 'HMAC-SHA1' ? 'v2' : signatureMethod;
	await officialClient(recorder as unknown as Simulator, { sdk, algorithm }).call(action, wire);
	return recorder.requests[0];
}

const REGION_ID = { RegionId: REGION };
const ECS = { ...REGION_ID, MaxResults: 100 };
const INSTANCES = { ...ECS, InstanceNetworkType: 'vpc' };
const INTERFACES = { ...ECS, Type: 'Secondary' };
const PAGE = { ...REGION_ID, PageNumber: 1, PageSize: 50 };
const GATEWAYS = { ...PAGE, NetworkType: 'internet' };
const GROUPS = { PageNumber: 1, PageSize: 100 };
const ID = '2zebb08phyczzawe5abcd';

/** Each function with each kind of search, and what the official client is given for the same. */
const cases: Array<
	[string, typeof listVpcs, Sdk | undefined, LookUpQuery, Record<string, unknown>]
> = [
	['DescribeInstances', listInstances, SDKS.Ecs, {}, INSTANCES],
	[
		'DescribeInstances',
		listInstances,
		SDKS.Ecs,
		{ next: 'to+ken/==' },
		{ ...INSTANCES, NextToken: 'to+ken/==' },
	],
	[
		'DescribeInstances',
		listInstances,
		SDKS.Ecs,
		{ search: '前端 & web' },
		{ ...INSTANCES, InstanceName: '*前端 & web*' },
	],
	[
		'DescribeInstances',
		listInstances,
		SDKS.Ecs,
		{ search: `i-${ID}` },
		{ ...INSTANCES, InstanceIds: `["i-${ID}"]` },
	],
	[
		'DescribeInstances',
		listInstances,
		SDKS.Ecs,
		{ search: '10.0.0.1' },
		{ ...INSTANCES, PrivateIpAddresses: '["10.0.0.1"]' },
	],
	['DescribeNetworkInterfaces', listNetworkInterfaces, SDKS.Ecs, {}, INTERFACES],
	[
		'DescribeNetworkInterfaces',
		listNetworkInterfaces,
		SDKS.Ecs,
		{ search: `eni-${ID}` },
		{ ...INTERFACES, NetworkInterfaceId: [`eni-${ID}`] },
	],
	[
		'DescribeNetworkInterfaces',
		listNetworkInterfaces,
		SDKS.Ecs,
		{ search: '10.0.0.1', next: '0:token' },
		{ ...INTERFACES, PrimaryIpAddress: '10.0.0.1', NextToken: 'token' },
	],
	[
		'DescribeNetworkInterfaces',
		listNetworkInterfaces,
		SDKS.Ecs,
		{ search: '10.0.0.1', next: '1:token' },
		{ ...INTERFACES, PrivateIpAddress: ['10.0.0.1'], NextToken: 'token' },
	],
	[
		'DescribeNatGateways',
		listNatGateways,
		undefined,
		{ next: '3' },
		{ ...GATEWAYS, PageNumber: 3 },
	],
	[
		'DescribeNatGateways',
		listNatGateways,
		undefined,
		{ search: `ngw-${ID}` },
		{ ...GATEWAYS, NatGatewayId: `ngw-${ID}` },
	],
	['DescribeHaVips', listHaVips, undefined, {}, PAGE],
	[
		'DescribeHaVips',
		listHaVips,
		undefined,
		{ search: `havip-${ID}` },
		{ ...PAGE, Filter: [{ Key: 'HaVipId', Value: [`havip-${ID}`] }] },
	],
	[
		'DescribeHaVips',
		listHaVips,
		undefined,
		{ search: '10.0.0.1' },
		{ ...PAGE, Filter: [{ Key: 'HaVipAddress', Value: ['10.0.0.1'] }] },
	],
	['DescribeVpcs', listVpcs, undefined, { search: 'name' }, PAGE],
	['DescribeVpcs', listVpcs, undefined, { search: `vpc-${ID}` }, { ...PAGE, VpcId: `vpc-${ID}` }],
	['ListResourceGroups', listResourceGroups, SDKS.ResourceManager, {}, GROUPS],
	[
		'ListResourceGroups',
		listResourceGroups,
		SDKS.ResourceManager,
		{ search: 'rg-acfmxazb4ph6aiy' },
		{ ...GROUPS, ResourceGroupId: 'rg-acfmxazb4ph6aiy' },
	],
];

describe.each(SIGNATURES)('with %s', (signatureMethod) => {
	test.each(cases)('%s sends what the SDK sends (%#)', async (action, list, sdk, query, wire) => {
		const ours = await sentByUs(list, action, query, signatureMethod);
		expectSame(ours, await sentBySdk(sdk, action, wire, signatureMethod), signatureMethod);
	});
});

test.each(SIGNATURES)('a conversion sends what the SDK of ECS sends, with %s', async (method) => {
	const { recorder } = sides;
	const action = 'ConvertNatPublicIpToEip';
	recorder.clear();
	recorder.refused = action;
	const InstanceId = `i-${ID}`;
	await sides.runOurs('elasticIp', convertPublicIp, { instanceId: InstanceId }, method);
	const ours = recorder.requests.filter((request) => request.action === action);
	expect(ours).toHaveLength(1);
	const theirs = await sentBySdk(SDKS.Ecs, action, { ...REGION_ID, InstanceId }, method);
	expectSame(ours[0], theirs, method);
});

test('names of instances, whatever they hold', async () => {
	const names = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });
	await fc.assert(
		fc.asyncProperty(names, fc.constantFrom(...SIGNATURES), async (search, method) => {
			const text = search.trim();
			fc.pre(text !== '' && !/^i-|^[\d.]+$/.test(text));
			const action = 'DescribeInstances';
			const ours = await sentByUs(listInstances, action, { search }, method);
			const wire = { ...INSTANCES, InstanceName: `*${text}*` };
			expectSame(ours, await sentBySdk(SDKS.Ecs, action, wire, method), method);
		}),
		{ numRuns: 50, seed: SEED },
	);
});

// SLB has no SDK on the registry; its older client signs with HMAC-SHA1 only.
test.each<[LookUpQuery, Record<string, string | number>]>([
	[{}, {}],
	[{ next: '2' }, { PageNumber: 2 }],
	[{ search: `lb-${ID}` }, { LoadBalancerId: `lb-${ID}` }],
	[{ search: '10.0.0.1' }, { Address: '10.0.0.1' }],
])('DescribeLoadBalancers of %j sends what @alicloud/pop-core sends', async (query, more) => {
	const { recorder } = sides;
	const action = 'DescribeLoadBalancers';
	const ours = await sentByUs(listLoadBalancers, action, query, 'HMAC-SHA1');
	recorder.clear();
	const core = new PopCore({
		accessKeyId: recorder.account.accessKeyId,
		accessKeySecret: recorder.account.accessKeySecret,
		endpoint: recorder.url,
		apiVersion: '2014-05-15',
	});
	const fixed = { ...REGION_ID, AddressType: 'intranet', NetworkType: 'vpc' };
	const page = { PageNumber: 1, PageSize: 100 };
	await core.request(action, { ...fixed, ...page, ...more }, { method: 'POST' });
	expectSame(ours, recorder.requests[0], 'HMAC-SHA1');
});
