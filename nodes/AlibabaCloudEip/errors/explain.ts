import { ApiFailure } from './ApiFailure';

/** What happened, in short, for the advice of an outcome that it led to. */
export function explain(failure: unknown): string {
	if (!(failure instanceof ApiFailure)) {
		return `${failure instanceof Error ? failure.message : String(failure)}.`;
	}
	const { details, entry } = failure;
	const facts = [
		details.code && `code ${details.code}`,
		details.requestId && `RequestId ${details.requestId}`,
	].filter(Boolean);
	const what = (entry?.message ?? details.message).replace(/\.$/, '');
	const sentence = facts.length > 0 ? `${what} (${facts.join(', ')}).` : `${what}.`;
	return details.found ? `${sentence} ${details.found}` : sentence;
}
