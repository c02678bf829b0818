import { DateTime } from 'luxon';
import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../../nodes/AlibabaCloudEip/resources/Operation';
import { InvalidInput } from '../../../nodes/AlibabaCloudEip/errors/ApiFailure';
import { resources } from '../../../nodes/AlibabaCloudEip/resources';
import { allocate } from '../../../nodes/AlibabaCloudEip/resources/elasticIp/allocate';
import { associate } from '../../../nodes/AlibabaCloudEip/resources/elasticIp/associate';
import { get } from '../../../nodes/AlibabaCloudEip/resources/elasticIp/get';
import { getAll } from '../../../nodes/AlibabaCloudEip/resources/elasticIp/getAll';
import { getMonitorData } from '../../../nodes/AlibabaCloudEip/resources/elasticIp/getMonitorData';
import { addCidrBlock } from '../../../nodes/AlibabaCloudEip/resources/addressPool/addCidrBlock';
import { add as addTags } from '../../../nodes/AlibabaCloudEip/resources/tag/add';
import { remove as removeTags } from '../../../nodes/AlibabaCloudEip/resources/tag/remove';
import { update } from '../../../nodes/AlibabaCloudEip/resources/elasticIp/update';
import { sampleValue } from '../description/sampleValue';
import { convertFields, inputFieldsOf } from '../../../nodes/AlibabaCloudEip/execution/inputFields';

const EIP = 'eip-25877c70gddh5abcd';
const TIMES = {
	timeRange: 'custom',
	StartTime: '2026-11-24T00:00:00Z',
	EndTime: '2026-11-24T01:00:00Z',
};

const send = (
	operation: Operation,
	values: Record<string, unknown>,
	timezone = 'UTC',
	fields: Record<string, unknown> = {},
) => {
	const readField = (path: string) => fields[path] ?? values[path.split('.').at(-1) ?? ''];
	const { parameters, controls } = convertFields(operation, values, { timezone, readField });
	return { ...parameters, ...controls };
};

/** The refusal of these values. */
function refusalOf(operation: Operation, values: Record<string, unknown>): InvalidInput {
	try {
		send(operation, values);
	} catch (error) {
		if (error instanceof InvalidInput) return error;
		throw error;
	}
	throw new Error('It was not refused');
}

