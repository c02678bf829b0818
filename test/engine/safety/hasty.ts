import { systemClock } from '../../../nodes/AlibabaCloudEip/api/client/clock';

/** The node's own waits and limits pass so many times faster than the real clock. */
export function makeHaste(haste: number): void {
	beforeAll(() => hasten(systemClock, haste));
}

/** The same for a clock of another copy of the modules. */
export function hasten(clock: typeof systemClock, haste: number): void {
	const realSleep = clock.sleep.bind(clock);
	const realAfter = clock.after.bind(clock);
	const epoch = Date.now();
	const begin = performance.now();
	clock.now = () => epoch + (Date.now() - epoch) * haste;
	clock.monotonic = () => begin + (performance.now() - begin) * haste;
	clock.sleep = async (milliseconds, signal) => await realSleep(milliseconds / haste, signal);
	clock.after = (milliseconds, callback) => realAfter(milliseconds / haste, callback);
}
