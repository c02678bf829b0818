import type { INodeTypeDescription } from 'n8n-workflow';
import { CREDENTIAL_TYPE } from '../support/examples';
import { PACKAGE_NAME } from '../support/repository';
import { signedIn } from './environment';

let types: INodeTypeDescription[];

beforeAll(async () => {
	types = await (await signedIn()).nodeTypes();
});

const find = (name: string) => types.filter((type) => type.name === `${PACKAGE_NAME}.${name}`);

const parametersOf = ([type]: INodeTypeDescription[]) => type.properties.map(({ name }) => name);

describe('The package in n8n', () => {
	test('brings exactly its two nodes and the tool that n8n makes of one', () => {
		const own = types.map(({ name }) => name).filter((name) => name.startsWith(`${PACKAGE_NAME}.`));
		expect([...new Set(own)].sort()).toEqual([
			`${PACKAGE_NAME}.alibabaCloudEip`,
			`${PACKAGE_NAME}.alibabaCloudEipTool`,
			`${PACKAGE_NAME}.alibabaCloudEipTrigger`,
		]);
	});

	test('brings the credential, which both nodes use', async () => {
		const credential = (await (await signedIn()).credentialTypes()).find(
			({ name }) => name === CREDENTIAL_TYPE,
		);
		expect(credential?.displayName).toBe('Alibaba Cloud AccessKey API');
		expect(credential?.supportedNodes).toEqual(
			expect.arrayContaining([
				`${PACKAGE_NAME}.alibabaCloudEip`,
				`${PACKAGE_NAME}.alibabaCloudEipTrigger`,
			]),
		);
	});

	test('shows every icon it names', async () => {
		const client = await signedIn();
		const urls = [...find('alibabaCloudEip'), ...find('alibabaCloudEipTrigger')]
			.flatMap(({ iconUrl }) =>
				typeof iconUrl === 'string' ? iconUrl : Object.values(iconUrl ?? {}),
			)
			.filter((url) => url !== undefined);
		expect(urls.length).toBeGreaterThanOrEqual(4);
		for (const url of new Set(urls)) {
			const response = await fetch(`${client.url}/${url}`);
			expect([url, response.status]).toEqual([url, 200]);
			expect(await response.text()).toContain('<svg');
		}
	});

	test('offers the action node to AI agents, with a description for them', () => {
		const tool = find('alibabaCloudEipTool');
		expect(tool).not.toHaveLength(0);
		expect(tool[0].outputs).toEqual(['ai_tool']);
		expect(parametersOf(tool)).toEqual(
			expect.arrayContaining(['toolDescription', 'resource', 'operation', 'allocationId']),
		);
	});

	test('has codex data: n8n files the nodes in a category', () => {
		for (const name of ['alibabaCloudEip', 'alibabaCloudEipTrigger']) {
			expect(find(name)[0].codex?.categories).toContain('Development');
		}
	});
});
