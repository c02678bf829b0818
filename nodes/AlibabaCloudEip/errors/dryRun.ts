import { ApiFailure } from './ApiFailure';

/**
 * For `.catch()` of a call with `DryRun`: the API reports a check that was passed as an error with
 * the code `DryRunOperation`. Hands that one back, throws every other.
 */
export function isDryRunPassed(failure: unknown): ApiFailure {
	if (failure instanceof ApiFailure && failure.details.code === 'DryRunOperation') return failure;
	throw failure;
}
