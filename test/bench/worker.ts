/** Runs one benchmark in a process of its own, so that none is slowed down by what others left behind. */
import 'reflect-metadata';
import { benchmarks } from './benchmarks';
import type { Setting } from './parts/Benchmark';

async function main(): Promise<void> {
	const [name, text] = process.argv.slice(2);
	const outcome = await benchmarks[name].run(JSON.parse(text) as Setting);
	process.send?.(outcome);
}

main().then(
	// n8n-core starts timers on load that would keep the process alive.
	() => process.disconnect(),
	(error: unknown) => {
		console.error(error);
		process.exitCode = 1;
		process.disconnect();
	},
);
process.on('disconnect', () => process.exit());
