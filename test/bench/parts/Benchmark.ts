/** How large a benchmark is. */
export interface Setting {
	/** Small sizes, few rounds: for CI. */
	isShort: boolean;
	/** The built package, as n8n finds it in node_modules. */
	packageFolder: string;
	/** For what a benchmark writes; removed at the end. */
	temporary: string;
}

/** A value of another package, or of another way to the same end. */
export interface Peer {
	name: string;
	/** Undefined where it cannot do the same. */
	value: number | undefined;
}

/** One line of the table. */
export interface Row {
	/** What was done, e.g. "`get`, 100 items". */
	what: string;
	/** What was measured, with its unit, e.g. "ms of CPU an item". */
	measure: string;
	value: number;
	peer?: Peer;
	/** Median of the ratios of each pair, where pairs were measured; else it is worked out. */
	ratio?: number;
	/** Our own goal, e.g. "≤ 110". */
	goal?: { text: string; isMet: boolean };
}

/** Something that can be counted exactly, or a ratio with a wide margin. */
export interface Check {
	what: string;
	/** What was found, if it is not what was wanted. */
	fault?: string;
}

export interface Outcome {
	rows: Row[];
	checks: Check[];
}

export interface Benchmark {
	title: string;
	run(setting: Setting): Promise<Outcome>;
}

/** A check that a number is not larger than it may be. */
export function atMost(what: string, value: number, limit: number): Check {
	const fault = value <= limit ? undefined : `${value} is more than ${limit}`;
	return { what: `${what}: at most ${limit}`, fault };
}

/** A check of a number that can be counted. */
export function exactly(what: string, value: number, wanted: number): Check {
	return { what: `${what}: ${wanted}`, fault: value === wanted ? undefined : `it is ${value}` };
}
