/**
 * Runs the node in a process of its own, where a rejection that nobody takes can be seen: jest keeps
 * those to itself.
 *
 * Reads RunOptions as JSON from the standard input, prints the message and what was left unhandled.
 */
import 'reflect-metadata';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { type RunOptions, runNode } from './harness';

async function main() {
	const unhandled: string[] = [];
	process.on('unhandledRejection', (reason) => unhandled.push(String(reason)));
	const options = JSON.parse(await text(process.stdin)) as RunOptions;
	const { error } = await runNode(options);
	// What an item that n8n has left behind still does.
	await pause(3_000);
	process.stdout.write(`\n${JSON.stringify({ message: error?.message, unhandled })}`);
	process.exit(0);
}

void main();