describe('which values are sent', () => {
	test('only those that the operation has: nothing else of the routing passes', () => {
		const values = {
			AllocationId: EIP,
			Status: 'InUse',
			Action: 'ReleaseEipAddress',
			RegionId: 'x',
		};
		expect(send(get, values)).toEqual({ AllocationId: EIP });
	});

	test('nothing that stands on a prototype', () => {
		const values = Object.create({ Bandwidth: '500' }) as Record<string, unknown>;
		expect(send(allocate, values)).toEqual({});
	});

	test.each([undefined, null, '', '   ', []])(
		'not an optional value that is empty: %j',
		(value) => {
			expect(send(allocate, { Name: value, Bandwidth: value, ISP: value, Tag: value })).toEqual({});
		},
	);

	test('an empty text in Update Fields is sent: it empties the name', () => {
		expect(send(update, { AllocationId: EIP, Name: '', Description: ' ' })).toEqual({
			AllocationId: EIP,
			Name: '',
			Description: '',
		});
	});

	test.each([undefined, null, '', ' '])(
		'a required value that is empty (%j) is refused',
		(value) => {
			const { message } = refusalOf(get, { AllocationId: value });
			expect(message).toBe("'Elastic IP' is empty");
		},
	);

	test('a required value that is missing altogether is refused', () => {
		expect(refusalOf(get, {}).message).toBe("'Elastic IP' is empty");
	});

	test.each([' , ;', ['', ' '], []])('a required list of nothing (%j) is refused', (value) => {
		const values = { ResourceType: 'EIP', ResourceId: value, Tag: [{ key: 'a', value: '' }] };
		expect(refusalOf(addTags, values).message).toBe("'Resource Names or IDs' is empty");
	});

	// Where an expression gives the value that a condition looks at, n8n hands over all there is.
	test.each([
		['EcsInstance', 'i-1', {}],
		['ecsinstance', 'i-1', {}],
		['NetworkInterface', 'eni-1', { Mode: 'NAT' }],
		['IpAddress', '192.168.0.4', { VpcId: 'vpc-1' }],
		['auto', 'i-1', {}],
		['auto', 'eni-1', { Mode: 'NAT' }],
		['auto', '192.168.0.4', { VpcId: 'vpc-1' }],
		[undefined, 'lb-1', {}],
	])('with the instance type %p and %s only what belongs to it', (InstanceType, id, expected) => {
		const values = {
			AllocationId: EIP,
			InstanceId: id,
			InstanceType,
			VpcId: 'vpc-1',
			Mode: 'NAT',
		};
		expect(send(associate, values)).toMatchObject(expected);
		const conditional = Object.keys(send(associate, values)).filter((name) =>
			['VpcId', 'Mode'].includes(name),
		);
		expect(conditional).toEqual(Object.keys(expected));
	});

	test('either the size or the block, as the field says that is not sent', () => {
		const values = {
			PublicIpAddressPoolId: 'pippool-1',
			CidrMask: 28,
			CidrBlock: '203.0.113.0/28',
		};
		const { CidrMask: size, ...block } = send(addCidrBlock, values, 'UTC', { blockToAdd: 'size' });
		expect([size, block.CidrBlock]).toEqual(['28', undefined]);
		const chosen = send(addCidrBlock, values, 'UTC', { blockToAdd: 'block' });
		expect([chosen.CidrMask, chosen.CidrBlock]).toEqual([undefined, '203.0.113.0/28']);
		expect(() => send(addCidrBlock, values, 'UTC', { blockToAdd: 'all' })).toThrow(
			"'Block to Add' has the unknown value 'all'",
		);
	});

	test.each([true, 'true', 'TRUE'])('no tag keys where all are removed (%p)', (All) => {
		const values = {
			ResourceType: 'EIP',
			ResourceId: EIP,
			All,
			TagKey: { tagKey: [{ key: 'a' }] },
		};
		expect(send(removeTags, values)).not.toHaveProperty(['TagKey.1']);
		expect(send(removeTags, { ...values, All: false })).toHaveProperty(['TagKey.1'], 'a');
	});

	test('no metering method with a subscription, which has one of its own', () => {
		const values = { InstanceChargeType: 'PrePaid', InternetChargeType: 'PayByTraffic', Period: 2 };
		expect(send(allocate, values)).toEqual({ InstanceChargeType: 'PrePaid', Period: '2' });
		expect(send(allocate, { ...values, InstanceChargeType: 'PostPaid' })).toEqual({
			InstanceChargeType: 'PostPaid',
			InternetChargeType: 'PayByTraffic',
		});
	});

	test.each([
		[{ key: '', value: '' }, 'has a tag without a key'],
		[{ key: ' \u200B', value: undefined }, 'has a tag without a key'],
		[{ key: null }, 'has a tag without a key'],
		[null, 'has a tag without a key'],
		[{}, 'has a tag without a key'],
		[{ key: 'a', value: undefined }, "has no value for the key 'a'"],
		[{ key: 'a', value: null }, "has no value for the key 'a'"],
		[{ key: 'a' }, "has no value for the key 'a'"],
	])(
		'no tags that say less than they should, in what filters and in what buys: %j',
		(row, what) => {
			const Tag = { tag: [{ key: 'env', value: 'test' }, row] };
			const named = { ResourceType: 'EIP', ResourceId: EIP, Tag };
			for (const [operation, values] of [
				[getAll, { Tag }],
				[allocate, { Tag }],
				[addTags, named],
			] as const) {
				expect(refusalOf(operation, values).message).toBe(`'Tags' ${what}`);
			}
		},
	);

	test.each([null, '', { key: '' }, { key: ' ' }])('no row of keys without a key: %j', (row) => {
		const values = { ResourceType: 'EIP', ResourceId: EIP, All: false };
		const TagKey = { tagKey: [{ key: 'a' }, row] };
		expect(refusalOf(removeTags, { ...values, TagKey }).message).toBe(
			"'Tag Keys' has a row without a key",
		);
	});

	const PASTED = ['\u00A0', '\t', '\n', '\u200B', '\uFEFF', '\u2060', ' \r\n'];

	test.each(PASTED)('nothing that was pasted around a value: %j', (blank) => {
		const around = (text: string) => `${blank}${text}${blank}`;
		expect(send(get, { AllocationId: around(EIP) })).toEqual({ AllocationId: EIP });
		expect(send(getAll, { AllocationId: [around(EIP)] })).toEqual({ AllocationId: EIP });
		expect(send(getAll, { AllocationId: `${around(EIP)},${around('eip-2')}` })).toEqual({
			AllocationId: `${EIP},eip-2`,
		});
		expect(send(allocate, { Name: around('web'), Bandwidth: around('5') })).toEqual({
			Name: 'web',
			Bandwidth: '5',
		});
		expect(send(getAll, { Tag: [{ key: around('env'), value: around('test') }] })).toEqual({
			'Tag.1.Key': 'env',
			'Tag.1.Value': 'test',
		});
	});

	test('the value of a resource locator, with or without its frame', () => {
		expect(send(get, { AllocationId: { __rl: true, mode: 'id', value: ` ${EIP} ` } })).toEqual({
			AllocationId: EIP,
		});
		expect(send(get, { AllocationId: EIP })).toEqual({ AllocationId: EIP });
		expect(refusalOf(get, { AllocationId: { __rl: true, mode: 'list', value: '' } }).message).toBe(
			"'Elastic IP' is empty",
		);
	});
});

