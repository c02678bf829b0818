/** Writes the tables of the README from the code. Run: npm run docs */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { fillIn, readmeTables } from './tables';

async function main() {
	const path = join(__dirname, '..', '..', '..', 'README.md');
	const text = fillIn(readFileSync(path, 'utf8'), readmeTables());
	writeFileSync(path, await format(text, { ...(await resolveConfig(path)), parser: 'markdown' }));
}

void main();
