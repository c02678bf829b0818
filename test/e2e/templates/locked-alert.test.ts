import { Template, hasRun, textOf } from '../Template';
import { simulator } from '../environment';

jest.setTimeout(180_000);

const template = Template.active('5-locked-alert');

describe('Alert when an Elastic IP is locked', () => {
	test('raises an alarm with the reason and the way out, then an all-clear; nothing else', async () => {
		const before = await template.executionIds();
		const [{ allocationId }] = await simulator().addEips(1, { name: 'shop' });
		// Seen by the same poll as the lock, or by one before: it must raise no alarm by itself.
		await simulator().change(allocationId, { bandwidth: 9 });

		const alarm = await template.executionOf(() => simulator().lock(allocationId, 'financial'));
		expect(textOf(alarm, 'Put Alarm Here')).toMatch(
			new RegExp(
				`${allocationId}, shop\\) in cn-hangzhou was locked: financial\\. A payment is overdue`,
			),
		);
		expect(hasRun(alarm, 'Put All-Clear Here')).toBe(false);

		const clear = await template.executionOf(() => simulator().unlock(allocationId));
		expect(textOf(clear, 'Put All-Clear Here')).toMatch(
			new RegExp(`${allocationId}, shop\\) in cn-hangzhou is not locked any more \\(financial\\)`),
		);
		expect(hasRun(clear, 'Put Alarm Here')).toBe(false);

		const security = await template.executionOf(() => simulator().lock(allocationId, 'security'));
		expect(textOf(security, 'Put Alarm Here')).toMatch(
			/locked: security\. Look in Security Center/,
		);
		expect(await template.executionIds()).toHaveLength(before.length + 3);
	});
});
