import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { IDataObject } from 'n8n-workflow';
import { credentialFor, useSimulator } from '../setup';

/**
 * n8n's RoutingNode begins one item after the other and listens to them when it has begun all. What is
 * rejected before, or after it has left the run, is an unhandled rejection, which ends the process.
 */

const test$ = useSimulator();

async function run(
	items: IDataObject[],
	more: IDataObject = {},
): Promise<{ message?: string; unhandled: string[] }> {
	const child = spawn(
		process.execPath,
		['--import', 'tsx', join(__dirname, '..', 'unhandledOutsideJest.ts')],
		{ stdio: ['pipe', 'pipe', 'inherit'] },
	);
	child.stdin.end(
		JSON.stringify({
			parameters: {
				resource: 'elasticIp',
				operation: 'allocate',
				bandwidth: '={{ $json.bandwidth }}',
				name: "={{ $json.fails ? $('Nowhere').first().json.name : 'a' }}",
				options: { timeLimit: 5 },
				...more,
			},
			credential: credentialFor(test$.simulator),
			items,
		}),
	);
	// n8n itself writes the error there, too.
	const last = (await text(child.stdout)).trim().split('\n').at(-1) ?? '';
	return JSON.parse(last) as { message?: string; unhandled: string[] };
}

const good = { bandwidth: 5 };
const refused = { bandwidth: 'many' };
const unreadable = { bandwidth: 5, fails: true };

test.each([
	['refused before anything is sent, beside one whose expression fails', [refused, unreadable]],
	['two refused and two good ones before it', [refused, good, refused, good, unreadable]],
])(
	'%s',
	async (_name, items) => {
		const { message, unhandled } = await run(items);
		expect(message).toBe("Referenced node doesn't exist");
		expect(unhandled).toEqual([]);
		expect(test$.simulator.eips()).toEqual([]);
	},
	30_000,
);

const batches = {
	requestOptions: { batching: { batch: { batchSize: 1, batchInterval: 600 } } },
};

test('refused while the later batches have not begun', async () => {
	const { message, unhandled } = await run([refused, good, good], batches);
	expect(message).toContain('is not a whole number');
	expect(unhandled).toEqual([]);
}, 30_000);

test('refused in a batch before one whose expression fails', async () => {
	const { message, unhandled } = await run([refused, good, unreadable], batches);
	expect(message).toBe("Referenced node doesn't exist");
	expect(unhandled).toEqual([]);
}, 30_000);
