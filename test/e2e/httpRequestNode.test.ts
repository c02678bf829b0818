import type { INode, INodeParameters } from 'n8n-workflow';
import { ACTIVE_KEY } from '../simulator/accounts';
import { REGIONS } from '../simulator/facts/regions';
import { CREDENTIAL_TYPE, credentialData } from '../support/examples';
import { type Execution, type N8nClient, failureOf, outputOf } from '../support/n8nClient';
import { signedIn, simulator } from './environment';
import { WRONG_SECRET } from './keys';

jest.setTimeout(180_000);

/** Another product's API: ECS. One value has all characters that signatures go wrong with. */
const PARAMETERS = {
	Action: 'DescribeRegions',
	Version: '2014-05-26',
	AcceptLanguage: 'en-US',
	ResourceType: "a b+c*d~e/f=g&h%i'j(k)!中文",
};

const pairs = (values: Record<string, string>) => ({
	parameters: Object.entries(values).map(([name, value]) => ({ name, value })),
});

/** The three ways to hand parameters over, as the form of the HTTP Request node has them. */
const WAYS: Array<{ name: string; parameters: INodeParameters }> = [
	{
		name: 'GET',
		parameters: { method: 'GET', sendQuery: true, queryParameters: pairs(PARAMETERS) },
	},
	{
		name: 'POST with a query',
		parameters: { method: 'POST', sendQuery: true, queryParameters: pairs(PARAMETERS) },
	},
	{
		name: 'POST with a form body',
		parameters: {
			...{ method: 'POST', sendBody: true, contentType: 'form-urlencoded' },
			bodyParameters: pairs(PARAMETERS),
		},
	},
];

const METHODS = ['ACS3-HMAC-SHA256', 'HMAC-SHA1'];

const CASES = METHODS.flatMap((signatureMethod) =>
	WAYS.map(({ name, parameters }) => ({ signatureMethod, name, parameters })),
);

let n8n: N8nClient;

beforeAll(async () => {
	n8n = await signedIn();
});

/** Runs a workflow with an HTTP Request node that uses the credential. */
async function send(
	parameters: INodeParameters,
	fields: Record<string, string>,
): Promise<Execution> {
	const credential = await n8n.createCredential({
		...{ name: 'For HTTP requests', type: CREDENTIAL_TYPE },
		data: { ...credentialData(simulator().url, ACTIVE_KEY), ...fields },
	});
	const common = { typeVersion: 1, parameters: {} };
	const start: INode = {
		...common,
		...{ id: 'start', name: 'Start', type: 'n8n-nodes-base.manualTrigger', position: [0, 0] },
	};
	const http: INode = {
		...{ id: 'http', name: 'HTTP Request', type: 'n8n-nodes-base.httpRequest', typeVersion: 4.2 },
		position: [220, 0],
		parameters: {
			url: simulator().url,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: CREDENTIAL_TYPE,
			...parameters,
		},
		credentials: { [CREDENTIAL_TYPE]: credential },
	};
	const { id } = await n8n.createWorkflow({
		name: 'HTTP Request with the credential',
		nodes: [start, http],
		connections: { Start: { main: [[{ node: 'HTTP Request', type: 'main', index: 0 }]] } },
	});
	try {
		return await n8n.runWorkflow(id, 'Start');
	} finally {
		await n8n.deleteWorkflow(id);
		await n8n.deleteCredential(credential.id);
	}
}

describe('The HTTP Request node with the credential', () => {
	test.each(CASES)(
		'calls another RPC API: $signatureMethod, $name',
		async ({ signatureMethod, parameters }) => {
			const execution = await send(parameters, { signatureMethod });
			expect([execution.status, failureOf(execution)]).toEqual(['success', undefined]);
			const [reply] = outputOf(execution, 'HTTP Request');
			const { Region: regions } = reply.Regions as { Region: Array<Record<string, string>> };
			expect(regions).toHaveLength(REGIONS.length);
			expect(regions.find(({ RegionId: id }) => id === 'cn-beijing')?.LocalName).toMatch(/Beijing/);

			const [request] = await simulator().requests(1);
			expect(request).toMatchObject({
				...{ action: 'DescribeRegions', outcome: 'ok', method: parameters.method },
				signatureMethod: expect.stringMatching(signatureMethod) as string,
				parameters: expect.objectContaining({ ResourceType: PARAMETERS.ResourceType }) as object,
			});
		},
	);

	test.each(METHODS)('fails with a wrong secret: %s', async (signatureMethod) => {
		const { parameters } = WAYS[0];
		const execution = await send(parameters, { signatureMethod, accessKeySecret: WRONG_SECRET });
		expect(execution.status).toBe('error');
		expect(JSON.stringify(execution.data.resultData.error)).toContain('SignatureDoesNotMatch');
	});

	test('signs nothing for a host that is neither Alibaba Cloud nor the own endpoint', async () => {
		const before = (await simulator().requests()).length;
		const url = simulator().url.replace('127.0.0.1', 'localhost');
		const execution = await send({ ...WAYS[0].parameters, url }, {});
		expect(execution.status).toBe('error');
		expect(failureOf(execution)).toMatch(/localhost/);
		expect(await simulator().requests()).toHaveLength(before);
	});
});
