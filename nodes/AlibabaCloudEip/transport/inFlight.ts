/** A queue that lets a limited number of tasks run at the same time. */
interface Lane {
	running: number;
	waiting: Array<() => void>;
}

const lanes = new Map<string, Lane>();

/**
 * Runs a task when fewer than `limit` tasks of the same key are running, in the order of arrival.
 * Keys live as long as they are used.
 */
export async function inLane<Result>(
	key: string,
	limit: number,
	task: () => Promise<Result>,
): Promise<Result> {
	const lane = lanes.get(key) ?? { running: 0, waiting: [] };
	lanes.set(key, lane);
	if (lane.running >= limit) await new Promise<void>((resolve) => lane.waiting.push(resolve));
	else lane.running++;
	try {
		return await task();
	} finally {
		// The place goes straight to the next in line, so nobody can slip in between.
		const next = lane.waiting.shift();
		if (next) next();
		else if (--lane.running === 0) lanes.delete(key);
	}
}

/** Runs a task when no other task of any of the keys is running. Empty keys are left out. */
export async function oneAfterTheOther<Result>(
	keys: string[],
	task: () => Promise<Result>,
): Promise<Result> {
	// Always in the same order, so that two tasks can't wait for each other.
	const [first, ...rest] = [...new Set(keys)].filter(Boolean).sort();
	if (first === undefined) return await task();
	return await inLane(`turn:${first}`, 1, async () => await oneAfterTheOther(rest, task));
}
