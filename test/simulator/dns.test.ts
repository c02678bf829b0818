import PopCore from '@alicloud/pop-core';
import { NO_RIGHTS_KEY, startSimulator, type Account, type Simulator } from './index';

/** Alibaba Cloud DNS: as far as a workflow moves a record to another address. */

let simulator: Simulator;

beforeAll(async () => {
	simulator = await startSimulator();
});
afterAll(() => simulator.close());
beforeEach(() => simulator.reset());

/** What the official client of that generation gets. */
async function call(action: string, parameters: object, account: Account = simulator.account) {
	const { accessKeyId, accessKeySecret } = account;
	const core = new PopCore({
		...{ accessKeyId, accessKeySecret },
		...{ endpoint: simulator.url, apiVersion: '2015-01-09' },
	});
	return await core.request<Record<string, unknown>>(action, parameters, { method: 'POST' });
}

test('records are found by keywords, and have the fields of the reference', async () => {
	const { recordId } = simulator.addDnsRecord({ value: '203.0.113.1', ttl: 60, line: 'telecom' });
	simulator.addDnsRecord({ rr: 'mail', value: '203.0.113.2' });
	simulator.addDnsRecord({ domainName: 'example.net' });
	const reply = await call('DescribeDomainRecords', {
		...{ DomainName: 'example.com', RRKeyWord: 'WW', TypeKeyWord: 'A', PageSize: 500 },
	});
	expect(reply).toEqual({
		...{ RequestId: expect.any(String), TotalCount: 1, PageNumber: 1, PageSize: 500 },
		DomainRecords: {
			Record: [
				{
					...{ DomainName: 'example.com', RecordId: recordId, RR: 'www', Type: 'A' },
					...{ Value: '203.0.113.1', TTL: 60, Line: 'telecom', Status: 'ENABLE', Locked: false },
				},
			],
		},
	});
});

test('a record is changed; what is left out gets its default', async () => {
	const { recordId: RecordId } = simulator.addDnsRecord({ value: '203.0.113.1', ttl: 60 });
	const wanted = { RecordId, RR: 'www', Type: 'A', Value: '203.0.113.9' };
	expect(await call('UpdateDomainRecord', wanted)).toMatchObject({ RecordId });
	expect(simulator.dnsRecords()).toMatchObject([{ value: '203.0.113.9', ttl: 600 }]);
	await expect(call('UpdateDomainRecord', wanted)).rejects.toMatchObject({
		code: 'DomainRecordDuplicate',
	});
});

test.each([
	['DescribeDomainRecords', { DomainName: 'example.org' }, 'InvalidDomainName.NoExist'],
	['DescribeDomainRecords', {}, 'MissingDomainName'],
	[
		'UpdateDomainRecord',
		{ RecordId: '1', RR: 'www', Type: 'A', Value: '203.0.113.9' },
		'DomainRecordNotBelongToUser',
	],
])('%s with %j is refused: %s', async (action, parameters, code) => {
	await expect(call(action, parameters)).rejects.toMatchObject({ code });
});

test('a key without the right is refused', async () => {
	const refused = call('DescribeDomainRecords', { DomainName: 'example.com' }, NO_RIGHTS_KEY);
	await expect(refused).rejects.toMatchObject({ code: 'Forbidden.RAM' });
});
