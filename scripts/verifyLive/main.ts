/** `npm run verify-live`: confirms against the real API what this package assumes. */
import { createInterface } from 'node:readline/promises';
import { join } from 'node:path';
import { systemClock } from '../../nodes/AlibabaCloudEip/api/client/clock';
import { REPOSITORY, readJson } from '../../test/support/repository';
import { overNetwork } from './deliver';
import { type Options, USAGE, readOptions } from './options';
import { describeLeftOver, mask, toMarkdown } from './report';
import { verifyLive } from './verifyLive';

/** Asks the user; without a terminal there is nobody to ask. */
async function confirm(what: string, signal: AbortSignal): Promise<boolean> {
	console.error(what);
	if (!process.stdin.isTTY) throw new Error("--write asks first: use a terminal, or add '--yes'.");
	const terminal = createInterface({ input: process.stdin, output: process.stderr });
	try {
		return (await terminal.question("Type 'yes' to go on: ", { signal })).trim() === 'yes';
	} catch {
		return false;
	} finally {
		terminal.close();
	}
}

/** From now on the process ends only when what was bought is released. */
function stopOnRequest(): AbortSignal {
	const controller = new AbortController();
	const stop = (why: string) => {
		if (!controller.signal.aborted) console.error(`${why}: finishing. This may take a minute.`);
		controller.abort();
	};
	for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stop(name));
	process.on('uncaughtException', (error) => stop(error.message));
	process.on('unhandledRejection', (error) => stop(String(error)));
	// Whoever reads the output may be gone; what was bought must be released all the same.
	for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
	return controller.signal;
}

async function main(options: Options): Promise<number> {
	const { credentials, write, yes, showIds } = options;
	const secrets = { credentials, showIds };
	const signal = stopOnRequest();
	const say = (text: string) => console.error(mask(text, secrets));
	const ask = async (what: string) => {
		if (!yes) return await confirm(what, signal);
		console.error(what);
		return true;
	};
	const verified = await verifyLive({
		...{ credentials, signal, say, clock: systemClock, deliver: overNetwork() },
		...(write && { confirmPurchase: ask }),
	});
	const { version } = readJson<{ version: string }>(join(REPOSITORY, 'package.json'));
	const frame = {
		...{ version, time: Date.now() },
		regionId: credentials.regionId,
		endpoint: credentials.endpointType,
	};
	console.log(toMarkdown(verified.results, frame, secrets));
	const leftOver = describeLeftOver(verified.cleanedUp, credentials.regionId);
	if (leftOver !== undefined) console.error(leftOver);
	const differs = verified.results.some(({ verdict }) => verdict === 'different');
	return leftOver !== undefined || differs || signal.aborted ? 1 : 0;
}

async function start(): Promise<number> {
	const options = readOptions(process.argv.slice(2), process.env);
	if (options) return await main(options);
	console.log(USAGE);
	return 0;
}

start()
	.catch((error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		return 1;
	})
	.then((code) => {
		// Set, not exit(): the table may still be on its way through a pipe.
		process.exitCode = code;
	});
