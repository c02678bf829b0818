import { lstatSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { home, simulator } from './environment';
import { SECRETS } from './keys';

jest.setTimeout(60_000);

/** Everything that n8n and the simulator have written, except the installed package. */
function* filesOf(folder: string): Generator<string> {
	for (const name of readdirSync(folder)) {
		const path = join(folder, name);
		const entry = lstatSync(path);
		if (entry.isDirectory() && name !== 'node_modules') yield* filesOf(path);
		if (entry.isFile()) yield path;
	}
}

/** A text as it may stand in a file: as it is, as part of JSON, as part of a URL, in base64. */
function spellings(text: string): string[] {
	return [
		text,
		JSON.stringify(text).slice(1, -1),
		encodeURIComponent(text),
		Buffer.from(text).toString('base64').replace(/=+$/, ''),
	];
}

function holders(text: string): string[] {
	const wanted = spellings(text).map((spelling) => Buffer.from(spelling));
	return [...filesOf(home())].filter((file) => {
		const content = readFileSync(file);
		return wanted.some((spelling) => content.includes(spelling));
	});
}

describe('What n8n has written', () => {
	test('can be searched: the Elastic IPs of the executions are found in the database', async () => {
		const released = (await simulator().journal()).find(({ change }) => change === 'released');
		expect(released).toBeDefined();
		expect(holders(String(released?.allocationId)).join()).toContain('database.sqlite');
	});

	test.each(SECRETS.map((secret, index) => ({ secret, index })))(
		'holds none of the secrets in clear ($index)',
		({ secret }) => {
			expect(holders(secret)).toEqual([]);
		},
	);
});
