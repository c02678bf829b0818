import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SimulatorClient, connectSimulator } from '../simulator/client';
import { N8nClient } from '../support/n8nClient';

/** The parts that `npm run test:e2e` has started before Jest. */
function given(name: string): string {
	const value = process.env[name];
	if (!value) throw new Error(`${name} is not set: start these tests with \`npm run test:e2e\`.`);
	return value;
}

/** Everything that the tests leave behind is below this folder; it is removed after them. */
export const traces = () => given('E2E_TRACES');

export const n8nUrl = () => given('E2E_N8N_URL');

export const simulator = (): SimulatorClient => connectSimulator(given('E2E_SIMULATOR_URL'));

/** The packed package, for tests that start an n8n of their own. */
export const tarball = () => given('E2E_TARBALL');

export const chromiumPath = () => given('E2E_CHROMIUM');

let screenshots: string | undefined;

/** Where screenshots go. */
export function screenshotFolder(): string {
	screenshots ??= process.env.E2E_SCREENSHOTS ?? mkdtempSync(join(tmpdir(), 'eip-screenshots-'));
	mkdirSync(screenshots, { recursive: true });
	return screenshots;
}

/** Where the sources of the pages go that screenshots show. */
export function pageFolder(): string {
	const folder = join(traces(), 'pages');
	mkdirSync(folder, { recursive: true });
	return folder;
}

/** A client that has signed in. */
export async function signedIn(): Promise<N8nClient> {
	const client = new N8nClient(n8nUrl());
	await client.login();
	return client;
}
