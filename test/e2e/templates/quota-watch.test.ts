import { Template, hasRun, textOf } from '../Template';
import { simulator } from '../environment';

jest.setTimeout(180_000);

const TRIGGER = 'When the Count Crosses the Threshold';

let threshold: number;

const template = Template.active('8-quota-watch', async (opened) => {
	const counts = [await simulator().eips('cn-hangzhou'), await simulator().eips('cn-shanghai')];
	threshold = counts.flat().length + 2;
	// Thirty regions every three seconds would be too much for a slow machine; two show the same.
	const regions = { regionScope: 'chosen', regionIds: ['cn-hangzhou', 'cn-shanghai'] };
	await opened.change({
		[TRIGGER]: { parameters: { countThreshold: threshold, ...regions } },
	});
});

describe('Warn before the quota is used up', () => {
	test('warns when the threshold is reached, names the idle ones, and gives the all-clear', async () => {
		const before = await template.executionIds();
		const [first] = await simulator().addEips(1, { name: 'one-more' });
		const warning = await template.executionOf(() =>
			simulator().addEips(1, { name: 'elsewhere', region: 'cn-shanghai' }),
		);
		const text = textOf(warning, 'Put Warning Here');
		expect(text).toContain(`There are ${threshold} Elastic IPs; the threshold is ${threshold}.`);
		expect(text).toContain(`${first.ipAddress} (${first.allocationId})`);
		const busy = (await simulator().eips('cn-hangzhou')).filter(({ status }) => status === 'InUse');
		expect(busy).not.toHaveLength(0);
		for (const { allocationId } of busy) expect(text).not.toContain(allocationId);
		expect(hasRun(warning, 'Put All-Clear Here')).toBe(false);

		const clear = await template.executionOf(() => simulator().remove(first.allocationId));
		expect(textOf(clear, 'Put All-Clear Here')).toBe(
			`There are ${threshold - 1} Elastic IPs, fewer than ${threshold} again.`,
		);
		expect(hasRun(clear, 'Put Warning Here')).toBe(false);
		expect(await template.executionIds()).toHaveLength(before.length + 2);
	});
});
