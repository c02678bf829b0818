import { mkdirSync } from 'node:fs';
import { freePort } from '../support/ports';
import { runOrFail, start } from '../support/processes';
import { GiveUp, waitFor } from '../support/waitFor';
import type { Programs } from './programs';

const HOST = '127.0.0.1';

/** A running Redis. */
export interface Queue {
	/** Settings with which n8n finds it. */
	readonly env: Readonly<Record<string, string>>;
	/** Writes everything in it into its folder. */
	dump(): Promise<void>;
	stop(): Promise<void>;
}

/** Starts a Redis of its own on this machine's own address. */
export async function startRedis(
	programs: Programs,
	folder: string,
	logFile: string,
): Promise<Queue> {
	mkdirSync(folder, { recursive: true });
	const port = await freePort();
	const server = start(
		programs.redisServer,
		[
			...['--port', String(port), '--bind', HOST, '--dir', folder, '--save', ''],
			// A dump is searched for texts.
			...['--rdbcompression', 'no'],
		],
		{ cwd: folder, logFile },
	);
	const ask = (...words: string[]) =>
		runOrFail(
			'A question to Redis',
			programs.redisCli,
			['-h', HOST, '-p', String(port), ...words],
			{
				cwd: folder,
			},
		);
	await waitFor(
		async () => {
			const end = server.ended();
			if (end !== undefined) throw new GiveUp(`Redis ended while starting (${end})`);
			return (await ask('ping')).includes('PONG');
		},
		{ what: 'The start of Redis', timeout: 30_000 },
	);
	return {
		env: { QUEUE_BULL_REDIS_HOST: HOST, QUEUE_BULL_REDIS_PORT: String(port) },
		async dump() {
			await ask('save');
		},
		stop: () => server.stop(5_000),
	};
}
