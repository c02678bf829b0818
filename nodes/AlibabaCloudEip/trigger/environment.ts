import type { Clock } from '../transport/clock';
import type { Session } from '../transport/session';
import type { TriggerSettings } from './settings';

/** Everything that a poll depends on, so that it can be run without n8n. */
export interface Environment {
	settings: TriggerSettings;
	/** Tells the account and the endpoint of the credential from others. */
	account: string;
	defaultRegionId: string;
	clock: Clock;
	/** When the poll should be over, in milliseconds since 1970. */
	deadline: number;
	/** @param timeLimit milliseconds that one call may take */
	openSession(regionId: string, timeLimit: number): Session;
}
