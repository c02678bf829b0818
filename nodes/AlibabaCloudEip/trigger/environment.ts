import type { ReadingEnvironment } from './reading/ReadingEnvironment';
import type { TriggerSettings } from './readSettings';

/** Everything that a poll depends on, so that it can be run without n8n. */
export interface Environment extends ReadingEnvironment {
	settings: TriggerSettings;
	/** Distinguishes the account and the endpoint of the credential from others. */
	account: string;
	/** Another one for each poll of each trigger, for the IDs that begin with a new baseline. */
	nonce: string;
}
