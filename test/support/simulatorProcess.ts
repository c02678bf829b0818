import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type SimulatorClient, connectSimulator } from '../simulator/client';
import { start } from './processes';
import { REPOSITORY } from './repository';
import { GiveUp, waitFor } from './waitFor';

export interface SimulatorProcessOptions {
	/** 0 for any free one. */
	port: number;
	logFile: string;
	/** How many seconds binding, unbinding and releasing take. */
	seconds?: number;
}

/** The simulator as a process of its own. */
export interface SimulatorProcess {
	readonly client: SimulatorClient;
	readonly url: string;
	stop(): Promise<void>;
}

/** Starts the simulator with its sample data and waits until it listens. */
export async function startSimulatorProcess(
	options: SimulatorProcessOptions,
): Promise<SimulatorProcess> {
	const { port, logFile, seconds = 1 } = options;
	// What an earlier one wrote says nothing about this one.
	const begin = existsSync(logFile) ? statSync(logFile).size : 0;
	const simulator = start(
		process.execPath,
		[
			...['--import', 'tsx', join(REPOSITORY, 'test', 'simulator', 'main.ts')],
			...['--port', String(port), '--sample', '--seconds', String(seconds)],
		],
		{ cwd: REPOSITORY, logFile },
	);
	const url = await waitFor(
		() => {
			const log = readFileSync(logFile).subarray(begin).toString('utf8');
			if (simulator.ended() !== undefined) {
				throw new GiveUp(`The simulator ended while starting:\n${log.slice(-2000)}`);
			}
			return log.match(/^http:\/\/\S+$/gm)?.at(-1);
		},
		{ what: 'The start of the simulator', timeout: 30_000, interval: 50 },
	);
	return { url, client: connectSimulator(url), stop: () => simulator.stop(5_000) };
}
