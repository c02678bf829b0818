import { lstatSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** All files below a folder, except installed packages. */
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

/** The files below a folder in which a text stands, however it is spelled. */
export function filesWith(folder: string, text: string): string[] {
	const wanted = spellings(text).map((spelling) => Buffer.from(spelling));
	return [...filesOf(folder)].filter((file) => {
		const content = readFileSync(file);
		return wanted.some((spelling) => content.includes(spelling));
	});
}
