import { CancelledError } from '../../nodes/AlibabaCloudEip/api/client/clock';
import type { Check, Finding } from './Check';
import type { Live } from './Live';

/** A check with what came of it. */
export interface Result extends Finding {
	id: string;
	expects: string;
	/** Of the reply that decided, empty if there was none. */
	requestId: string;
}

/** Runs checks one after the other; one that fails tells nothing about the others. */
export async function runChecks(
	checks: Check[],
	live: Live,
	say: (text: string) => void,
): Promise<Result[]> {
	const results: Result[] = [];
	for (const check of checks) {
		live.lastRequestId = '';
		const finding = await runCheck(check, live);
		const { id, expects } = check;
		results.push({ id, expects, ...finding, requestId: live.lastRequestId });
		say(`  ${finding.verdict.padEnd(14)} ${id}`);
	}
	return results;
}

async function runCheck(check: Check, live: Live): Promise<Finding> {
	if (live.options.signal?.aborted) return { verdict: 'could not tell', seen: 'stopped' };
	try {
		return await check.run(live);
	} catch (error) {
		if (error instanceof CancelledError) return { verdict: 'could not tell', seen: 'stopped' };
		const { details } = error as { details?: { code?: string } };
		const reason = details?.code ?? (error instanceof Error ? error.message : String(error));
		return { verdict: 'could not tell', seen: reason };
	}
}
