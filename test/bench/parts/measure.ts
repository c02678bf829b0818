/** What a task took, in milliseconds. */
export interface Sample {
	wall: number;
	/** Of this process, in all its threads. */
	cpu: number;
}

/** Each task pays for its own garbage and not for that of others. */
function collectGarbage(): void {
	if (!globalThis.gc) throw new Error('Start Node.js with --expose-gc');
	globalThis.gc();
}

export async function measure(task: () => Promise<void> | void): Promise<Sample> {
	collectGarbage();
	const start = performance.now();
	const before = process.cpuUsage();
	await task();
	const { user, system } = process.cpuUsage(before);
	return { wall: performance.now() - start, cpu: (user + system) / 1000 };
}

/**
 * Measures tasks in turn, round after round, so that a machine that is busy for a while slows all of
 * them. The first round only warms up.
 *
 * @param afterwards called after each task; not measured
 */
export async function inTurn<Name extends string>(
	rounds: number,
	tasks: Record<Name, () => Promise<void> | void>,
	afterwards: () => Promise<void> = async () => {},
): Promise<Record<Name, Sample[]>> {
	const names = Object.keys(tasks) as Name[];
	const samples = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<
		Name,
		Sample[]
	>;
	for (const name of names) {
		await tasks[name]();
		await afterwards();
	}
	for (let round = 0; round < rounds; round++) {
		// Each goes first as often as the others.
		const shift = round % names.length;
		for (const name of [...names.slice(shift), ...names.slice(0, shift)]) {
			samples[name].push(await measure(tasks[name]));
			await afterwards();
		}
	}
	return samples;
}

export function median(values: number[]): number {
	const sorted = values.toSorted((one, other) => one - other);
	const middle = Math.floor(sorted.length / 2);
	return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The median of the ratios of values that were measured in the same round. */
export function medianRatio(values: number[], others: number[]): number {
	return median(values.map((value, round) => value / others[round]));
}

/** Bytes of the heap that stay in use. */
export function heapInUse(): number {
	collectGarbage();
	return process.memoryUsage().heapUsed;
}

/** Milliseconds between two looks at the heap. */
const LOOK = 250;
/** Milliseconds after which what a task left behind (timers, connections, finalizers) is gone. */
const SETTLE = 100;

/**
 * The most bytes of the heap that a task kept in use at once, with its result, beyond what was in use
 * before. Looks also while the task runs, so it is slow: not to be timed.
 *
 * @param small the same with next to nothing to do: n8n keeps a run's data until the next run
 */
export async function peakOfHeap(
	small: () => Promise<unknown>,
	task: () => Promise<unknown>,
): Promise<number> {
	await small();
	collectGarbage();
	await new Promise((resolve) => setTimeout(resolve, SETTLE));
	const before = heapInUse();
	let peak = before;
	const look = () => (peak = Math.max(peak, heapInUse()));
	const timer = setInterval(look, LOOK);
	try {
		const result = await task();
		look();
		// Named after the look, so that it can't be collected before.
		return result === undefined ? 0 : peak - before;
	} finally {
		clearInterval(timer);
	}
}
