import type { Row } from './Benchmark';

/** Three digits that count, and no more. */
export function toText(value: number): string {
	if (value >= 100 || Number.isInteger(value)) {
		return Math.round(value)
			.toString()
			.replace(/\B(?=(\d{3})+$)/g, ',');
	}
	return value.toPrecision(3);
}

function ratioOf({ ratio, value, peer }: Row): string {
	if (peer?.value === undefined) return '';
	const found = ratio ?? value / peer.value;
	return Number.isFinite(found) ? found.toFixed(2) : '';
}

/** A dash where the other one cannot do the same. */
function peerText({ peer }: Row): string {
	if (!peer) return '';
	return peer.value === undefined ? '–' : toText(peer.value);
}

const HEADER = ['', 'Measured', 'This package', 'Compared with', 'Value', 'Ratio', 'Goal', ''];

/** The results as one Markdown table. A ratio below 1 is in our favour, but for rates. */
export function toTable(sections: Array<{ title: string; rows: Row[] }>): string {
	const lines = sections.flatMap(({ title, rows }) => [
		[`**${title}**`, ...HEADER.slice(1).map(() => '')],
		...rows.map((row) => [
			row.what,
			row.measure,
			toText(row.value),
			row.peer?.name ?? '',
			peerText(row),
			ratioOf(row),
			row.goal?.text ?? '',
			row.goal ? (row.goal.isMet ? 'reached' : 'not reached') : '',
		]),
	]);
	const all = [HEADER, ...lines];
	const widths = HEADER.map((_, column) =>
		Math.max(3, ...all.map((cells) => cells[column].length)),
	);
	const toLine = (cells: string[]) =>
		`| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
	return [
		toLine(HEADER),
		toLine(widths.map((width) => '-'.repeat(width))),
		...lines.map(toLine),
	].join('\n');
}
