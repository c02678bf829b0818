import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findOperation } from '../../nodes/AlibabaCloudEip/resources';
import { ACTIVE_KEY, type Simulator, startSimulator } from '../simulator';
import { CREDENTIAL_TYPE, credentialData } from '../support/examples';
import { type N8nClient, failureOf, outputOf } from '../support/n8nClient';
import { REPOSITORY } from '../support/repository';
import { examples } from '../../scripts/schemas/examples';
import { SCHEMA_FOLDER } from '../../scripts/schemas/generateSchemas';
import { type Schema } from '../../scripts/schemas/inferSchema';
import { allOperations } from '../../scripts/schemas/operations';
import { fillWorld } from '../../scripts/schemas/world';
import { signedIn } from './environment';
import { START, operationNode } from './operationNodes';

jest.setTimeout(120_000);

let n8n: N8nClient;
let simulator: Simulator;
let credential: { id: string; name: string };

beforeAll(async () => {
	n8n = await signedIn();
	simulator = await startSimulator({ eipQuota: 1_000 });
	credential = await n8n.createCredential({
		name: 'Every operation',
		type: CREDENTIAL_TYPE,
		data: credentialData(simulator.url, ACTIVE_KEY),
	});
});

afterAll(async () => {
	await simulator?.close();
});

beforeEach(() => simulator.reset());

/** Runs the calls that the output schemas are made of, each in a node of its own. */
async function runExample(operation: string) {
	const nodes = examples[operation](fillWorld(simulator)).map((parameters, index) => ({
		...operationNode(`Call ${index + 1}`, operation, parameters, credential),
		// n8n runs branches from top to bottom.
		position: [200, 200 * index] as [number, number],
	}));
	const { id } = await n8n.createWorkflow({
		name: operation,
		nodes: [START, ...nodes],
		connections: {
			[START.name]: { main: [nodes.map(({ name }) => ({ node: name, type: 'main', index: 0 }))] },
		},
	});
	const execution = await n8n.runWorkflow(id, START.name);
	return { execution, outputs: nodes.map(({ name }) => outputOf(execution, name)) };
}

function fieldsOf(operation: string): string[] {
	const path = join(REPOSITORY, SCHEMA_FOLDER, `${operation}.json`);
	return Object.keys((JSON.parse(readFileSync(path, 'utf8')) as Schema).properties ?? {});
}

describe('In a real n8n', () => {
	test.each(allOperations())(
		'%s calls its API action and puts out what is described',
		async (name) => {
			const { execution, outputs } = await runExample(name);
			expect([execution.status, failureOf(execution)]).toEqual(['success', undefined]);
			for (const items of outputs) expect(items).not.toHaveLength(0);
			const fields = new Set(outputs.flat().flatMap((item) => Object.keys(item)));
			expect([...fields].sort()).toEqual(fieldsOf(name).sort());

			const [resource, operation] = name.split('/');
			const called = simulator.requests.map(({ action }) => action);
			for (const action of findOperation(resource, operation).apiAction.split(', ')) {
				expect(called).toContain(action);
			}
		},
	);
});
