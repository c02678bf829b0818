import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from '../../support/repository';
import type { Row } from './Benchmark';
import { toTable } from './table';

interface Section {
	title: string;
	rows: Row[];
}

/** Puts a text between `<!-- measured: name -->` and `<!-- end -->`. */
function fillIn(path: string, name: string, text: string): void {
	const file = join(REPOSITORY, path);
	const page = readFileSync(file, 'utf8');
	const place = new RegExp(`(<!-- measured: ${name} -->\\n)[\\s\\S]*?(<!-- end -->)`);
	if (!place.test(page)) throw new Error(`${path} has no place for the ${name}`);
	writeFileSync(
		file,
		page.replace(place, (_found, start: string, end: string) => `${start}\n${text}\n\n${end}`),
	);
}

/** Writes all rows into the page of benchmarks, those with a goal before the others. */
export function writePages(sections: Section[], machine: string): void {
	const some = (wanted: (row: Row) => boolean) =>
		sections
			.map(({ title, rows }) => ({ title, rows: rows.filter(wanted) }))
			.filter(({ rows }) => rows.length > 0);
	const page = 'docs/benchmarks.md';
	fillIn(page, 'goals', toTable(some(({ goal }) => Boolean(goal))));
	fillIn(page, 'others', `${toTable(some(({ goal }) => !goal))}\n\n${machine}`);
}
