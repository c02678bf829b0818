import type { Execution } from '../../support/n8nClient';
import { Template, hasRun, linkIn, publicUrl, sendForm, textOf } from '../Template';
import { simulator } from '../environment';

jest.setTimeout(180_000);

const LOGIN = { user: 'li-na', password: 'only for this test' };
const headers = {
	authorization: `Basic ${Buffer.from(`${LOGIN.user}:${LOGIN.password}`).toString('base64')}`,
};

const template = Template.active('7-temporary-bandwidth', async (opened) => {
	await opened.createCredential('More Bandwidth for a While', 'httpBasicAuth', LOGIN);
});
let allocationId: string;
let ipAddress: string;

beforeEach(async () => {
	[{ allocationId, ipAddress }] = await simulator().addEips(1, { name: 'shop', bandwidth: 5 });
});

const bandwidth = async () => (await simulator().eip(allocationId))?.bandwidth;

const ask = (mbits: number, what = 'Raise it'): Promise<Execution> =>
	template.executionOf(() =>
		sendForm(publicUrl('form', 'more-bandwidth'), [ipAddress, mbits, 4, what], headers),
	);

const end = (waiting: Execution) =>
	template.resume(waiting, () => sendForm(linkIn(textOf(waiting, 'Put Message Here')), ['Done']));

describe('More bandwidth for a while', () => {
	test('is for those who can sign in, and can be tried without a change', async () => {
		expect((await fetch(publicUrl('form', 'more-bandwidth'))).status).toBe(401);
		const dry = await ask(50, 'Only show what would happen');
		expect(textOf(dry, 'Would Raise')).toMatch(/would get 50 instead of 5 Mbit\/s for 4 hours/);
		expect(hasRun(dry, 'Raise')).toBe(false);
		expect(await bandwidth()).toBe(5);
	});

	test('is raised, and set back when it is over', async () => {
		const waiting = await ask(50);
		expect(waiting.status).toBe('waiting');
		expect(textOf(waiting, 'Put Message Here')).toMatch(/has 50 instead of 5 Mbit\/s for 4 hours/);
		expect(await bandwidth()).toBe(50);
		const hours = (new Date(String(waiting.data.waitTill)).getTime() - Date.now()) / 3_600_000;
		expect(Math.round(hours)).toBe(4);

		const done = await end(waiting);
		expect(textOf(done, 'Put Last Message Here')).toMatch(/has 5 Mbit\/s again/);
		expect(await bandwidth()).toBe(5);
	});

	test('is left as it is when somebody changed it meanwhile', async () => {
		const waiting = await ask(50);
		await simulator().change(allocationId, { bandwidth: 80 });
		const done = await end(waiting);
		expect(textOf(done, 'Put Last Message Here')).toMatch(
			/to 80 Mbit\/s meanwhile.*before, it was 5/,
		);
		expect(await bandwidth()).toBe(80);
	});

	test('is never lowered', async () => {
		const done = await ask(5);
		expect(done.status).toBe('success');
		expect(textOf(done, 'Nothing to Raise')).toMatch(/has 5 Mbit\/s already/);
		expect(hasRun(done, 'Raise')).toBe(false);
		expect(await bandwidth()).toBe(5);
	});
});
