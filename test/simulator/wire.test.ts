import { startSimulator, type Simulator } from './index';
import { officialClient } from './testing/officialClient';
import { sendRaw, sendV1, sendV3 } from './testing/signedRequest';
import { toJson } from './wire/json';

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startSimulator();
});
afterEach(() => simulator.close());

const LIST = { action: 'DescribeEipAddresses', parameters: { RegionId: 'cn-hangzhou' } };

test('JSON is not wrapped, and its types are those of the API', async () => {
	simulator.addEips(1, {
		name: 'a<b>&"c"',
		serviceManaged: true,
		serviceId: 9_223_372_036_854_775_807n,
		expiredTime: 1_800_000_000_000,
	});
	const { text, headers } = await sendV3(simulator, LIST);
	expect(headers['content-type']).toBe('application/json;charset=utf-8');
	expect(text).toContain('"ServiceID":9223372036854775807,');
	const reply = JSON.parse(text) as { EipAddresses: { EipAddress: unknown[] } };
	expect(reply).toMatchObject({ TotalCount: 1, PageNumber: 1, PageSize: 10 });
	expect(reply.EipAddresses.EipAddress[0]).toMatchObject({
		Bandwidth: '5',
		DeletionProtection: false,
		HasReservationData: false,
		ServiceManaged: 1,
		ExpiredTime: '2027-01-15T08:00Z',
		Tags: { Tag: [] },
		OperationLocks: { LockReason: [] },
	});
});

