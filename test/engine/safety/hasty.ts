import { systemClock } from '../../../nodes/AlibabaCloudEip/transport/clock';

/** The node's own waits and limits pass so many times faster than the real clock. */
export function makeHaste(haste: number): void {
	const realSleep = systemClock.sleep.bind(systemClock);
	const epoch = Date.now();
	beforeAll(() => {
		systemClock.now = () => epoch + (Date.now() - epoch) * haste;
		systemClock.sleep = async (milliseconds, signal) =>
			await realSleep(milliseconds / haste, signal);
	});
}
