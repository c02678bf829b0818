/**
 * Runs the node in a process of its own, with n8n's default expression engine (`vm`, an isolate).
 * In jest that engine can't give back times: jest's objects have prototypes of their own, and
 * n8n's decoder (`@n8n/expression-runtime`, transfer.js) does not take them for plain ones.
 *
 * Reads RunOptions as JSON from the standard input, prints the items or the message as JSON.
 */
import 'reflect-metadata';
import { text } from 'node:stream/consumers';
import { withVmEngine } from '../bench/parts/expressionEngine';
import { type RunOptions, runNode } from './harness';

async function main() {
	const options = JSON.parse(await text(process.stdin)) as RunOptions;
	const { items, error } = await withVmEngine(() => runNode(options));
	process.stdout.write(
		JSON.stringify({ items: items.map(({ json }) => json), message: error?.message }),
	);
	process.exit(0);
}

void main();
