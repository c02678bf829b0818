import type { Sample } from './Sampler';
import type { Verdict } from './Verdict';

const megabytes = (bytes: number) => (bytes / 1024 / 1024).toFixed(0).padStart(5);
const minutes = (milliseconds: number) => (milliseconds / 60_000).toFixed(1).padStart(5);

export const SAMPLE_HEADER = ' min   RSS MB  heap MB  ext. MB  handles  timers  files';

/** One line of the table of samples; `*` marks those right after a garbage collection. */
export function sampleLine(sample: Sample): string {
	const { time, rss, heapUsed, external, handles, timers, descriptors, isCollected } = sample;
	return [
		minutes(time),
		`  ${megabytes(rss)}`,
		`  ${megabytes(heapUsed)}${isCollected ? '*' : ' '}`,
		`  ${megabytes(external)}`,
		`  ${String(handles).padStart(7)}`,
		` ${String(timers).padStart(6)}`,
		String(descriptors ?? '-').padStart(5),
	].join(' ');
}

/** The verdicts, and the line that counts. @returns whether all are good */
export function printVerdicts(verdicts: Verdict[]): boolean {
	console.log('');
	for (const { what, found, isGood } of verdicts) {
		console.log(`  ${isGood ? '✓' : '✗'} ${what}: ${found}`);
	}
	const failed = verdicts.filter(({ isGood }) => !isGood).length;
	console.log(`\n${verdicts.length - failed} passed, ${failed} failed`);
	return failed === 0;
}
