import type { Live, Outcome } from './Live';

export type Verdict = 'as expected' | 'different' | 'could not tell';

/** What a check found. `seen` holds no names, tags or addresses of the user. */
export interface Finding {
	verdict: Verdict;
	seen: string;
}

/** One assumption of this package, and how to see whether it holds. */
export interface Check {
	/** Stays the same over versions, so that reports can be compared. */
	id: string;
	expects: string;
	run(live: Live): Promise<Finding>;
}

export function toFinding(isAsExpected: boolean, seen: string): Finding {
	return { verdict: isAsExpected ? 'as expected' : 'different', seen };
}

export function couldNotTell(why: string): Finding {
	return { verdict: 'could not tell', seen: why };
}

export const NO_ELASTIC_IP = couldNotTell('no Elastic IP in this region');

/** E.g. `InvalidApi.NotFound, HTTP 404`. */
export function describe({ code, statusCode }: Outcome): string {
	const status = statusCode === undefined ? '' : `, HTTP ${statusCode}`;
	return `${code ?? 'accepted'}${status}`;
}

/** A check that a request is refused with a code and an HTTP status. */
export function refusal(
	id: string,
	what: string,
	expected: { code: string; statusCode: number },
	run: (live: Live) => Promise<Outcome | Finding>,
): Check {
	return {
		id,
		expects: `${what}: ${describe({ ...expected, body: {} })}`,
		async run(live) {
			const outcome = await run(live);
			if ('verdict' in outcome) return outcome;
			return toFinding(
				outcome.code === expected.code && outcome.statusCode === expected.statusCode,
				describe(outcome),
			);
		},
	};
}

/** Whether a refusal is about rights: then it says nothing about the question. */
export function isForbidden({ code }: Outcome): boolean {
	return /^(forb|nopermission|unauthorized)/i.test(code ?? '');
}
