import { READ_ONLY_KEY, STS_KEY } from '../../simulator';
import { readChecks } from '../../../scripts/verifyLive/checks';
import { Live } from '../../../scripts/verifyLive/Live';
import { describeLeftOver, toMarkdown } from '../../../scripts/verifyLive/report';
import { consequenceOf } from '../../../scripts/verifyLive/consequences';
import { runChecks } from '../../../scripts/verifyLive/runChecks';
import { credentialsOf, fillAccount, toSimulator, useLiveCheck } from './setup';

const live = useLiveCheck();

describe('A live check that only reads', () => {
	beforeEach(() => fillAccount(live.simulator, live.clock.now()));

	test('finds everything as expected at the simulator, each with a RequestId', async () => {
		const { results } = await live.run({ account: READ_ONLY_KEY });

		const others = results.filter(({ verdict }) => verdict !== 'as expected');
		// These lists are empty here, so they show nothing.
		expect(others.map(({ id, verdict }) => [id, verdict])).toEqual([
			['fields-DescribeEipSegment', 'could not tell'],
			['fields-ListPublicIpAddressPools', 'could not tell'],
		]);
		for (const { id } of results) expect(consequenceOf(id)).toMatch(/^.{15,}$/);
		expect(results.length).toBeGreaterThan(50);
		expect(new Set(results.map(({ id }) => id)).size).toBe(results.length);
		for (const { id, requestId } of results) {
			// What was read once for several checks has no RequestId of its own.
			if (/^(values|lock|description|bandwidth)/.test(id)) continue;
			expect([id, requestId]).toEqual([id, expect.stringMatching(/^[0-9A-F-]{36}$/i)]);
		}
	});

	test('changes nothing', async () => {
		const before = live.simulator.journal.length;
		await live.run();
		expect(live.simulator.journal).toHaveLength(before);
	});

	test('works with a temporary key', async () => {
		const { results } = await live.run({ account: STS_KEY });
		expect(results.filter(({ verdict }) => verdict === 'different')).toEqual([]);
	});

	test.each<[string, Partial<typeof live.simulator.settings>, string[]]>([
		['the order', { listOrder: 'oldestFirst' }, ['list-order']],
		['an order by ID', { listOrder: 'byId' }, ['list-order']],
		['the old spelling', { descriptionKey: 'Descritpion' }, ['description-key']],
		['the end of monitoring data', { monitorEnd: 'inclusive' }, ['monitor-ends']],
		['more points', { monitorPoints: 400 }, ['monitor-400-points']],
		['fewer points', { monitorPoints: 100 }, ['monitor-200-points']],
		['a plus', { plusInQuery: 'plus' }, ['plus-in-query-acs3', 'plus-in-query-sha1']],
	])('notices %s', async (_, settings, ids) => {
		Object.assign(live.simulator.settings, settings);
		const { results } = await live.run();
		const different = results.filter(({ verdict }) => verdict === 'different');
		expect(different.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
	});

	test.each<[string, (text: string) => string, string]>([
		['a new status', (text) => text.replace('"Available"', '"Reserving"'), 'values-Status'],
		[
			'a new lock reason',
			(text) => text.replace('"LockReason":"financial"', '"LockReason":"legal"'),
			'lock-reasons',
		],
		[
			'another HDMonitorStatus',
			(text) => text.replaceAll('"HDMonitorStatus":"OFF"', '"HDMonitorStatus":"false"'),
			'values-HDMonitorStatus',
		],
		[
			'a field that is not known',
			(text) => text.replaceAll('"Zone":', '"Altitude":3,"Zone":'),
			'fields-DescribeEipAddresses',
		],
		[
			'a field of another type',
			(text) => text.replace(/"Bandwidth":"(\d+)"/g, '"Bandwidth":$1'),
			'fields-DescribeEipAddresses',
		],
		[
			'a list in another place',
			(text) => text.replace('"Regions":{"Region":', '"Regions":{"Regions":'),
			'fields-DescribeRegions',
		],
		[
			'bits instead of bytes',
			(text) => text.replace(/"EipBandwidth":(\d+)/g, (_, bytes) => `"EipBandwidth":${bytes * 8}`),
			'monitor-unit-60',
		],
		[
			'another default page size',
			(text) => text.replace('"PageSize":10,', '"PageSize":20,'),
			'page-size-default',
		],
		[
			'another code',
			(text) => text.replace('InvalidApi.NotFound', 'InvalidAction.NotFound'),
			'unknown-action',
		],
		[
			'an echo that is not recognised',
			(text) => text.replace(/server (string to sign|StringToSign) is/, 'we signed'),
			'wrong-secret-sha1',
		],
		[
			'more tags than were asked for',
			(text) => text.replace('"TagResource":[{', '"TagResource":[{"TagKey":"a"},{'),
			'tags-by-token',
		],
		[
			'the same tag key on each page',
			(text) => text.replace(/"TagKey":"\w+","Type"/, '"TagKey":"a","Type"'),
			'tag-keys-by-token',
		],
		[
			'a smaller page of resource groups',
			(text) => text.replace('"PageSize":100', '"PageSize":50'),
			'resource-groups-page-size',
		],
		['JSON by default', (text) => (text.startsWith('<') ? '{}' : text), 'default-format-sha1'],
	])('notices %s', async (_, change, id) => {
		const { of } = await live.run({
			deliver: async (signed) => {
				const reply = await toSimulator(live.simulator)(signed);
				return { ...reply, body: change(String(reply.body)) };
			},
		});
		expect(of(id)).toMatchObject({ verdict: 'different' });
	});

	test('notices a header that names a rate limit', async () => {
		const { of } = await live.run({
			deliver: async (signed) => {
				const reply = await toSimulator(live.simulator)(signed);
				return { ...reply, headers: { ...reply.headers, 'X-RateLimit-Remaining': '99' } };
			},
		});
		expect(of('rate-headers')).toMatchObject({
			verdict: 'different',
			seen: 'X-RateLimit-Remaining',
		});
	});

	test.each<[string, string[], string]>([
		['a name that is no filter', ['EipName'], 'filter-name'],
		['OR of tags', ['Tag.2.Key', 'Tag.2.Value'], 'filter-tags-and'],
		['a state that is no filter', ['Status'], 'filter-status'],
		['a time that is no filter', ['Filter.1.Key', 'Filter.1.Value'], 'filter-creation-time'],
	])('notices %s', async (_, ignored, id) => {
		const { simulator, clock } = live;
		const checked = new Live({
			...{ clock, deliver: toSimulator(simulator) },
			credentials: credentialsOf(simulator.account),
		});
		const find = checked.find.bind(checked);
		// As if the service took no notice of these.
		checked.find = async (filter) =>
			await find(
				Object.fromEntries(Object.entries(filter).filter(([name]) => !ignored.includes(name))),
			);
		const check = readChecks.filter((one) => one.id === id);
		const [result] = await runChecks(check, checked, () => undefined);
		expect(result).toMatchObject({ id, verdict: 'different' });
	});

	test('shows no key, name, tag, ID or address', async () => {
		const account = STS_KEY;
		const { results, said } = await live.run({ account });
		const frame = { regionId: 'cn-hangzhou', endpoint: 'public', version: '0.1.0', time: 0 };
		const secrets = { credentials: credentialsOf(account), showIds: false };
		const shown = `${toMarkdown(results, frame, secrets)}\n${said}`;

		expect(shown).not.toContain(account.accessKeyId);
		expect(shown).not.toContain(account.accessKeySecret);
		expect(shown).not.toContain(account.securityToken);
		for (const eip of live.simulator.eips()) {
			expect(shown).not.toContain(eip.allocationId);
			expect(shown).not.toContain(eip.ipAddress);
			if (eip.name) expect(shown).not.toContain(eip.name);
			for (const { key, value } of eip.tags) expect(shown).not.toMatch(`${key}.${value}`);
		}
		expect(shown.split('\n').filter((line) => line.startsWith('| ')).length).toBe(
			results.length + 1,
		);
	});
});

test('what no check asks is said, with the reason', () => {
	const frame = { regionId: 'cn-hangzhou', endpoint: 'public', version: '0.1.0', time: 0 };
	const shown = toMarkdown([], frame, { credentials: credentialsOf(STS_KEY), showIds: false });
	for (const open of ['rate limits', 'thousands of Elastic IPs', 'OrderId']) {
		expect(shown).toMatch(new RegExp(`\\n- [^\\n]*${open}[^\\n]*: [^\\n]{30,}`));
	}
});

describe('A live check of an account with nothing in it', () => {
	test('cannot tell, and does not call it different', async () => {
		const { results, of } = await live.run();
		expect(results.filter(({ verdict }) => verdict === 'different')).toEqual([]);
		expect(of('list-order')).toMatchObject({ verdict: 'could not tell' });
		expect(of('monitor-unit-60')).toMatchObject({ verdict: 'could not tell' });
	});
});

describe('The table', () => {
	const secrets = {
		credentials: { ...credentialsOf(STS_KEY), securityToken: 'tok+en/=' },
		showIds: false,
	};
	const frame = { regionId: 'cn-hangzhou', endpoint: 'public', version: '0.1.0', time: 0 };
	const row = (seen: string) =>
		toMarkdown(
			[{ id: 'x', expects: 'y', seen, verdict: 'different', requestId: 'R-1' }],
			frame,
			secrets,
		);

	test.each([
		['the secret', STS_KEY.accessKeySecret],
		['the token', 'tok+en/='],
		['the token in a URL', encodeURIComponent('tok+en/=')],
		['the key', STS_KEY.accessKeyId],
		['an ID', 'eip-bp1abcdefgh0123456'],
		['an address', '203.0.113.7'],
		['an account', '1000000000000001'],
	])('masks %s', (_, text) => {
		expect(row(`before ${text} after`)).not.toContain(text);
		expect(row(`before ${text} after`)).toMatch(/before .* after/);
	});

	test('keeps its rows whatever a cell holds', () => {
		const rows = row('a|b\n| c').split('\n');
		expect(rows.filter((line) => line.startsWith('|'))).toHaveLength(3);
		expect(row('a|b')).toContain('a\\|b');
	});
});

describe('What is left over', () => {
	const mark = 'n8n-verify-live-0123456789abcdef';
	const describeIt = (cleanedUp?: Parameters<typeof describeLeftOver>[0]) =>
		describeLeftOver(cleanedUp, 'cn-hangzhou');

	test('is named in full, with the place to release it', () => {
		const left = [{ allocationId: 'eip-bp1abcdefgh0123456', state: 'Available' }];
		const shown = describeIt({ left, isSure: true, mark });
		expect(shown).toMatch(/NOT RELEASED: eip-bp1abcdefgh0123456 in cn-hangzhou \(Available\)/);
		expect(shown).toContain('https://vpc.console.aliyun.com/eip/cn-hangzhou/eips');
		expect(shown).toContain(mark);
	});

	test('is not denied when nobody could look', () => {
		expect(describeIt({ left: [], isSure: false, mark })).toMatch(/may be/);
	});

	test('is nothing otherwise', () => {
		expect(describeIt({ left: [], isSure: true, mark })).toBeUndefined();
		expect(describeIt(undefined)).toBeUndefined();
	});
});
