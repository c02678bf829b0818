/** Fails unless a tag such as v1.2.3 is the version in package.json and CHANGELOG.md has notes for it. */
import { readFileSync } from 'node:fs';
import { notesOf } from './changelog.mjs';

const [tag = ''] = process.argv.slice(2);
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
if (tag !== `v${version}`) {
	throw new Error(`The tag is ${tag || 'missing'}, but package.json has version ${version}`);
}
notesOf(version, readFileSync('CHANGELOG.md', 'utf8'));
