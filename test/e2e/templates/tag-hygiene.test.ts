import { outputOf } from '../../support/n8nClient';
import type { Tag } from '../../simulator/state/eip';
import { Template, textOf } from '../Template';
import { simulator } from '../environment';

jest.setTimeout(180_000);

const template = Template.opened('10-tag-hygiene');

const tag = (key: string, value: string): Tag => ({ key, value });

async function add(name: string, tags: Tag[]): Promise<string> {
	return (await simulator().addEips(1, { name, tags }))[0].allocationId;
}

async function tagsOf(allocationId: string): Promise<Record<string, string>> {
	const eip = await simulator().eip(allocationId);
	return Object.fromEntries((eip?.tags ?? []).map(({ key, value }) => [key, value]));
}

describe('Keep the tags in order', () => {
	test('adds what is missing, replaces what is misspelled, touches nothing else', async () => {
		const good = await add('good', [tag('owner', 'Li Na'), tag('environment', 'test')]);
		const bare = await add('bare', [tag('other', 'x')]);
		const wrong = await add('wrong', [tag('Owner', 'Li Na'), tag('environment', 'test')]);
		const both = await add('both', [
			...[tag('owner', 'a'), tag('Owner', 'b'), tag('environment', 'test')],
		]);
		const dry = await template.run('Every Monday');
		expect(textOf(dry, 'Put Message Here')).toMatch(/^Dry run, nothing was changed\.\n.*Owner/s);
		expect(await tagsOf(bare)).toEqual({ other: 'x' });
		expect(await tagsOf(wrong)).toEqual({ Owner: 'Li Na', environment: 'test' });

		await template.fillInSettings({ dryRun: false });
		const execution = await template.run('Every Monday');
		expect(await tagsOf(good)).toEqual({ owner: 'Li Na', environment: 'test' });
		expect(await tagsOf(bare)).toEqual({ other: 'x', owner: 'unknown', environment: 'unknown' });
		expect(await tagsOf(wrong)).toEqual({ owner: 'Li Na', environment: 'test' });
		expect(await tagsOf(both)).toEqual({ owner: 'a', Owner: 'b', environment: 'test' });

		const text = textOf(execution, 'Put Message Here');
		expect(text).toMatch(new RegExp(`${wrong} wrong: Owner replaced by owner \\(Li Na\\)`));
		expect(text).toMatch(new RegExp(`${bare} bare: owner added \\(unknown\\)`));
		expect(text).not.toContain(good);
		expect(text).not.toContain(both);
	});

	test('reports nothing when all is well', async () => {
		const tagging = async () =>
			(await simulator().journal()).filter(({ change }) => change === 'tags').length;
		const before = await tagging();
		const execution = await template.run('Every Monday');
		expect(outputOf(execution, 'Put Message Here')).toEqual([]);
		expect(await tagging()).toBe(before);
	});
});
