import type { EipFields } from '../../simulator/state/eip';
import { Template, hasRun, textOf } from '../Template';
import { simulator } from '../environment';

jest.setTimeout(180_000);

const template = Template.opened('16-release-kept');

afterAll(() => simulator().faults.clear());

async function add(name: string, value: string | undefined, fields: EipFields = {}) {
	const tags = value === undefined ? [] : [{ key: 'n8n:release-after', value }];
	return (await simulator().addEips(1, { name, tags, ...fields }))[0].allocationId;
}

const inHours = (hours: number) =>
	new Date(Date.now() + hours * 3_600_000).toISOString().replace(/\.\d+/, '');

async function run(dryRun: boolean) {
	await template.fillInSettings({ dryRun });
	return await template.run('Every Hour');
}

describe('Release replaced Elastic IPs when their time is over', () => {
	test('a dry run first, then releases what is over, in every region, and nothing else', async () => {
		const over = await add('over', inHours(-1), { region: 'cn-beijing' });
		const safe = await add('safe', inHours(-1), { deletionProtection: true });
		const left = [
			...[await add('later', inHours(1)), await add('odd', 'next week')],
			...[await add('empty', ''), await add('untagged', undefined)],
		];
		const dry = textOf(await run(true), 'Put Message Here');
		expect(dry.split('\n')).toHaveLength(2);
		expect(dry).toContain(`${over} in cn-beijing: would be released (dry run)`);
		expect(await simulator().eip(over)).toBeDefined();

		await simulator().faults.add({
			...{ kind: 'code', code: 'Forbidden.RAM', message: 'not allowed', status: 403 },
			...{ region: 'cn-fuzhou', times: null },
		});
		const text = textOf(await run(false), 'Put Message Here');
		await simulator().faults.clear();
		expect(text).toContain(`${over} in cn-beijing: released`);
		expect(text).toMatch(new RegExp(`${safe} in cn-hangzhou: not released: .*protect`, 'i'));
		expect(text).toContain('Region cn-fuzhou could not be read: ');
		expect(await simulator().eip(over)).toBeUndefined();
		for (const id of [safe, ...left]) expect(await simulator().eip(id)).toBeDefined();
		for (const id of left) expect(text).not.toContain(id);

		await simulator().remove(safe);
		expect(hasRun(await run(false), 'Put Message Here')).toBe(false);
	});
});
