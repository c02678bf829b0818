import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY, readJson } from '../../test/support/repository';
import { table } from './markdown';

interface Example {
	name: string;
	nodes: Array<{ type: string; parameters: { content?: string } }>;
}

/** The files in `examples/`, by their numbers. */
export function exampleFiles(): Map<number, string> {
	const files = readdirSync(join(REPOSITORY, 'examples'))
		.filter((file) => file.endsWith('.json'))
		.sort((one, other) => one.localeCompare(other, 'en', { numeric: true }));
	return new Map(files.map((file) => [Number.parseInt(file, 10), file]));
}

/** The workflows of `examples/`, with what their first note says they do; for a page in `docs/`. */
export function examplesTable(): string {
	return table(
		['', 'Workflow', 'What it does'],
		[...exampleFiles()].map(([number, file]) => {
			const { name, nodes } = readJson<Example>(join(REPOSITORY, 'examples', file));
			const note = nodes.find(({ type }) => type.endsWith('.stickyNote'))?.parameters.content;
			const link = `[${name.replace(/^\d+\s+/, '')}](../examples/${file})`;
			return [String(number), link, firstParagraph(note)];
		}),
	);
}

/** The first paragraph below the headings of a note. */
function firstParagraph(note = ''): string {
	const paragraphs = note.split(/\n\s*\n|\n(?=#)|(?<=^#.*)\n/m).map((text) => text.trim());
	return paragraphs.find((text) => text !== '' && !text.startsWith('#')) ?? '';
}
