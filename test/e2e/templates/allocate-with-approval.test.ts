import { SAMPLE_IDS } from '../../simulator/sample';
import type { Execution } from '../../support/n8nClient';
import { Template, hasRun, itemOf, linkIn, publicUrl, sendForm, textOf } from '../Template';
import { simulator } from '../environment';

jest.setTimeout(180_000);

const template = Template.active('3-allocate-with-approval');

/** Somebody asks for an Elastic IP; the workflow then waits. */
async function ask(instanceId: string): Promise<{ waiting: Execution; link: string }> {
	const waiting = await template.executionOf(() =>
		sendForm(publicUrl('form', 'request-elastic-ip'), ['Li Na', instanceId, 7, 'A test']),
	);
	expect(waiting.status).toBe('waiting');
	const question = textOf(waiting, 'Put Message to Approver Here');
	expect(question).toContain(
		`Li Na asks for an Elastic IP with 7 Mbit/s for ${instanceId}: A test`,
	);
	return { waiting, link: linkIn(question) };
}

const eipCount = async () => (await simulator().eips()).length;

describe('Allocate and bind after approval', () => {
	test('buys nothing before somebody approves; then it is bought and associated', async () => {
		const before = await eipCount();
		const { id } = await simulator().addInstance({ type: 'EcsInstance', id: 'i-approved' });
		const { waiting, link } = await ask(id);
		expect(await eipCount()).toBe(before);

		const done = await template.resume(waiting, () => sendForm(link, ['Approve', 'Fine']));
		const { allocationId, ipAddress } = itemOf(done, 'Allocate and Associate');
		expect(textOf(done, 'Put Message to Requester Here')).toBe(
			`The Elastic IP ${String(ipAddress)} (${String(allocationId)}) is associated with i-approved.`,
		);
		expect(await simulator().eip(String(allocationId))).toMatchObject({
			status: 'InUse',
			instanceId: 'i-approved',
			bandwidth: 7,
			name: 'i-approved',
			tags: [{ key: 'requested-by', value: 'Li Na' }],
		});
	});

	test('buys nothing when it is declined', async () => {
		const before = await eipCount();
		const { waiting, link } = await ask(SAMPLE_IDS.ecs);
		const done = await template.resume(waiting, () => sendForm(link, ['Decline', 'Too many']));
		expect(textOf(done, 'Put Message to Requester Here')).toBe('Declined. Too many');
		expect(hasRun(done, 'Allocate and Associate')).toBe(false);
		expect(await eipCount()).toBe(before);
	});

	test('tells when it cannot be associated, and keeps nothing', async () => {
		const before = await eipCount();
		const { waiting, link } = await ask('i-not-there');
		const done = await template.resume(waiting, () => sendForm(link, ['Approve', '']));
		expect(textOf(done, 'Put Message to Requester Here')).toMatch(/^Approved, but .*i-not-there/);
		expect(await eipCount()).toBe(before);
	});

	test('lets nobody decide who does not have the whole link', async () => {
		const { waiting, link } = await ask(SAMPLE_IDS.ecs);
		const stranger = await fetch(link.split('?')[0], { method: 'POST', body: new FormData() });
		expect(stranger.status).toBe(401);
		await template.resume(waiting, () => sendForm(link, ['Decline', '']));
	});
});
