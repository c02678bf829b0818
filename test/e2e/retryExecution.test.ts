import type { INode } from 'n8n-workflow';
import { connectInLine } from '../support/connectInLine';
import { CREDENTIAL_TYPE, simulatorCredential } from '../support/examples';
import { failureOf, outputOf } from '../support/n8nClient';
import { PACKAGE_NAME } from '../support/repository';
import { signedIn, simulator as connect } from './environment';

jest.setTimeout(180_000);

const START = 'Start';
const ALLOCATE = 'Allocate';

function node(name: string, type: string, typeVersion: number, parameters: object): INode {
	const id = `retry-${name.toLowerCase()}`;
	return { id, name, type, typeVersion, position: [0, 0], parameters: parameters as never };
}

/** Three items, an Elastic IP for each. */
function nodes(credential: { id: string; name: string }): INode[] {
	return [
		node(START, 'n8n-nodes-base.manualTrigger', 1, {}),
		node('Plan', 'n8n-nodes-base.set', 3.4, {
			mode: 'raw',
			jsonOutput: '{ "items": [{ "name": "r-0" }, { "name": "r-1" }, { "name": "r-2" }] }',
			options: {},
		}),
		node('Split', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'items', options: {} }),
		{
			...node(ALLOCATE, `${PACKAGE_NAME}.alibabaCloudEip`, 1, {
				resource: 'elasticIp',
				operation: 'allocate',
				name: '={{ $json.name }}',
			}),
			credentials: { [CREDENTIAL_TYPE]: { id: credential.id, name: credential.name } },
		},
	];
}

test('"Retry" in the list of executions buys only what is missing', async () => {
	const simulator = connect();
	const n8n = await signedIn();
	const list = nodes(simulatorCredential(simulator.url));
	const connections = connectInLine(list);
	const { id } = await n8n.createWorkflow({ name: 'Retry', nodes: list, connections });
	const bought = async () =>
		(await simulator.eips())
			.filter(({ name }) => name.startsWith('r-'))
			.map(({ allocationId }) => allocationId);

	await simulator.faults.add({
		...{ kind: 'code', action: 'AllocateEipAddress', code: 'QuotaExceeded.Eip' },
		...{ message: 'quota', status: 400, skip: 1 },
	});
	const failed = await n8n.runWorkflow(id, START);
	await simulator.faults.clear();
	expect(failureOf(failed)).toMatch(/quota/i);
	const before = await bought();
	expect(before).toHaveLength(2);

	const retried = await n8n.retryExecution(failed.id);
	expect([retried.status, failureOf(retried)]).toEqual(['success', undefined]);
	const after = await bought();
	expect(after).toHaveLength(3);
	expect(after).toEqual(expect.arrayContaining(before));
	expect(outputOf(retried, ALLOCATE).map(({ allocationId }) => allocationId)).toEqual(
		expect.arrayContaining(after),
	);
	for (const allocationId of after) await simulator.remove(allocationId);
});
