/** Prints the notes of a version, given by its tag. */
import { readFileSync } from 'node:fs';
import { notesOf } from './changelog.mjs';

const [tag = ''] = process.argv.slice(2);
process.stdout.write(`${notesOf(tag.replace(/^v/, ''), readFileSync('CHANGELOG.md', 'utf8'))}\n`);
