/** One thing that must hold. */
export interface Verdict {
	what: string;
	/** What was found, in words. */
	found: string;
	isGood: boolean;
}

/** Good if nothing is on the list; shows the first ones otherwise. */
export function nothing(what: string, list: string[], inGeneral = 'none'): Verdict {
	const shown = list.slice(0, 5).join('; ');
	return {
		what,
		found: list.length === 0 ? inGeneral : `${list.length}: ${shown}`,
		isGood: list.length === 0,
	};
}
