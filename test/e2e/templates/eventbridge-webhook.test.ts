import { randomUUID } from 'node:crypto';
import { outputOf } from '../../support/n8nClient';
import { Template, hasRun, publicUrl, textOf } from '../Template';
import { simulator } from '../environment';

jest.setTimeout(180_000);

/** What EventBridge sends with each event: the "Token" of its target. */
const TOKEN = { name: 'x-eventbridge-signature-token', value: 'only for this test' };

const template = Template.active('11-eventbridge-webhook', async (opened) => {
	await opened.createCredential('From EventBridge', 'httpHeaderAuth', TOKEN);
});

/** An event as EventBridge pushes it: a CloudEvents envelope around what ActionTrail noted. */
function event(allocationId: string, eventName: string, type = 'vpc:ActionTrail:ApiCall') {
	return {
		id: randomUUID(),
		source: 'acs.vpc',
		specversion: '1.0',
		type,
		subject: `acs:vpc:cn-beijing:1000000000000001:eip/${allocationId}`,
		datacontenttype: 'application/json;charset=utf-8',
		time: new Date().toISOString(),
		aliyunregionid: 'cn-beijing',
		aliyunaccountid: '1000000000000001',
		data: {
			eventName,
			eventRW: 'Write',
			serviceName: 'Vpc',
			acsRegion: 'cn-beijing',
			userIdentity: { type: 'ram-user', userName: 'li.na' },
			requestParameters: { AllocationId: allocationId },
		},
	};
}

const post = async (body: unknown, token?: string) =>
	await fetch(publicUrl('webhook', 'alibaba-cloud-eventbridge'), {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...(token && { [TOKEN.name]: token }) },
		body: JSON.stringify(body),
	});

const send = (body: unknown) =>
	template.executionOf(async () => {
		expect((await post(body, TOKEN.value)).status).toBe(200);
	});

describe('Changes from EventBridge', () => {
	test('tells who did what, and how the Elastic IP really is', async () => {
		await simulator().addInstance({ type: 'EcsInstance', id: 'i-pushed', region: 'cn-beijing' });
		const [{ allocationId, ipAddress }] = await simulator().addEips(1, {
			...{ region: 'cn-beijing', instanceId: 'i-pushed' },
		});
		const execution = await send(event(allocationId, 'AssociateEipAddress'));
		expect(textOf(execution, 'Put Message Here')).toBe(
			`li.na called AssociateEipAddress: ${ipAddress} (${allocationId}) is InUse, associated with i-pushed.`,
		);
	});

	test('takes nothing from those who do not know the token', async () => {
		const [{ allocationId }] = await simulator().addEips(1, { region: 'cn-beijing' });
		const before = await template.executionIds();
		for (const token of [undefined, 'guessed']) {
			expect((await post(event(allocationId, 'Forged'), token)).status).toBe(403);
		}
		expect(await template.executionIds()).toEqual(before);
	});

	test('counts an event once that comes twice', async () => {
		const [{ allocationId }] = await simulator().addEips(1, { region: 'cn-beijing' });
		const twice = event(allocationId, 'AllocateEipAddress');
		expect(outputOf(await send(twice), 'Put Message Here')).toHaveLength(1);
		const again = await send(twice);
		expect(outputOf(again, 'Put Message Here')).toEqual([]);
		expect(hasRun(again, 'Read Elastic IP')).toBe(false);
	});

	test('takes several events at a time, each of its own Elastic IP', async () => {
		const eips = await simulator().addEips(2, { region: 'cn-beijing' });
		const together = eips.map(({ allocationId }) => event(allocationId, 'AllocateEipAddress'));
		const texts = outputOf(await send(together), 'Put Message Here').map(({ text }) => text);
		expect(texts).toEqual(
			eips.map(({ allocationId, ipAddress }) =>
				expect.stringContaining(`${ipAddress} (${allocationId}) is Available`),
			),
		);
	});

	test('tells when the Elastic IP is gone', async () => {
		const [{ allocationId }] = await simulator().addEips(1, { region: 'cn-beijing' });
		await simulator().remove(allocationId);
		const execution = await send(event(allocationId, 'ReleaseEipAddress'));
		expect(textOf(execution, 'Put Message Here')).toBe(
			`li.na called ReleaseEipAddress: ${allocationId} cannot be read: The Elastic IP was not found`,
		);
	});

	test('ignores events about other things, and what is no event', async () => {
		const [{ allocationId }] = await simulator().addEips(1, { region: 'cn-beijing' });
		const requests = (await simulator().requests()).length;
		for (const body of [
			event('vpc-2ze0000000000000000', 'CreateVpc'),
			event(allocationId, 'Stopped', 'ecs:Instance:StateChange'),
			{ hello: allocationId },
			[],
		]) {
			const execution = await send(body);
			expect([execution.status, hasRun(execution, 'Read Elastic IP')]).toEqual(['success', false]);
		}
		expect(await simulator().requests()).toHaveLength(requests);
	});
});
