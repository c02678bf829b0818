/**
 * How long one item takes: 100 items of `get` through n8n-core's WorkflowExecute and real HTTP to a
 * simulator in a process of its own, with both expression engines of n8n. Prints a table.
 *
 * Run: npm run bench
 */
import 'reflect-metadata';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Expression } from 'n8n-workflow';
import { runNode } from '../engine/harness';
import { ACTIVE_KEY } from '../simulator';
import { startSimulatorProcess } from '../tools/runtime/simulatorProcess';

const ITEMS = 100;
const RUNS = 9;

async function main() {
	const folder = mkdtempSync(join(tmpdir(), 'bench-'));
	process.env.N8N_USER_FOLDER = folder;
	process.env.N8N_LOG_LEVEL = 'silent';
	const simulator = await startSimulatorProcess({
		port: 0,
		logFile: join(folder, 'simulator.log'),
	});
	try {
		const eips = await simulator.client.addEips(ITEMS);
		const run = async () => {
			const start = performance.now();
			const cpu = process.cpuUsage();
			const { error, items } = await runNode({
				parameters: {
					resource: 'elasticIp',
					operation: 'get',
					allocationId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
				},
				credential: {
					...ACTIVE_KEY,
					regionId: 'cn-hangzhou',
					endpointType: 'custom',
					endpoint: simulator.url,
				},
				items: eips.map(({ allocationId }) => ({ id: allocationId })),
			});
			if (error) throw error;
			if (items.length !== ITEMS) throw new Error(`${items.length} items came back`);
			const { user, system } = process.cpuUsage(cpu);
			return { wall: (performance.now() - start) / ITEMS, cpu: (user + system) / 1000 / ITEMS };
		};
		for (const engine of ['legacy', 'vm'] as const) {
			await Expression.initExpressionEngine({
				engine,
				bridgeTimeout: 5_000,
				bridgeMemoryLimit: 128,
				poolSize: 1,
				maxCodeCacheSize: 1_000,
			});
			await run();
			const results = [];
			for (let count = 0; count < RUNS; count++) results.push(await run());
			const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(RUNS / 2)];
			const wall = median(results.map((result) => result.wall));
			const cpu = median(results.map((result) => result.cpu));
			console.log(`${engine.padEnd(7)} ${wall.toFixed(2)} ms an item, ${cpu.toFixed(2)} ms of CPU`);
			await Expression.disposeExpressionEngine();
		}
	} finally {
		await simulator.stop();
	}
	process.exit(0);
}

void main();
