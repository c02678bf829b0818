import type { TriggerEvent } from '../../../nodes/AlibabaCloudEip/trigger/events/TriggerEvent';
import { waitFor } from '../../support/waitFor';
import { expectedEvents, toLine } from './expectedEvents';
import type { Watch } from './Watch';

/** What a step came to. */
export interface Row {
	step: string;
	/** Entries in the simulator's journal. */
	changes: number;
	expected: number;
	reported: number;
	/** Events whose ID was there before. */
	doubled: string[];
	missing: string[];
	invented: string[];
}

/** Compares what the trigger reports with the simulator's journal, step by step. */
export class Comparison {
	readonly rows: Row[] = [];

	#entries = 0;

	#events = 0;

	readonly #ids = new Set<string>();

	constructor(private readonly watch: Watch) {}

	/**
	 * Waits for the events of all changes since the last time, and a poll longer for those that should
	 * not come; then adds what came to the row of this step.
	 *
	 * @param isWatched whether the trigger is to report about this Elastic IP
	 */
	async compare(step: string, isWatched: (allocationId: string) => boolean = () => true) {
		const entries = this.watch.simulator.journal.slice(this.#entries);
		this.#entries += entries.length;
		const expected = expectedEvents(entries.filter(({ allocationId }) => isWatched(allocationId)));
		const events = await this.#wait(expected.length);

		const doubled = [];
		for (const event of events) {
			if (this.#ids.has(event.eventId)) doubled.push(toLine(event));
			this.#ids.add(event.eventId);
		}
		const lines = events.map(toLine);
		const row = this.#rowOf(step);
		row.changes += entries.length;
		row.expected += expected.length;
		row.reported += events.length;
		row.doubled.push(...doubled);
		row.missing.push(...without(expected, lines));
		row.invented.push(...without(without(lines, expected), doubled));
	}

	async #wait(count: number): Promise<TriggerEvent[]> {
		const since = async () => (await this.watch.events()).slice(this.#events);
		// What does not come in time is missing, and the row says so.
		await waitFor(async () => (await since()).length >= count, {
			what: `${count} events`,
			timeout: 60_000,
			interval: 500,
		}).catch(() => undefined);
		await this.watch.polls(count === 0 ? 2 : 1);
		const events = await since();
		this.#events += events.length;
		return events;
	}

	#rowOf(step: string): Row {
		const known = this.rows.find((row) => row.step === step);
		if (known) return known;
		const none = { doubled: [], missing: [], invented: [] };
		const row = { step, changes: 0, expected: 0, reported: 0, ...none };
		this.rows.push(row);
		return row;
	}
}

/** The rows as text for people. */
export function toTable(title: string, rows: Row[]): string {
	const heads = ['step', 'changes', 'visible', 'reported', 'doubled', 'missing', 'invented'];
	const lines = rows.map((row) => [
		row.step,
		...[row.changes, row.expected, row.reported],
		...[row.doubled.length, row.missing.length, row.invented.length],
	]);
	const table = [heads, heads.map(() => '---'), ...lines];
	return [title, '', ...table.map((cells) => `| ${cells.join(' | ')} |`)].join('\n');
}

/** The lines of the one list that are not in the other, each as often as it is too many. */
function without(lines: string[], others: string[]): string[] {
	const rest = [...others];
	return lines.filter((line) => {
		const index = rest.indexOf(line);
		if (index === -1) return true;
		rest.splice(index, 1);
		return false;
	});
}
