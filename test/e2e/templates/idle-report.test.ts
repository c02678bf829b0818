import type { IBinaryKeyData } from 'n8n-workflow';
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
	return rows.map((row) => [...row.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(([, cell]) => cell));
}

/** The attachment of the report. */
function fileOf({ data }: Execution): IBinaryKeyData[string] | undefined {
	const item = data.resultData.runData[REPORT]?.[0].data?.main[0]?.[0];
	return item?.binary?.data;
}

describe('Report idle Elastic IPs of all regions every night', () => {
	test('lists those of every region but what is to be kept, as a table and as CSV', async () => {
		const [first] = await simulator().addEips(1, { region: 'cn-beijing', name: '<b>bold</b>' });
		const [second] = await simulator().addEips(1, { region: 'us-east-1', name: '=1+1' });
		const tags = [{ key: 'keep', value: '' }];
		const [kept] = await simulator().addEips(1, { region: 'us-east-1', tags });

		const execution = await template.run('Every Night');

		const rows = rowsOf(execution);
		const rowOf = (id: string) => rows.find((cells) => cells.includes(id));
		expect(rowOf(first.allocationId)).toEqual([
			...['cn-beijing', first.ipAddress, first.allocationId, '&#60;b&#62;bold&#60;/b&#62;'],
			...[expect.stringMatching(/^\d{4}-\d\d-\d\d$/), 'Pay-as-you-go', '5', ''],
		]);
		expect(rowOf(second.allocationId)?.[3]).toBe("'=1+1");
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
		const note = 'Region could not be read: The AccessKey has no permission for this';
		const row = rowsOf(execution).find(([region]) => region === 'cn-fuzhou');
		expect(row?.at(-1)).toBe(note);
	});

	test('says nothing when nothing is idle', async () => {
		for (const { allocationId, status } of await simulator().eips()) {
			if (status === 'Available') await simulator().remove(allocationId);
		}
		expect(hasRun(await template.run('Every Night'), REPORT)).toBe(false);
	});
});
