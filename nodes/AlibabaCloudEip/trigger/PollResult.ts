import type { TriggerEvent } from './events/TriggerEvent';
import type { StoredState } from './state/state';

/** A region, or the bandwidth use of its Elastic IPs, that could not be read. */
export interface Failure {
	regionId: string;
	what: 'Elastic IPs' | 'bandwidth use';
	error: Error;
}

/** What came out of a poll. */
export interface PollResult {
	events: TriggerEvent[];
	/** What to store; undefined if it is as it was. */
	stored: StoredState | undefined;
	failures: Failure[];
	regionsRead: number;
	isFirst: boolean;
	warnings: string[];
}