test('XML unless JSON is asked for, with the same contents', async () => {
	const [eip] = simulator.addEips(1, {
		name: 'a<b>&"c"',
		tags: [
			{ key: 'k', value: 'v' },
			{ key: 'l', value: '' },
		],
	});
	for (const made of [
		{ system: { Format: undefined } },
		{ system: { Format: 'XML' } },
		{ system: { Format: 'xml' } },
	]) {
		const { text, headers } = await sendV1(simulator, { ...LIST, ...made });
		expect(headers['content-type']).toBe('text/xml;charset=utf-8');
		expect(text).toMatch(
			/^<\?xml version='1.0' encoding='UTF-8'\?><DescribeEipAddressesResponse><RequestId>[0-9A-F-]{36}<\/RequestId>/,
		);
		expect(text).toContain(`<AllocationId>${eip.allocationId}</AllocationId>`);
		expect(text).toContain('<Name>a&lt;b&gt;&amp;&quot;c&quot;</Name>');
		expect(text).toContain(
			'<Tags><Tag><Key>k</Key><Value>v</Value></Tag><Tag><Key>l</Key><Value></Value></Tag></Tags>',
		);
	}
	expect((await sendV1(simulator, { ...LIST, system: { Format: 'json' } })).text).toMatch(/^\{/);
	expect((await sendV3(simulator, { ...LIST, headers: { accept: '*/*' } })).text).toMatch(
		/^<\?xml/,
	);
	expect(
		(await sendV3(simulator, { ...LIST, headers: { accept: 'application/json, text/plain, */*' } }))
			.text,
	).toMatch(/^\{/);
});

test('error bodies in both formats', async () => {
	const made = {
		action: 'ReleaseEipAddress',
		parameters: { AllocationId: 'eip-none' },
		host: 'vpc.cn-hangzhou.aliyuncs.com',
	};
	const json = await sendV3(simulator, made);
	expect(json.status).toBe(404);
	const body = JSON.parse(json.text) as Record<string, string>;
	expect(body).toMatchObject({
		Code: 'InvalidAllocationId.NotFound',
		HostId: 'vpc.cn-hangzhou.aliyuncs.com',
	});
	expect(Object.keys(body).sort()).toEqual(['Code', 'HostId', 'Message', 'Recommend', 'RequestId']);
	expect(body.Recommend).toContain(
		`q=InvalidAllocationId.NotFound&product=Vpc&requestId=${body.RequestId}`,
	);
	const xml = await sendV1(simulator, { ...made, system: { Format: undefined } });
	expect(xml.text).toMatch(
		/^<\?xml version='1.0' encoding='UTF-8'\?><Error><RequestId>.*<Code>InvalidAllocationId.NotFound<\/Code>.*<\/Error>$/,
	);
	const unsigned = await sendRaw(simulator, { method: 'GET', url: '/', headers: {}, body: '' });
	expect([unsigned.status, unsigned.code]).toEqual([400, 'MissingAction']);
});

test('OrderId is a number beyond 2^53, digit by digit', async () => {
	const { text } = await sendV3(simulator, {
		action: 'AllocateEipAddress',
		parameters: {
			RegionId: 'cn-hangzhou',
			InstanceChargeType: 'PrePaid',
			Period: '1',
			PricingCycle: 'Month',
			AutoPay: 'true',
		},
	});
	const digits = /"OrderId":(\d+)[,}]/.exec(text)?.[1] ?? '';
	expect(BigInt(digits) > BigInt(Number.MAX_SAFE_INTEGER)).toBe(true);
	expect(String(Number(digits))).not.toBe(digits);
});

test('descriptions are spelt as the settings say', async () => {
	simulator.addEips(1, { description: 'text' });
	expect((await sendV3(simulator, LIST)).text).toContain('"Description":"text"');
	simulator.settings.descriptionKey = 'Descritpion';
	expect((await sendV3(simulator, LIST)).text).toContain('"Descritpion":"text"');
});

test('HEAD has the headers of GET and no body', async () => {
	const { status, text, headers } = await sendV1(simulator, { ...LIST, method: 'HEAD' });
	expect([status, text, Number(headers['content-length']) > 100]).toEqual([200, '', true]);
});

test('a bare plus in a query is a space, or a plus if the settings say so', async () => {
	const nameOf = async () => {
		await sendV1(simulator, {
			...LIST,
			parameters: {
				...LIST.parameters,
				EipName: simulator.settings.plusInQuery === 'plus' ? 'a+b' : 'a b',
			},
			spoil: (sent) => void (sent.url = sent.url.replace(/a(%20|%2B)b/, 'a+b')),
		});
		return [simulator.requests.at(-1)?.outcome, simulator.requests.at(-1)?.parameters.EipName];
	};
	expect(await nameOf()).toEqual(['ok', 'a b']);
	simulator.settings.plusInQuery = 'plus';
	expect(await nameOf()).toEqual(['ok', 'a+b']);
});

test('the endpoint decides the region', async () => {
	const [beijing] = simulator.addEips(1, { region: 'cn-beijing' });
	const ids = async (host: string | undefined, RegionId: string) => {
		const { text } = await sendV3(simulator, { ...LIST, host, parameters: { RegionId } });
		return (
			JSON.parse(text) as { EipAddresses: { EipAddress: Array<{ AllocationId: string }> } }
		).EipAddresses.EipAddress.map(({ AllocationId }) => AllocationId);
	};
	expect(await ids(undefined, 'cn-beijing')).toEqual([beijing.allocationId]);
	expect(await ids('vpc.cn-beijing.aliyuncs.com', 'cn-beijing')).toEqual([beijing.allocationId]);
	expect(await ids('vpc-vpc.cn-beijing.aliyuncs.com', 'cn-beijing')).toEqual([
		beijing.allocationId,
	]);
	expect(await ids('vpc.aliyuncs.com', 'cn-beijing')).toEqual([beijing.allocationId]);
	expect(await ids('vpc.cn-hangzhou.aliyuncs.com', 'cn-beijing')).toEqual([]);
	expect(simulator.requests.at(-1)?.region).toBe('cn-hangzhou');
	const refused = await sendV3(simulator, {
		action: 'AllocateEipAddress',
		host: 'vpc.cn-hangzhou.aliyuncs.com',
		parameters: { RegionId: 'cn-beijing' },
	});
	expect(refused.code).toBe('InvalidRegion.NotSupport');
	expect(
		await officialClient(simulator).refusal('DescribeEipAddresses', { RegionId: 'cn-nowhere' }),
	).toBe('Forbidden.RegionNotFound');
});

test('ECS DescribeRegions and STS GetCallerIdentity answer behind the same gateway', async () => {
	const ecs = await sendV1(simulator, { version: '2014-05-26' });
	expect(ecs.text).toContain('"RegionEndpoint":"ecs.cn-hangzhou.aliyuncs.com"');
	const vpc = JSON.parse((await sendV1(simulator)).text) as { Regions: { Region: unknown[] } };
	expect(vpc.Regions.Region).toHaveLength(36);
	expect(
		(await sendV1(simulator, { version: '2015-04-01', action: 'GetCallerIdentity' })).text,
	).toContain('"Arn":"acs:ram::1000000000000001:user/simulator"');
});

test('toJson leaves out what is undefined and writes 64-bit numbers bare', () => {
	expect(
		toJson({ a: undefined, b: [1n, 'x"y', null, true], c: { d: 18_446_744_073_709_551_615n } }),
	).toBe('{"b":[1,"x\\"y",null,true],"c":{"d":18446744073709551615}}');
});
