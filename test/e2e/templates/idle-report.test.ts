import type { IBinaryKeyData } from 'n8n-workflow';
import { MEMBER_ACCOUNT_IDS, arnOf } from '../../simulator';
import type { Execution } from '../../support/n8nClient';
import { Template, hasRun, itemOf } from '../Template';
import { simulator } from '../environment';

jest.setTimeout(180_000);

const template = Template.opened('13-idle-report');
const REPORT = 'Put E-Mail Here';

afterAll(() => simulator().faults.clear());

/** The rows of the table, each as its cells. */
function rowsOf(execution: Execution): string[][] {
	const { table } = itemOf(execution, REPORT);
	const [, ...rows] = String(table).split('<tr');
	return rows
		.map((row) => [...row.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(([, cell]) => cell))
		.filter((cells) => cells.length > 0);
}

/** The attachment of the report. */
function fileOf({ data }: Execution): IBinaryKeyData[string] | undefined {
	const item = data.resultData.runData[REPORT]?.[0].data?.main[0]?.[0];
	return item?.binary?.data;
}

describe('Report idle Elastic IPs of all accounts and regions every night', () => {
	test('lists those of every region but what is to be kept, as a table and as CSV', async () => {
		const [first] = await simulator().addEips(1, { region: 'cn-beijing', name: '<b>bold</b>' });
		const [second] = await simulator().addEips(1, { region: 'us-east-1', name: '=1+1' });
		const tags = [{ key: 'keep', value: '' }];
		const [kept] = await simulator().addEips(1, { region: 'us-east-1', tags });

		const execution = await template.run('Every Night');

		const rows = rowsOf(execution);
		const rowOf = (id: string) => rows.find((cells) => cells.includes(id));
		expect(rowOf(first.allocationId)).toEqual([
			...['Main', 'cn-beijing', first.ipAddress, first.allocationId, '&#60;b&#62;bold&#60;/b&#62;'],
			...[expect.stringMatching(/^\d{4}-\d\d-\d\d$/), 'Pay-as-you-go', '5', ''],
		]);
		expect(rowOf(second.allocationId)?.[4]).toBe("'=1+1");
		expect(rowOf(kept.allocationId)).toBeUndefined();
		expect(fileOf(execution)).toMatchObject({
			fileName: expect.stringMatching(/^idle-elastic-ips-\d{4}-\d\d-\d\d\.csv$/),
			mimeType: 'text/csv',
		});
	});

	test('names a region that cannot be read, among those that can', async () => {
		await simulator().faults.add({
			...{ kind: 'code', code: 'Forbidden.RAM', message: 'not allowed', status: 403 },
			...{ region: 'cn-fuzhou', times: null },
		});
		const execution = await template.run('Every Night');
		await simulator().faults.clear();
		const note = 'Could not be read: The AccessKey has no permission for this';
		const row = rowsOf(execution).find(([, region]) => region === 'cn-fuzhou');
		expect(row?.at(-1)).toBe(note);
	});

	test('looks in the accounts of roles as well, and names one that cannot be read', async () => {
		const [accountId] = MEMBER_ACCOUNT_IDS;
		const [{ allocationId }] = await simulator().addEips(1, { accountId });
		const roleArn = (name: string) => arnOf({ accountId, name });
		const accounts = [
			{ account: 'Main', role: '' },
			{ account: 'Shop', role: roleArn('eip-operator') },
			{ account: 'Unknown', role: roleArn('is-not-there') },
		];
		await template.change({
			Accounts: { parameters: { jsonOutput: JSON.stringify({ accounts }) } },
		});
		const rows = rowsOf(await template.run('Every Night'));
		await template.change({});
		expect(
			rows.filter((cells) => cells.includes(allocationId)).map(([account]) => account),
		).toEqual(['Shop']);
		expect(new Set(rows.map(([account]) => account))).toEqual(new Set(['Main', 'Shop', 'Unknown']));
		const [, region, , , , , , , note] = rows.find(([account]) => account === 'Unknown') ?? [];
		expect(region).toBe('');
		expect(note).toMatch(/^Could not be read: .*role/i);
	});

	test('says nothing when nothing is idle', async () => {
		for (const { allocationId, status } of await simulator().eips()) {
			if (status === 'Available') await simulator().remove(allocationId);
		}
		expect(hasRun(await template.run('Every Night'), REPORT)).toBe(false);
	});
});
