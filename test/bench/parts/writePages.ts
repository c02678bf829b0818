import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from '../../support/repository';
import type { Row } from './Benchmark';
import { toTable } from './table';

interface Section {
	title: string;
	rows: Row[];
}

/** Puts a text between `<!-- measured -->` and `<!-- end -->`. */
function fillIn(path: string, text: string): void {
	const file = join(REPOSITORY, path);
	const page = readFileSync(file, 'utf8');
	const place = /(<!-- measured -->\n)[\s\S]*?(<!-- end -->)/;
	if (!place.test(page)) throw new Error(`${path} has no place for what was measured`);
	writeFileSync(
		file,
		page.replace(place, (_found, start: string, end: string) => `${start}\n${text}\n\n${end}`),
	);
}

/** Writes all rows into the page of benchmarks, and those with a goal into the README. */
export function writePages(sections: Section[], machine: string): void {
	const withGoal = sections
		.map(({ title, rows }) => ({ title, rows: rows.filter(({ goal }) => goal) }))
		.filter(({ rows }) => rows.length > 0);
	fillIn('docs/benchmarks.md', `${toTable(sections)}\n\n${machine}`);
	fillIn('README.md', `${toTable(withGoal)}\n\n${machine}`);
}