describe('texts', () => {
	test('are trimmed; a number is a text too', () => {
		expect(send(allocate, { Name: '  web server\n' })).toEqual({ Name: 'web server' });
		expect(send(allocate, { Name: 42 })).toEqual({ Name: '42' });
	});

	test('may be anything that is printable', () => {
		const name = "中文 😀 +*~!'()%&=";
		expect(send(allocate, { Name: name })).toEqual({ Name: name });
	});

	test('have the length that the API takes, counted in characters', () => {
		expect(send(allocate, { Name: '😀'.repeat(128) })).toEqual({ Name: '😀'.repeat(128) });
		expect(refusalOf(allocate, { Name: 'x'.repeat(129) }).message).toBe(
			"'Name' is longer than 128 characters",
		);
		expect(refusalOf(allocate, { Description: 'x'.repeat(257) }).message).toBe(
			"'Description' is longer than 256 characters",
		);
		expect(refusalOf(allocate, { ClientToken: 'x'.repeat(65) }).message).toBe(
			"'Client Token' is longer than 64 characters",
		);
		expect(refusalOf(allocate, { Zone: 'x'.repeat(1_000_000) }).message).toBe(
			"'Zone' is longer than 10000 characters",
		);
	});

	test.each(['http://x', 'https://x', 'HTTPS://x'])('must not begin as a URL: %s', (text) => {
		expect(refusalOf(allocate, { Name: text }).message).toContain("'Name' is not valid");
		expect(refusalOf(update, { AllocationId: EIP, Description: text }).message).toContain(
			"'Description' is not valid",
		);
	});

	test.each(['a\r\nb', 'a\nb', 'a\tb', 'a\0b', 'a\u0085b', 'a\u007Fb'])(
		'must not hold a control character: %j',
		(text) => {
			expect(refusalOf(allocate, { Zone: text }).message).toBe(
				"'Zone' contains a line break or another control character",
			);
		},
	);

	test('a client token is ASCII', () => {
		expect(refusalOf(allocate, { ClientToken: 'zürich' }).message).toContain("'Client Token'");
	});

	test.each([
		'eip-',
		'eipsg-123',
		'i-',
		'eip-a b',
		'eip-a/../b',
		`${EIP},${EIP}`,
		`${EIP}\r\n`.padEnd(40, 'x'),
		'47.1.2.256',
		'47.1.2.3,47.1.2.4',
		'__proto__',
	])('an Elastic IP is not named by %j', (text) => {
		expect(refusalOf(get, { AllocationId: text }).message).toContain("'Elastic IP'");
	});
});

