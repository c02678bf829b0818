import { appendFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRead } from '../../../nodes/AlibabaCloudEip/api/actions';
import { type Simulator, startSimulator } from '../../simulator';
import type { Fault } from '../../simulator/faults/faults';
import { type RunResult, runNode } from '../harness';
import { credentialFor } from '../setup';
import { makeHaste } from './hasty';
import { type Prepare, durations, holdingIds, holdings, writeOperations } from './writeOperations';

/**
 * Every operation that changes something, with every fault at every request that it makes. The
 * journal and the holdings of the simulator say what really happened.
 *
 * With FAULT_TABLE=1 the table goes to fault-table.md in the temporary folder of the system.
 */

/**
 * Milliseconds that one request may take (setting of the node), and what a slow one takes. Only where
 * one is to be slow is the time short: a busy machine must not be taken for a fault.
 */
const REQUEST_TIMEOUT = 10_000;
const SHORT_REQUEST_TIMEOUT = 1_000;
const SLOW = 1_500;
/** Seconds of the node's clock. */
const TIME_LIMIT = 120;
const SHORT_TIME_LIMIT = 20;
const AT_ONCE = 16;
/** The node's own waits and limits pass so many times faster than the real clock. */
const HASTE = 10;

const faults: Record<string, Omit<Fault, 'match'>> = {
	'cut before': { kind: 'dropBefore' },
	'cut after': { kind: 'dropAfter' },
	'slow before': { kind: 'delay', ms: SLOW },
	'slow after': { kind: 'delay', ms: SLOW, after: true },
	'500 before': { kind: 'status', status: 500 },
	'500 after': { kind: 'status', status: 500, run: true },
	'503 before': { kind: 'status', status: 503 },
	'503 after': { kind: 'status', status: 503, run: true },
	'InternalError before': { kind: 'code', code: 'InternalError', status: 500 },
	'InternalError after': { kind: 'code', code: 'InternalError', status: 500, run: true },
	throttled: { kind: 'throttle', retryAfterMs: 50 },
	'HTML before': { kind: 'html' },
	'HTML after': { kind: 'html', run: true },
	'half, cut off': { kind: 'truncate' },
	'half, as if whole': { kind: 'truncate', clean: true },
	garbage: { kind: 'body', body: '\u0000\uFFFD{{{not json' },
	'empty reply': { kind: 'body', body: '' },
	LastTokenProcessing: { kind: 'code', code: 'LastTokenProcessing', status: 400 },
	OperationConflict: { kind: 'code', code: 'OperationConflict', status: 400 },
	'nonce used': { kind: 'code', code: 'SignatureNonceUsed', status: 400 },
};

/** To a request that reads it makes no difference whether it was carried out. */
const faultsOfReads = [
	'cut before',
	'slow after',
	'503 before',
	'throttled',
	'HTML before',
	'half, cut off',
];

const faultsOf = (action: string) => (isRead(action) ? faultsOfReads : Object.keys(faults));

/** Those that differ when they stay. */
const lastingFaults = [
	'cut before',
	'cut after',
	'slow after',
	'503 after',
	'throttled',
	'garbage',
];

interface Case {
	operation: string;
	fault: string;
	/** Which request it hits; -1 for every request that changes something. */
	step: number;
}

interface Outcome extends Case {
	action: string;
	isDone: boolean;
	isAsBefore: boolean;
	isExpected: boolean;
	/** Bought and neither in an item nor in the message. */
	unnamed: string[];
	isSaidUncertain: boolean;
	message: string;
	milliseconds: number;
	requests: string[];
}

let seed = 0;

/** Each case has its own, with IDs of its own: a late request of the case before must not reach it. */
async function withSimulator<Result>(task: (simulator: Simulator) => Promise<Result>) {
	const simulator = await startSimulator({ durations, eipQuota: 100, seed: ++seed });
	try {
		return await task(simulator);
	} finally {
		await simulator.close();
	}
}

async function call(
	simulator: Simulator,
	operation: string,
	prepare: Prepare,
	timeLimit: number,
	timeout = REQUEST_TIMEOUT,
): Promise<RunResult> {
	const [resource, name] = operation.split('.');
	return await runNode({
		parameters: {
			resource,
			operation: name,
			options: { timeLimit },
			requestOptions: { timeout },
			...prepare(simulator),
		},
		credential: credentialFor(simulator),
	});
}

