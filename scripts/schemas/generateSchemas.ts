import type { IDataObject } from 'n8n-workflow';
import { runNode } from '../../test/engine/harness';
import { credentialFor } from '../../test/engine/setup';
import { type Fault, startSimulator } from '../../test/simulator';
import { type Example, examples } from './examples';
import { inferSchema } from './inferSchema';
import { allOperations } from './operations';
import { fillWorld } from './world';

/** Where n8n looks: beside the node, by its version. */
export const SCHEMA_FOLDER = 'nodes/AlibabaCloudEip/__schema__/v1.0.0';

/** The operations have nothing to do with each other; most of their time is waiting. */
const AT_A_TIME = 8;

/**
 * Runs each operation through n8n-core against a simulator and describes what comes out.
 *
 * @returns the content of each file by its path below the repository
 * @throws Error when an operation has no example, an example is of no operation or fails
 */
export async function generateSchemas(): Promise<Map<string, string>> {
	const outputs = await forEachExample(async (operation, example) => {
		const { output, error } = await runExample(operation, example);
		if (error) throw error;
		return output;
	});
	return new Map(
		[...outputs].map(([operation, output]) => [
			`${SCHEMA_FOLDER}/${operation}.json`,
			toText(output),
		]),
	);
}

/**
 * Does something with the example of each operation, several at a time.
 *
 * @returns what came out, by operation
 * @throws Error when an operation has no example, an example is of no operation or a task fails
 */
export async function forEachExample<Result>(
	task: (operation: string, example: Example) => Promise<Result>,
): Promise<Map<string, Result>> {
	const operations = allOperations();
	const without = operations.filter((operation) => !Object.hasOwn(examples, operation));
	const beyond = Object.keys(examples).filter((operation) => !operations.includes(operation));
	if (without.length > 0) throw new Error(`Add examples for ${without.join(', ')}`);
	if (beyond.length > 0)
		throw new Error(`There are examples for no operation: ${beyond.join(', ')}`);

	const results = new Map<string, Result>();
	const failures: string[] = [];
	const waiting = [...operations];
	const work = async () => {
		for (let operation = waiting.shift(); operation; operation = waiting.shift()) {
			try {
				results.set(operation, await task(operation, examples[operation]));
			} catch (error) {
				// n8n-core hands some errors back as plain objects.
				const { message } = error as { message?: string };
				failures.push(`${operation}: ${message ?? String(error)}`);
			}
		}
	};
	await Promise.all(Array.from({ length: AT_A_TIME }, work));
	if (failures.length > 0) throw new Error(failures.join('\n'));
	return results;
}

/** What the runs of an example put out and which API actions they called, up to the first that fails. */
export async function runExample(
	operation: string,
	example: Example,
	fault?: Fault,
): Promise<{ output: IDataObject[]; actions: string[]; error?: Error }> {
	const [resource, name] = operation.split('/');
	const simulator = await startSimulator({ eipQuota: 1_000 });
	try {
		const output = [];
		let error: Error | undefined;
		for (const parameters of example(fillWorld(simulator))) {
			if (fault) simulator.faults.add(fault);
			const run = await runNode({
				parameters: { resource, operation: name, ...parameters },
				credential: credentialFor(simulator),
			});
			output.push(...run.items.map(({ json }) => json));
			error = run.error;
			if (error) break;
		}
		const actions = [...new Set(simulator.requests.map(({ action }) => action))].sort();
		return { output, actions, ...(error && { error }) };
	} finally {
		await simulator.close();
	}
}

function toText(output: IDataObject[]): string {
	// As n8n stores it: what is undefined goes, dates become text.
	const items = JSON.parse(JSON.stringify(output)) as IDataObject[];
	const text = JSON.stringify({ ...inferSchema(items), version: 1 }, null, '\t');
	// Prettier puts short lists on one line.
	return `${text.replace(/\[\s+("\w+"),\s+("\w+")\s+\]/g, '[$1, $2]')}\n`;
}