describe('lists with commas', () => {
	test.each([
		['commas', 'eip-a,eip-b'],
		['blanks and line breaks', ' eip-a  eip-b\n'],
		['semicolons', 'eip-a; eip-b;'],
		['a list', ['eip-a', ' eip-b']],
		['doubles', ['eip-a', 'eip-b', 'eip-a']],
	])('may be written with %s', (_name, value) => {
		expect(send(getAll, { AllocationId: value })).toEqual({ AllocationId: 'eip-a,eip-b' });
	});

	test('hold IDs or addresses only', () => {
		expect(send(getAll, { EipAddress: '47.1.2.3, 2001:db8::1' })).toEqual({
			EipAddress: '47.1.2.3,2001:db8::1',
		});
		expect(refusalOf(getAll, { EipAddress: '47.1.2.3,evil' }).message).toBe(
			"'IP Addresses' contains 'evil', which is not valid",
		);
		expect(refusalOf(getAll, { AllocationId: { a: 1 } }).message).toContain(
			"'Elastic IP Names or IDs'",
		);
		expect(refusalOf(getAll, { AllocationId: [['eip-a', { b: 1 }]] }).message).toContain(
			"'Elastic IP Names or IDs'",
		);
	});

	test('of separators only are no list', () => {
		expect(send(getAll, { AllocationId: ' , ;\n' })).toEqual({});
	});

	test('an only-separator text does not hang or explode with a million of them', () => {
		const start = performance.now();
		expect(send(getAll, { AllocationId: `eip-a${','.repeat(1_000_000)}eip-b` })).toEqual({
			AllocationId: 'eip-a,eip-b',
		});
		expect(performance.now() - start).toBeLessThan(1000);
	});
});

describe('numbers', () => {
	test.each([1, '1', ' 7 ', 1000, '5e2'])('%j is a whole number', (value) => {
		expect(send(allocate, { Bandwidth: value })).toEqual({ Bandwidth: String(Number(value)) });
	});

	test.each([0, -1, 1001, 1e20])('%j is out of bounds', (value) => {
		expect(refusalOf(allocate, { Bandwidth: value }).message).toBe(
			`'Peak Bandwidth' is ${value}, but must be between 1 and 1000`,
		);
	});

	test.each([1.5, 'five', '5 Mbit/s', NaN, Infinity, true, [5], { a: 5 }, '1,000', '0x'])(
		'%j is no whole number',
		(value) => {
			expect(refusalOf(allocate, { Bandwidth: value }).message).toMatch(
				/^'Peak Bandwidth' is not a whole number/,
			);
		},
	);
});

describe('switches', () => {
	const PREPAID = { InstanceChargeType: 'PrePaid' };

	test.each([
		[true, 'true'],
		[false, 'false'],
		['true', 'true'],
		[' FALSE ', 'false'],
	])('%j is %s', (value, text) => {
		expect(send(allocate, { ...PREPAID, AutoPay: value })).toEqual({ ...PREPAID, AutoPay: text });
	});

	test.each([1, 0, 'yes', 'on', [true], { a: true }])('%j is neither', (value) => {
		expect(refusalOf(allocate, { ...PREPAID, AutoPay: value }).message).toContain(
			"'Pay Automatically' is neither true nor false",
		);
	});
});

describe('options', () => {
	test.each(['BGP_PRO', 'bgp_pro', ' Bgp_Pro '])('%j is found whatever its case', (value) => {
		expect(send(allocate, { ISP: value })).toEqual({ ISP: 'BGP_PRO' });
	});

	test('may be numbers', () => {
		const values = { AllocationId: EIP, ...TIMES };
		expect(send(getMonitorData, { ...values, Period: 300 }).Period).toBe('300');
		expect(send(getMonitorData, { ...values, Period: '300' }).Period).toBe('300');
	});

	test.each([
		'BGP_',
		'Postpaid,PrePaid',
		['BGP'],
		{ value: 'BGP' },
		5,
		true,
		'__proto__',
		'constructor',
	])('%j is not one; the advice lists those that are', (value) => {
		const { message, advice } = refusalOf(allocate, { ISP: value });
		expect(message).toContain("'Line Type' has the unknown value");
		expect(advice).toContain('BGP, BGP_PRO, ChinaMobile');
	});

	test('several at once are numbered', () => {
		const values = { SecurityProtectionTypes: ['antiddos_enhanced'] };
		expect(send(allocate, values)).toEqual({ 'SecurityProtectionTypes.1': 'AntiDDoS_Enhanced' });
		expect(send(allocate, { SecurityProtectionTypes: 'AntiDDoS_Enhanced' })).toEqual({
			'SecurityProtectionTypes.1': 'AntiDDoS_Enhanced',
		});
		expect(refusalOf(allocate, { SecurityProtectionTypes: ['None'] }).message).toContain(
			"'Security Protection' has the unknown value 'None'",
		);
	});
});

