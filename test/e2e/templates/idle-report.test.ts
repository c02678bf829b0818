import type { IBinaryKeyData } from 'n8n-workflow';
import type { Execution } from '../../support/n8nClient';
import { Template, hasRun, itemOf } from '../Template';
import { DEFAULT_ROLES, MEMBER_ACCOUNT_IDS, arnOf } from '../../simulator/accounts';
import { simulator } from '../environment';

jest.setTimeout(180_000);

const template = Template.opened('13-idle-report');
const REPORT = 'Put E-Mail Here';

afterAll(() => simulator().faults.clear());

/** The rows of the table, each as its cells. */
function rowsOf(execution: Execution): string[][] {
	const { table } = itemOf(execution, REPORT);
	const [, ...rows] = String(table).split('<tr');
	return rows.map((row) => [...row.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(([, cell]) => cell));
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
			...['own', 'cn-beijing', first.ipAddress, first.allocationId, '&#60;b&#62;bold&#60;/b&#62;'],
			...[expect.stringMatching(/^\d{4}-\d\d-\d\d$/), 'Pay-as-you-go', '5', ''],
		]);
		expect(rowOf(second.allocationId)?.[4]).toBe("'=1+1");
		expect(rowOf(kept.allocationId)).toBeUndefined();
		expect(fileOf(execution)).toMatchObject({
			fileName: expect.stringMatching(/^idle-elastic-ips-\d{4}-\d\d-\d\d\.csv$/),
			mimeType: 'text/csv',
		});
	});

	test('reads every account, and names one that cannot be read', async () => {
		const [accountId] = MEMBER_ACCOUNT_IDS;
		const [branch] = await simulator().addEips(1, { accountId, name: 'branch' });
		const roles = DEFAULT_ROLES.filter(({ name }) => ['eip-reader', 'not-for-us'].includes(name));
		const account = JSON.stringify(['own', ...roles.map(arnOf)]);
		const rows = [{ id: 'account', name: 'account', type: 'array', value: account }];
		await template.change({ Accounts: { parameters: { assignments: { assignments: rows } } } });
		const execution = await template.run('Every Night');
		await template.change({});
		await simulator().remove(branch.allocationId);
		const others = rowsOf(execution);
		expect(others.map(([own]) => own)).toEqual(
			expect.arrayContaining(['own', accountId, MEMBER_ACCOUNT_IDS[1]]),
		);
		const rowOf = (cell: string) => others.find((cells) => cells.includes(cell));
		expect(rowOf(branch.allocationId)?.slice(0, 2)).toEqual([accountId, 'cn-hangzhou']);
		expect(rowOf(MEMBER_ACCOUNT_IDS[1])?.at(-1)).toMatch(/^Account could not be read: ./);
	});

	test('names a region that cannot be read, among those that can', async () => {
		await simulator().faults.add({
			...{ kind: 'code', code: 'Forbidden.RAM', message: 'not allowed', status: 403 },
			...{ region: 'cn-fuzhou', times: null },
		});
		const execution = await template.run('Every Night');
		await simulator().faults.clear();
		const note = 'Region could not be read: The AccessKey has no permission for this';
		const row = rowsOf(execution).find(([, region]) => region === 'cn-fuzhou');
		expect(row?.at(-1)).toBe(note);
	});

	test('says nothing when nothing is idle', async () => {
		for (const { allocationId, status } of await simulator().eips()) {
			if (status === 'Available') await simulator().remove(allocationId);
		}
		expect(hasRun(await template.run('Every Night'), REPORT)).toBe(false);
	});
});