interface Baseline {
	actions: string[];
	expected: string;
}

async function baselineOf(operation: string): Promise<Baseline> {
	return await withSimulator(async (simulator) => {
		const { error } = await call(simulator, operation, writeOperations[operation], TIME_LIMIT);
		if (error) throw new Error(`${operation} without a fault: ${error.message}`);
		await settle();
		return {
			actions: simulator.requests.map(({ action }) => action),
			expected: holdings(simulator),
		};
	});
}

/** What is under way at the end is done soon after, later on a busy machine. */
async function settle(isSettled: () => boolean = () => true) {
	const start = performance.now();
	do await new Promise((resolve) => setTimeout(resolve, 50));
	while (!isSettled() && performance.now() - start < 3_000);
}

async function runCase({ operation, fault, step }: Case, { actions, expected }: Baseline) {
	return await withSimulator(async (simulator): Promise<Outcome> => {
		let before = '';
		let idsBefore = new Set<string>();
		const prepare: Prepare = (prepared) => {
			const parameters = writeOperations[operation](prepared);
			before = holdings(prepared);
			// Those of a contiguous group count, too: converting it leaves them on their own.
			idsBefore = new Set([
				...holdingIds(prepared),
				...prepared.eips().map(({ allocationId }) => allocationId),
			]);
			return parameters;
		};
		let count = 0;
		simulator.faults.add({
			...faults[fault],
			times: step === -1 ? Infinity : 1,
			match: ({ action }) => (step === -1 ? !isRead(action) : count++ === step),
		});
		const start = performance.now();
		const result = await call(
			simulator,
			operation,
			prepare,
			step === -1 ? SHORT_TIME_LIMIT : TIME_LIMIT,
			faults[fault].kind === 'delay' ? SHORT_REQUEST_TIMEOUT : REQUEST_TIMEOUT,
		);
		const milliseconds = performance.now() - start;
		await settle(() => [before, expected].includes(holdings(simulator)));
		const told = `${result.error?.message} ${result.error?.description} ${JSON.stringify(result.items)}`;
		const now = holdings(simulator);
		return {
			operation,
			fault,
			step,
			action: step === -1 ? 'every write' : actions[step],
			isDone: result.error === undefined,
			isAsBefore: now === before,
			isExpected: now === expected,
			unnamed: holdingIds(simulator).filter((id) => !idsBefore.has(id) && !told.includes(id)),
			isSaidUncertain: /not known whether/.test(told),
			message: result.error?.message ?? '',
			milliseconds,
			requests: simulator.requests.map(
				({ action, outcome, fault: hit }) => `${action} ${outcome} ${hit ?? ''}`,
			),
		};
	});
}

async function inTurns<Entry, Result>(
	entries: Entry[],
	task: (entry: Entry) => Promise<Result>,
): Promise<Result[]> {
	const results: Result[] = [];
	let next = 0;
	await Promise.all(
		Array.from({ length: AT_ONCE }, async () => {
			while (next < entries.length) {
				const index = next++;
				results[index] = await task(entries[index]);
			}
		}),
	);
	return results;
}

/** What the cells of the table say. */
const SIGNS = {
	'✓': 'done once, exactly what was asked for',
	'–': 'refused in words, nothing changed',
	'?': 'refused in words, made, and said that it may have been made',
	'~': 'refused in words, partly made, and said or named',
	'!': 'made or changed without a word',
	'✗': 'something else than what was asked for',
};

function signOf({
	isDone,
	isExpected,
	isAsBefore,
	isSaidUncertain,
	unnamed,
}: Outcome): keyof typeof SIGNS {
	if (isDone) return isExpected ? '✓' : '✗';
	if (isAsBefore) return '–';
	if (!isSaidUncertain && unnamed.length > 0) return '!';
	return isExpected ? '?' : '~';
}

