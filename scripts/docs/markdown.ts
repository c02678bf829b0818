/** A table; what would break it is escaped. */
export function table(head: string[], rows: string[][]): string {
	const line = (cells: string[]) =>
		`| ${cells.map((cell) => cell.replace(/\|/g, '\\|').replace(/\s+/g, ' ')).join(' | ')} |`;
	return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A block of JSON. What has no objects or lists in it stands in one line where it fits. */
export function json(value: unknown): string {
	const text = JSON.stringify(value, null, '\t').replace(
		/(?<=: )[[{]\n[^[\]{}]*?\n\t*[\]}]/g,
		(flat) => {
			const line = flat.replace(/\s*\n\t*/g, ' ').replace(/^\[ | \]$/g, (edge) => edge.trim());
			return line.length > 70 ? flat : line;
		},
	);
	return `\`\`\`json\n${text}\n\`\`\``;
}

/** A picture of `.github/images`, light and dark, on a page in `docs/`. */
export function picture(name: string, what: string): string {
	const file = (theme: string) => `../.github/images/${name}-${theme}.png`;
	return [
		'<picture>',
		`  <source media="(prefers-color-scheme: dark)" srcset="${file('dark')}">`,
		`  <img alt="${what}" src="${file('light')}">`,
		'</picture>',
	].join('\n');
}

/** The anchor that GitHub makes of a heading. */
export function anchorOf(heading: string): string {
	return heading
		.toLowerCase()
		.replace(/[^a-z0-9 _-]/g, '')
		.replace(/ /g, '-');
}

/** `one`, `one or two`, `one, two or three`. */
export function oneOf(words: string[]): string {
	if (words.length < 2) return words.join('');
	return `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}

/** The note on top of a page that nobody should edit. */
export const GENERATED = '<!-- Written by `npm run docs` from the code. Do not edit. -->';

/** Puts texts into their places: `<!-- generated: name -->` … `<!-- end -->`. */
export function fillIn(page: string, texts: Record<string, string>): string {
	return page.replace(
		/(<!-- generated: ([a-z -]+) -->\n)[\s\S]*?(<!-- end -->)/g,
		(_place, start: string, name: string, end: string) => {
			if (!(name in texts)) throw new Error(`There is no text '${name}'`);
			return `${start}\n${texts[name]}\n\n${end}`;
		},
	);
}
