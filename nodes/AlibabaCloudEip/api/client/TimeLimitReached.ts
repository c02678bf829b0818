import { ApiFailure } from '../../errors/ApiFailure';

/** The time of the item was over before the request was answered. */
export class TimeLimitReached extends ApiFailure {
	constructor(message: string, reached: 'not sent' | 'unknown') {
		super({ message, reached });
	}
}
