import { type Execution, outputOf } from '../../support/n8nClient';
import { Template } from '../Template';
import { MailServer } from '../agent/MailServer';
import { ScriptedModel, type Turn } from '../agent/ScriptedModel';
import { signedIn, simulator } from '../environment';
import { MODEL_KEY } from '../keys';

jest.setTimeout(180_000);

const CHAT = 'When Chat Message Received';

const template = Template.opened('12-ai-agent');

let model: ScriptedModel;
let mail: MailServer;
const credentialIds: string[] = [];

beforeAll(async () => {
	model = await ScriptedModel.start();
	mail = await MailServer.start();
});

afterAll(async () => {
	const n8n = await signedIn();
	for (const id of credentialIds) await n8n.deleteCredential(id);
	model.stop();
	mail.stop();
});

async function createCredential(name: string, type: string, data: Record<string, unknown>) {
	const credential = await (await signedIn()).createCredential({ name, type, data });
	credentialIds.push(credential.id);
	return { [type]: { id: credential.id, name } };
}

let credentials: { model: object; mail: object } | undefined;

/** Writes into the chat; the execution then ends, or waits for a person. */
async function chat(chatInput: string): Promise<Execution> {
	credentials ??= {
		model: await createCredential('Scripted model', 'openAiApi', {
			...{ apiKey: MODEL_KEY, url: model.url, header: false },
		}),
		mail: await createCredential('Mail', 'smtp', {
			...{ user: '', password: '', host: '127.0.0.1', port: mail.port, secure: false },
			disableStartTls: true,
		}),
	};
	await template.change(
		{
			'OpenAI Chat Model': { credentials: { ...credentials.model } },
			'Ask a Person': { credentials: { ...credentials.mail } },
		},
		{ pinData: { [CHAT]: [{ json: { chatInput, sessionId: 'test', action: 'sendMessage' } }] } },
	);
	const id = await (await signedIn()).startWorkflow(template.id, CHAT);
	return await template.whenAtRest(id);
}

const answer = (execution: Execution) => outputOf(execution, 'AI Agent').at(-1)?.output;

/** Clicks on a button in the mail, as a person with a browser does. */
async function click(label: string): Promise<void> {
	const response = await fetch(mail.linkOf(label), {
		headers: {
			'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0',
		},
	});
	expect(response.status).toBe(200);
}

/** The call of the tool behind the human review: n8n asks the model for two sets of values then. */
const release = (allocationId: string): Turn => ({
	tool: 'Release_Elastic_IP',
	with: { toolParameters: { Elastic_IP: allocationId }, hitlParameters: {} },
});

async function spare(): Promise<string> {
	return (await simulator().addEips(1, { name: 'spare for the agent' }))[0].allocationId;
}

describe('An AI agent with the node as its tools', () => {
	test('is offered tools with short and plain descriptions, and only the fields left to it', async () => {
		model.script({ say: 'Hello.' });
		const execution = await chat('Hello');
		expect([execution.status, answer(execution)]).toEqual(['success', 'Hello.']);
		const tools = model.tools();
		expect(tools.map(({ name }) => name).sort()).toEqual([
			'Allocate_Elastic_IP',
			'List_Elastic_IPs',
			'Release_Elastic_IP',
		]);
		const fieldsOf = (name: string) =>
			tools.find((tool) => tool.name === name)?.parameters.properties ?? {};
		expect(fieldsOf('Allocate_Elastic_IP')).toMatchObject({
			Peak_Bandwidth: { type: 'number', description: 'Peak bandwidth in Mbit/s' },
			Name: { type: 'string', description: 'What the Elastic IP is for, in a few words' },
		});
		expect(JSON.stringify(fieldsOf('Release_Elastic_IP'))).toContain('begins with eip-');
		for (const { name, description } of tools) {
			expect([name, description]).toEqual([name, expect.stringMatching(/^[^{}<>]{10,120}$/)]);
		}
	});

	test('lists Elastic IPs', async () => {
		const allocationId = await spare();
		model.script({ tool: 'List_Elastic_IPs', with: {} }, { say: 'There are some.' });
		const execution = await chat('Which Elastic IPs are there?');
		expect(answer(execution)).toBe('There are some.');
		const [result] = model.toolResults();
		for (const eip of await simulator().eips('cn-hangzhou')) {
			expect(result).toContain(eip.allocationId);
		}
		expect(result).toContain(allocationId);
	});

	test('allocates one with the name and the bandwidth that the model chose', async () => {
		model.script(
			{ tool: 'Allocate_Elastic_IP', with: { Peak_Bandwidth: 8, Name: 'for the agent' } },
			{ say: 'Done.' },
		);
		const execution = await chat('I need an Elastic IP with 8 Mbit/s');
		expect([execution.status, answer(execution)]).toEqual(['success', 'Done.']);
		const bought = (await simulator().eips()).filter(({ name }) => name === 'for the agent');
		expect(bought).toMatchObject([{ bandwidth: 8, chargeType: 'PostPaid', region: 'cn-hangzhou' }]);
		expect(model.toolResults()[0]).toContain(bought[0].allocationId);
	});

	test('releases nothing without a person', async () => {
		const allocationId = await spare();
		model.script(release(allocationId), { say: 'It was not approved.' });
		const waiting = await chat(`Release ${allocationId}`);
		expect(waiting.status).toBe('waiting');
		expect(await simulator().eip(allocationId)).toMatchObject({ status: 'Available' });
		expect(mail.mails.at(-1)).toContain(allocationId);

		const done = await template.resume(waiting, () => click('Decline'));
		expect(answer(done)).toBe('It was not approved.');
		expect(await simulator().eip(allocationId)).toMatchObject({ status: 'Available' });
		expect(model.toolResults()[0]).toMatch(/rejected/);
	});

	test('releases it after a person has approved', async () => {
		const allocationId = await spare();
		model.script(release(allocationId), { say: 'Released.' });
		const waiting = await chat(`Release ${allocationId}`);
		expect(waiting.status).toBe('waiting');
		const done = await template.resume(waiting, () => click('Approve'));
		expect(answer(done)).toBe('Released.');
		expect(await simulator().eip(allocationId)).toBeUndefined();
		expect(model.toolResults()[0]).toMatch(/"deleted":\s*true/);
	});

	test('reads why it cannot be released, even when a person has approved', async () => {
		const { id: instanceId } = await simulator().addInstance({
			...{ type: 'EcsInstance', id: 'i-of-agent' },
		});
		const [{ allocationId }] = await simulator().addEips(1, { name: 'busy', instanceId });
		model.script(release(allocationId), { say: 'It is in use.' });
		const waiting = await chat(`Release ${allocationId}`);
		const done = await template.resume(waiting, () => click('Approve'));
		expect(answer(done)).toBe('It is in use.');
		expect(model.toolResults()[0]).toContain(instanceId);
		expect(await simulator().eip(allocationId)).toMatchObject({ status: 'InUse', instanceId });
	});
});
