import { Template, textOf } from '../Template';
import { simulator } from '../environment';

jest.setTimeout(180_000);

const TRIGGER = 'When a Subscription Ends Soon';
const DAY = 86_400_000;

const template = Template.opened('18-expiry-reminder');

afterAll(() => template.deactivate());

describe('Reminder before a subscription ends', () => {
	test('a dry run shows a made-up one, then each that ends soon is named once', async () => {
		const dry = textOf(await template.run(TRIGGER), 'Put Reminder Here');
		expect(dry).toMatch(/^\(test\) The subscription of the Elastic IP /);

		// Thirty regions every three seconds would be too much for a slow machine; one shows the same.
		await template.change({ [TRIGGER]: { parameters: { regionScope: 'default' } } });
		const before = await template.executionIds();
		const subscription = { chargeType: 'PrePaid', internetChargeType: 'PayByBandwidth' } as const;
		const expiredTime = Date.now() + 10.5 * DAY;
		const [soon] = await simulator().addEips(1, { name: 'mail', ...subscription, expiredTime });
		await simulator().addEips(1, { ...subscription, expiredTime: Date.now() + 30 * DAY });
		const execution = await template.executionOf(() => template.activate());
		const day = new Date(expiredTime).toISOString().slice(0, 10);
		expect(textOf(execution, 'Put Reminder Here')).toBe(
			`The subscription of the Elastic IP ${soon.ipAddress} (${soon.allocationId}, mail) in cn-hangzhou ends on ${day}, in 10 days. Nothing uses it: renew it, or let it end.`,
		);
		expect(await template.executionIds()).toHaveLength(before.length + 1);
	});
});
