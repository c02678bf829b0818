import { credentialFor, useSimulator } from '../setup';

const test$ = useSimulator();
/** Time for several looks, also on a busy machine. */
const list = { operation: 'getAll', options: { timeLimit: 3 } };

describe('replies that are not what they should be', () => {
	test('a code in XML is understood', async () => {
		test$.simulator.faults.add({ kind: 'xml', code: 'Forbidden.RAM', status: 403 });
		const { error } = await test$.run(list);
		expect(error?.message).toBe('The AccessKey has no permission for this');
		expect(error?.description).toMatch(/code Forbidden.RAM, RequestId /);
	});

	test.each([
		['data in XML', { kind: 'xml' }, 'in XML instead of JSON'],
		['a web page', { kind: 'html', status: 200 }, 'with a web page instead of JSON'],
		['an empty reply', { kind: 'body', body: '' }, 'with an empty reply instead of JSON'],
		['half a reply', { kind: 'truncate', clean: true }, 'with text that is not complete JSON'],
		[
			'a reply of 100 MB',
			{ kind: 'body', body: '{}', padTo: 100_000_000 },
			'The reply is too large',
		],
		[
			'JSON of the wrong shape',
			{ kind: 'body', body: '[1, 2]' },
			'with text that is not complete JSON',
		],
	] as const)('%s ends in a clear message', async (_name, fault, message) => {
		test$.simulator.faults.add({ ...fault, times: Infinity });
		const isLarge = 'padTo' in fault;
		const { error } = await test$.run(isLarge ? { ...list, options: { timeLimit: 30 } } : list);
		expect(error?.message).toContain(message);
	});

	test('missing fields of an entry are no crash', async () => {
		test$.simulator.faults.add({
			kind: 'body',
			body: '{"EipAddresses":{"EipAddress":[{"AllocationId":"eip-1","Tags":7,"Bandwidth":{}}]},"TotalCount":"1"}',
			// A look that is slow on a busy machine is repeated, and must find the same.
			times: Infinity,
		});
		expect(await test$.items(list)).toEqual([
			expect.objectContaining({ allocationId: 'eip-1', bandwidth: null, tags: null }),
		]);
	});

	test.each([
		['no list', '{"RequestId":"R-1","EipAddresses":null}'],
		['a count of nothing without a list', '{"TotalCount":0}'],
		['no count', '{"EipAddresses":{"EipAddress":[]}}'],
		['a count that is none', '{"EipAddresses":{"EipAddress":[]},"TotalCount":"x"}'],
		['fewer than it counts', '{"EipAddresses":{"EipAddress":[]},"TotalCount":1}'],
		[
			'more than it counts',
			'{"EipAddresses":{"EipAddress":[{"AllocationId":"eip-1"}]},"TotalCount":0}',
		],
		[
			'one object in place of the list',
			'{"EipAddresses":{"EipAddress":{"AllocationId":"eip-1"}},"TotalCount":1}',
		],
		['an entry without its ID', '{"EipAddresses":{"EipAddress":[{"Name":"a"}]},"TotalCount":1}'],
		[
			'an ID that is no text',
			'{"EipAddresses":{"EipAddress":[{"AllocationId":7}]},"TotalCount":1}',
		],
		[
			'an entry twice',
			'{"EipAddresses":{"EipAddress":[{"AllocationId":"eip-1"},{"AllocationId":"eip-1"}]},"TotalCount":2}',
		],
	])('%s: asked for again and then refused', async (_name, body) => {
		const [eip] = test$.simulator.addEips(1);
		test$.simulator.faults.add({ kind: 'body', body });
		const patient = { ...list, options: { timeLimit: 20 } };
		expect(await test$.items(patient)).toMatchObject([{ allocationId: eip.allocationId }]);
		test$.simulator.faults.add({ kind: 'body', body, times: Infinity });
		const { error } = await test$.run(list);
		expect(error?.message).toMatch(/^The reply to DescribeEipAddresses contradicts itself/);
	});

	test('a list that never ends is left, and not taken for whole', async () => {
		const page = '{"EipAddresses":{"EipAddress":[{"AllocationId":"eip-1"}]},"TotalCount":1000000}';
		test$.simulator.faults.add({ kind: 'body', body: page, times: Infinity });
		const { error } = await test$.run({ ...list, returnAll: true, options: { timeLimit: 20 } });
		expect(error?.message).toMatch(/counts 1000000 but lists 1 on page 1/);
		expect(test$.sent('DescribeEipAddresses').length).toBeLessThan(10);
	});
});

describe('the domains that a credential allows', () => {
	test('"None" is about the HTTP Request node; the own node works', async () => {
		const credential = credentialFor(test$.simulator, undefined, {
			allowedHttpRequestDomains: 'none',
		});
		expect(await test$.items(list, { credential })).toEqual([]);
	});

	test('a list of domains holds for the own node too', async () => {
		const domains = (allowedDomains: string) =>
			credentialFor(test$.simulator, undefined, {
				allowedHttpRequestDomains: 'domains',
				allowedDomains,
			});
		expect(await test$.items(list, { credential: domains('127.0.0.1') })).toEqual([]);
		const { error } = await test$.run(list, { credential: domains('example.com') });
		expect(error?.message).toContain('Domain not allowed');
		expect(test$.simulator.requests).toHaveLength(1);
	});
});
