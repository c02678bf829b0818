import { join } from 'node:path';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { type RunOptions, runForItems } from '../../engine/harness';
import { ACTIVE_KEY } from '../../simulator';
import { type SimulatorProcess, startSimulatorProcess } from '../../support/simulatorProcess';
import type { Setting } from './Benchmark';

let simulators = 0;

/** Runs a benchmark against a simulator in a process of its own, so that its work is not measured. */
export async function withSimulator<Result>(
	{ temporary }: Setting,
	task: (simulator: SimulatorProcess) => Promise<Result>,
): Promise<Result> {
	const simulator = await startSimulatorProcess({
		port: 0,
		logFile: join(temporary, `simulator-${process.pid}-${++simulators}.log`),
	});
	try {
		await simulator.client.settings({ eipQuota: 1_000_000 });
		return await task(simulator);
	} finally {
		await simulator.stop();
	}
}

export function credentialFor(url: string): IDataObject {
	const { accessKeyId, accessKeySecret } = ACTIVE_KEY;
	return {
		accessKeyId,
		accessKeySecret,
		regionId: 'cn-hangzhou',
		signatureMethod: 'ACS3-HMAC-SHA256',
		endpointType: 'custom',
		endpoint: url,
	};
}

/** Adds Elastic IPs, and for each an instance that it can be bound to. @returns an item for each */
export async function addElasticIps(
	{ client }: SimulatorProcess,
	count: number,
): Promise<IDataObject[]> {
	const eips = await client.addEips(count);
	const items = eips.map(({ allocationId }, index) => ({ id: allocationId, target: `i-${index}` }));
	await Promise.all(
		items.map(async ({ target }) => await client.addInstance({ type: 'EcsInstance', id: target })),
	);
	return items;
}

/** Runs a node in a workflow with these items. @throws Error unless so many items come back */
export async function runItems(
	subject: RunOptions['subject'],
	url: string,
	parameters: INodeParameters,
	items: IDataObject[],
	expected: number,
): Promise<IDataObject[]> {
	const output = await runForItems({ subject, parameters, credential: credentialFor(url), items });
	if (output.length !== expected) {
		throw new Error(`${output.length} items came back instead of ${expected}`);
	}
	return output;
}
