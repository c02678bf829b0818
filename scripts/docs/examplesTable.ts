import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY, readJson } from '../../test/support/repository';
import { table } from './markdown';

interface Example {
	name: string;
	nodes: Array<{ type: string; parameters: { content?: string } }>;
}

/** The workflows of `examples/`, with what their first note says they do. */
export function examplesTable(): string {
	const files = readdirSync(join(REPOSITORY, 'examples'))
		.filter((file) => file.endsWith('.json'))
		.sort((one, other) => one.localeCompare(other, 'en', { numeric: true }));
	return table(
		['Workflow', 'What it does'],
		files.map((file) => {
			const { name, nodes } = readJson<Example>(join(REPOSITORY, 'examples', file));
			const note = nodes.find(({ type }) => type.endsWith('.stickyNote'))?.parameters.content;
			return [`[${name.replace(/^\d+\s+/, '')}](examples/${file})`, firstParagraph(note)];
		}),
	);
}

/** The first paragraph below the headings of a note. */
function firstParagraph(note = ''): string {
	const paragraphs = note.split(/\n\s*\n|\n(?=#)|(?<=^#.*)\n/m).map((text) => text.trim());
	return paragraphs.find((text) => text !== '' && !text.startsWith('#')) ?? '';
}