describe('times', () => {
	const time = Date.UTC(2026, 10, 24, 1, 2, 3, 456);
	const UTC = '2026-11-24T01:02:03Z';

	test.each([
		['ISO in UTC', '2026-11-24T01:02:03Z'],
		['ISO with milliseconds', '2026-11-24T01:02:03.456Z'],
		['ISO with an offset', '2026-11-24T09:02:03+08:00'],
		['ISO with a half-hour offset', '2026-11-24T06:32:03+05:30'],
		['a Date', new Date(time)],
		['a Luxon DateTime', DateTime.fromMillis(time)],
		['a Luxon DateTime of another zone', DateTime.fromMillis(time, { zone: 'America/New_York' })],
	])('%s', (_name, value) => {
		expect(send(getAll, { CreationStartTime: value }, 'Asia/Tokyo')).toEqual({
			CreationStartTime: UTC,
		});
	});

	test('without a zone are in that of the workflow', () => {
		const value = '2026-11-24T09:02:03';
		expect(send(getAll, { CreationStartTime: value }, 'Asia/Shanghai').CreationStartTime).toBe(UTC);
		expect(send(getAll, { CreationStartTime: value }, 'UTC').CreationStartTime).toBe(
			'2026-11-24T09:02:03Z',
		);
	});

	test.each(['soon', {}, true, new Date(NaN), DateTime.invalid('test'), '2026-13-45'])(
		'%p is none',
		(value) => {
			const values = { AllocationId: EIP, ...TIMES, StartTime: value };
			expect(refusalOf(getMonitorData, values).message).toContain("'Start Time'");
		},
	);
});

describe('tags', () => {
	const rows = (list: unknown) => ({ Tag: { tag: list } });

	test('are numbered, with 1, 9, 10 and 20 of them', () => {
		for (const count of [1, 9, 10, 20]) {
			const list = Array.from({ length: count }, (_, index) => ({ key: `k${index}`, value: '' }));
			const sent = send(getAll, rows(list));
			expect(Object.keys(sent)).toHaveLength(2 * count);
			expect(sent[`Tag.${count}.Key`]).toBe(`k${count - 1}`);
			expect(sent[`Tag.${count}.Value`]).toBe('');
		}
	});

	test('are picked from lists as well; what an expression lost is refused', () => {
		const locator = (value: unknown) => ({ __rl: true, mode: 'list', value });
		const list = [
			{ key: locator('a'), value: locator('1') },
			{ key: 'b', value: locator('') },
		];
		expect(send(allocate, rows(list))).toEqual({
			'Tag.1.Key': 'a',
			'Tag.1.Value': '1',
			'Tag.2.Key': 'b',
			'Tag.2.Value': '',
		});
		for (const lost of [locator(undefined), locator(null), { __rl: true, mode: 'id' }]) {
			expect(refusalOf(allocate, rows([{ key: locator('a'), value: lost }])).message).toContain(
				"has no value for the key 'a'",
			);
		}
	});

	test('are cut of blanks, and may have an empty text as value', () => {
		const list = [
			{ key: ' a ', value: ' 1 ' },
			{ key: 'b', value: '' },
		];
		expect(send(allocate, rows(list))).toEqual({
			'Tag.1.Key': 'a',
			'Tag.1.Value': '1',
			'Tag.2.Key': 'b',
			'Tag.2.Value': '',
		});
	});

	test.each([
		['a text', 'env=prod'],
		['a number', 5],
		['an object of another shape', { env: 'prod' }],
		['a list of texts', ['env']],
		['a list of lists', { tag: 'env' }],
	])('as %s are refused, not left out: the filter would be lost', (_name, value) => {
		expect(refusalOf(getAll, { Tag: value }).message).toBe("'Tags' is not a list of tags");
	});

	test.each([
		[{ key: 'a', value: { b: 1 } }, 'has an object as key or value'],
		[{ key: ['a'], value: '' }, 'has a list as key or value'],
		[{ key: 'a', value: 'x\r\ny' }, 'contains a line break or another control character'],
	])('a row %j is refused', (row, what) => {
		expect(refusalOf(getAll, rows([row])).message).toBe(`'Tags' ${what}`);
	});

	test.each([undefined, null, {}, { tag: undefined }, { tag: [] }, []])('%j are none', (value) => {
		expect(send(getAll, { Tag: value })).toEqual({});
	});

	test('may come as a plain list from an expression', () => {
		expect(send(getAll, { Tag: [{ key: 'a', value: 1 }] })).toEqual({
			'Tag.1.Key': 'a',
			'Tag.1.Value': '1',
		});
	});

	test.each(['__proto__', 'constructor', '中文', "a+b *~!'()%&="])('a key may be %s', (key) => {
		const sent = send(getAll, rows([{ key, value: key }]));
		expect(sent).toEqual({ 'Tag.1.Key': key, 'Tag.1.Value': key });
		expect({}).not.toHaveProperty('polluted');
	});

	test('without a key, of more than 128 characters or more than 20 are refused', () => {
		const many = Array.from({ length: 21 }, (_, index) => ({ key: `k${index}`, value: '' }));
		for (const [list, what] of [
			[[{ key: '', value: 'x' }], 'has a value without a key'],
			[[{ key: 'x'.repeat(129), value: '' }], 'has a key or value longer than 128 characters'],
			[
				[{ key: 'x', value: 'y'.repeat(1_000_000) }],
				'has a key or value longer than 128 characters',
			],
			[many, 'has 21 entries'],
		] as const) {
			expect(refusalOf(getAll, rows(list)).message).toBe(`'Tags' ${what}`);
		}
	});
});

