import type { Sample } from './Sampler';
import type { Verdict } from './Verdict';

/** The part of the time that is left out: n8n loads and compiles much when it is first used. */
const WARM_UP = 1 / 3;
/**
 * After that, the median of the last quarter may exceed that of the first quarter by so much. The heap
 * is measured after all garbage was collected, so it shows what is held. What the system counts also
 * holds what V8 has reserved.
 */
const LIMITS = { heap: 0.05, rss: 0.1 };
/**
 * Connections and timers come and go, and a busy machine holds more of them at a time; so many more are
 * no growth. What each run or poll left behind would add hundreds.
 */
const SLACK = { handles: 10, timers: 50 };

const MEGABYTE = 1024 * 1024;

/** Memory flat, no handles left behind. */
export function memoryVerdicts(samples: Sample[]): Verdict[] {
	const end = samples.at(-1)?.time ?? 0;
	const settled = samples.filter(({ time }) => time >= end * WARM_UP);
	const collected = settled.filter(({ isCollected }) => isCollected);
	const withDescriptors = settled.filter(({ descriptors }) => descriptors !== undefined);
	return [
		flat('Heap after garbage collection', collected, ({ heapUsed }) => heapUsed, LIMITS.heap),
		flat('Memory of the process (RSS)', settled, ({ rss }) => rss, LIMITS.rss),
		steady('Open handles', settled, ({ handles }) => handles, SLACK.handles),
		steady('Timers', settled, ({ timers }) => timers, SLACK.timers),
		...(withDescriptors.length > 0
			? [
					steady(
						'Open files and sockets',
						withDescriptors,
						({ descriptors }) => descriptors ?? 0,
						SLACK.handles,
					),
				]
			: []),
	];
}

function median(values: number[]): number {
	const sorted = [...values].sort((one, other) => one - other);
	return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

function ends(samples: Sample[], read: (sample: Sample) => number): [number, number] {
	const size = Math.max(1, Math.floor(samples.length / 4));
	const values = samples.map(read);
	return [median(values.slice(0, size)), median(values.slice(-size))];
}

function flat(
	what: string,
	samples: Sample[],
	read: (sample: Sample) => number,
	limit: number,
): Verdict {
	const [first, last] = ends(samples, read);
	const growth = last / first - 1;
	return {
		what: `${what} grows by no more than ${limit * 100} % after the warm-up`,
		found: `${(first / MEGABYTE).toFixed(1)} MB, then ${(last / MEGABYTE).toFixed(1)} MB (${(growth * 100).toFixed(1)} %, ${samples.length} samples)`,
		isGood: growth <= limit,
	};
}

function steady(
	what: string,
	samples: Sample[],
	read: (sample: Sample) => number,
	slack: number,
): Verdict {
	const [first, last] = ends(samples, read);
	return {
		what: `${what} are no more than ${slack} more after the warm-up`,
		found: `${first}, then ${last} (${samples.length} samples)`,
		isGood: last - first <= slack,
	};
}