/** One line for each operation, one column for each fault; a sign stands for all steps unless they differ. */
function writeTable(title: string, outcomes: Outcome[], summary: string) {
	const columns = [...new Set(outcomes.map(({ fault }) => fault))];
	const cell = (operation: string, fault: string) => {
		const signs = outcomes
			.filter((entry) => entry.operation === operation && entry.fault === fault)
			.map(signOf);
		return [...new Set(signs)].length <= 1 ? (signs[0] ?? '') : signs.join('');
	};
	const steps = (operation: string) => [
		...new Set(
			outcomes.filter((entry) => entry.operation === operation).map(({ action }) => action),
		),
	];
	const lines = [
		`### ${title}`,
		'',
		`| operation | steps | ${columns.join(' | ')} |`,
		`|---|---|${columns.map(() => '---|').join('')}`,
		...[...new Set(outcomes.map(({ operation }) => operation))].map(
			(operation) =>
				`| ${operation} | ${steps(operation).length} | ${columns.map((fault) => cell(operation, fault)).join(' | ')} |`,
		),
		'',
		Object.entries(SIGNS)
			.filter(([sign]) => outcomes.some((outcome) => signOf(outcome) === sign))
			.map(([sign, meaning]) => `${sign} ${meaning}`)
			.join('; '),
		'',
		summary,
		'',
		'',
	];
	appendFileSync(join(tmpdir(), 'fault-table.md'), lines.join('\n'));
}

const isTableWanted = process.env.FAULT_TABLE === '1';
if (isTableWanted) writeFileSync(join(tmpdir(), 'fault-table.md'), '');

makeHaste(HASTE);

const names = Object.keys(writeOperations).filter((name) =>
	name.startsWith(process.env.FAULT_OPERATION ?? ''),
);

const baselines = new Map<string, Baseline>();

beforeAll(async () => {
	await inTurns(Object.keys(writeOperations), async (operation) => {
		baselines.set(operation, await baselineOf(operation));
	});
}, 300_000);

const baseline = (operation: string) => {
	const found = baselines.get(operation);
	if (!found) throw new Error(`No run of ${operation}`);
	return found;
};

test('one fault at any request: it is done once, and only what was asked for', async () => {
	const cases = names.flatMap((operation) =>
		baseline(operation).actions.flatMap((action, step) =>
			faultsOf(action).map((fault): Case => ({ operation, fault, step })),
		),
	);
	const outcomes = await inTurns(cases, async (one) => await runCase(one, baseline(one.operation)));
	const longest = Math.max(...outcomes.map(({ milliseconds }) => milliseconds));
	if (isTableWanted) {
		writeTable(
			'One fault, at every request of the operation in turn',
			outcomes,
			`${cases.length} cases, the longest took ${Math.round(longest)} ms (waits pass ${HASTE} times faster).`,
		);
	}
	expect(outcomes.filter(({ isDone, isExpected }) => !isDone || !isExpected)).toEqual([]);
	expect(outcomes.filter(({ unnamed }) => unnamed.length > 0)).toEqual([]);
	// The time limit holds for the call, and again for the wait after it.
	expect(longest).toBeLessThan((2 * TIME_LIMIT * 1000) / HASTE);
}, 900_000);

test('a fault that stays: it ends in words, within the limit, and says what is not known', async () => {
	const cases = names.flatMap((operation) =>
		lastingFaults.map((fault): Case => ({ operation, fault, step: -1 })),
	);
	const outcomes = await inTurns(cases, async (one) => await runCase(one, baseline(one.operation)));
	const longest = Math.max(...outcomes.map(({ milliseconds }) => milliseconds));
	if (isTableWanted) {
		writeTable(
			'A fault at every request that changes something, for as long as it is tried',
			outcomes,
			`${cases.length} cases, the longest took ${Math.round(longest)} ms (limit: ${SHORT_TIME_LIMIT} s, waits pass ${HASTE} times faster).`,
		);
	}
	expect(outcomes.filter(({ isDone, isExpected }) => isDone && !isExpected)).toEqual([]);
	expect(outcomes.filter(({ isDone, message }) => !isDone && message === '')).toEqual([]);
	// What was changed although the node stopped is either named or said to be unknown.
	expect(
		outcomes.filter(
			({ isDone, isAsBefore, isSaidUncertain, unnamed }) =>
				!isDone && !isAsBefore && !isSaidUncertain && unnamed.length > 0,
		),
	).toEqual([]);
	// And some more for a machine that has much else to do.
	expect(longest).toBeLessThan((2 * SHORT_TIME_LIMIT * 1000) / HASTE + 2 * SLOW + 10_000);
}, 900_000);