const capitalize = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

describe('every parameter of every operation', () => {
	const all = resources.flatMap(({ value, list }) =>
		list.flatMap((operation) =>
			[...inputFieldsOf(operation)].map(([apiName, { property }]) => ({
				name: `${value}:${operation.value} ${apiName}`,
				operation,
				apiName,
				property,
			})),
		),
	);

	/** Values that satisfy what is required, so that only the one under test is at fault. */
	const valid = (operation: Operation): Record<string, unknown> =>
		Object.fromEntries(
			[...inputFieldsOf(operation)]
				.filter(([, { property }]) => property.required)
				.map(([apiName, { property }]) => [apiName, sampleOf(operation, apiName, property)]),
		);

	const sampleOf = ({ targets }: Operation, apiName: string, property: INodeProperties) =>
		apiName !== 'InstanceId' || targets?.kinds.includes('EcsInstance')
			? sampleValue(property)
			: 'eni-bp125p95hhdhn3otabcd';

	const hostile: unknown[] = [
		{ a: 1 },
		[{ a: 1 }],
		[[['x']]],
		JSON.parse('{"__proto__": {"polluted": true}}'),
		'x\r\nHost: evil.example',
		'\0',
		'x'.repeat(1_000_000),
		'__proto__',
		Symbol('s'),
		() => 'x',
		10n ** 30n,
		new Map([['a', 1]]),
	];

	test.each(all)(
		'$name: a hostile value is refused by its display name or sent as a flat text',
		({ operation, apiName, property }) => {
			const { apiNames = {} } = operation;
			const allowed = new Set(
				[apiName, ...Object.keys(valid(operation))].map((name) => apiNames[name] ?? name),
			);
			// What the ID says.
			if (operation.targets?.typeField) allowed.add(capitalize(operation.targets.typeField));
			if (operation.value === 'associateBatch') allowed.add('Mode');
			for (const value of hostile) {
				let sent: Record<string, string>;
				try {
					sent = send(operation, { ...valid(operation), [apiName]: value });
				} catch (error) {
					expect(error).toBeInstanceOf(InvalidInput);
					const { message, advice } = error as InvalidInput;
					expect(message).toContain(`'${property.displayName}'`);
					expect(message.length).toBeLessThan(200);
					expect(advice).toMatch(/\.$/);
					continue;
				}
				for (const [name, text] of Object.entries(sent)) {
					expect(allowed.has(name.split('.')[0])).toBe(true);
					expect(typeof text).toBe('string');
					expect(text.length).toBeLessThanOrEqual(10_000);
					expect(text).not.toMatch(/[\r\n\0]|\[object/);
				}
			}
			expect({}).not.toHaveProperty('polluted');
		},
	);

	test('is of a type that is checked', () => {
		const checked: Array<INodeProperties['type']> = [
			'boolean',
			'dateTime',
			'fixedCollection',
			'multiOptions',
			'number',
			'options',
			'resourceLocator',
			'string',
		];
		const types = new Set(all.map(({ property }) => property.type));
		expect([...types].filter((type) => !checked.includes(type))).toEqual([]);
	});
});
