import type { Clock } from '../../api/client/clock';
import type { Session } from '../../api/client/session';
import type { EventSettings } from '../settings/EventSettings';

/** Everything that reading depends on, so that it can be run without n8n. */
export interface ReadingEnvironment {
	settings: Pick<EventSettings, 'regions' | 'usage'>;
	defaultRegionId: string;
	clock: Clock;
	/** When nothing new is to be begun any more, as `clock.monotonic()` counts. */
	deadline: number;
	/** When nothing is waited for any more; later than `deadline`. */
	end: number;
	/** @param timeLimit milliseconds that one call may take */
	openSession(regionId: string, timeLimit: number): Session;
}
