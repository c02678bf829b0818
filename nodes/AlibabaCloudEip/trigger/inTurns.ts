/** Runs a task for each entry, a few at a time, beginning in order. The results are in order. */
export async function inTurns<Entry, Result>(
	entries: Entry[],
	atATime: number,
	task: (entry: Entry, index: number) => Promise<Result>,
): Promise<Result[]> {
	const results: Result[] = [];
	let next = 0;
	const work = async () => {
		while (next < entries.length) {
			const index = next++;
			results[index] = await task(entries[index], index);
		}
	};
	await Promise.all(Array.from({ length: Math.min(atATime, entries.length) }, work));
	return results;
}
