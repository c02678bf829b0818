import { systemClock } from '../../../nodes/AlibabaCloudEip/api/client/clock';

/** The node's own waits and limits pass so many times faster than the real clock. */
export function makeHaste(haste: number): void {
	const realSleep = systemClock.sleep.bind(systemClock);
	const realAfter = systemClock.after.bind(systemClock);
	const epoch = Date.now();
	const begin = performance.now();
	beforeAll(() => {
		systemClock.now = () => epoch + (Date.now() - epoch) * haste;
		systemClock.monotonic = () => begin + (performance.now() - begin) * haste;
		systemClock.sleep = async (milliseconds, signal) =>
			await realSleep(milliseconds / haste, signal);
		systemClock.after = (milliseconds, callback) => realAfter(milliseconds / haste, callback);
	});
}
