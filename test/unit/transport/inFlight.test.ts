import fc from 'fast-check';
import { inLane, oneAfterTheOther } from '../../../nodes/AlibabaCloudEip/transport/inFlight';

/** A promise to be settled by the test. */
function deferred() {
	let resolve = () => {};
	const promise = new Promise<void>((settle) => {
		resolve = settle;
	});
	return { promise, resolve };
}

const soon = async () => await new Promise<void>((resolve) => setImmediate(resolve));

let keys = 0;
const newKey = () => `key-${++keys}`;

test('tasks begin in the order they came, as many at once as allowed', async () => {
	const key = newKey();
	const begun: number[] = [];
	const gates = Array.from({ length: 5 }, deferred);
	const tasks = gates.map(
		async ({ promise }, index) =>
			await inLane(key, 2, async () => {
				begun.push(index);
				await promise;
				return index;
			}),
	);
	await soon();
	expect(begun).toEqual([0, 1]);
	gates[1].resolve();
	await soon();
	expect(begun).toEqual([0, 1, 2]);
	gates.forEach(({ resolve }) => resolve());
	expect(await Promise.all(tasks)).toEqual([0, 1, 2, 3, 4]);
	expect(begun).toEqual([0, 1, 2, 3, 4]);
});

test('a task that fails gives its place to the next', async () => {
	const key = newKey();
	const failing = inLane(key, 1, async () => await Promise.reject(new Error('no')));
	const next = inLane(key, 1, async () => 'done');
	await expect(failing).rejects.toThrow('no');
	expect(await next).toBe('done');
});

test('a task that throws at once gives its place to the next', async () => {
	const key = newKey();
	const failing = inLane(key, 1, () => {
		throw new Error('no');
	});
	const next = inLane(key, 1, async () => 'done');
	await expect(failing).rejects.toThrow('no');
	expect(await next).toBe('done');
});

test('nobody slips in between one task and the next in line', async () => {
	const key = newKey();
	let [running, most] = [0, 0];
	const task = async () => {
		most = Math.max(most, ++running);
		await soon();
		running--;
	};
	const first = inLane(key, 1, task).then(async () => await inLane(key, 1, task));
	await Promise.all([first, inLane(key, 1, task), inLane(key, 1, task)]);
	expect(most).toBe(1);
});

test('a key that is not used any more leaves nothing behind', async () => {
	const key = newKey();
	await Promise.all(Array.from({ length: 10 }, async () => await inLane(key, 3, soon)));
	// With a lane left behind whose count is wrong, fewer than the limit could run.
	const gate = deferred();
	let running = 0;
	const tasks = Array.from(
		{ length: 5 },
		async () =>
			await inLane(key, 5, async () => {
				running++;
				await gate.promise;
			}),
	);
	await soon();
	expect(running).toBe(5);
	gate.resolve();
	await Promise.all(tasks);
});

test('the map of lanes is empty after ten thousand keys', async () => {
	// Seen from outside: Map is patched for the time of a fresh copy of the module.
	const maps: Array<Map<unknown, unknown>> = [];
	const OriginalMap = globalThis.Map;
	globalThis.Map = class extends OriginalMap<unknown, unknown> {
		constructor() {
			super();
			maps.push(this);
		}
	} as unknown as MapConstructor;
	let copy: { inLane: typeof inLane; oneAfterTheOther: typeof oneAfterTheOther } | undefined;
	try {
		jest.isolateModules(() => {
			copy = jest.requireActual<typeof copy & object>(
				'../../../nodes/AlibabaCloudEip/transport/inFlight',
			);
		});
	} finally {
		globalThis.Map = OriginalMap;
	}
	if (!copy) throw new Error('The module was not loaded');
	const { inLane: lane, oneAfterTheOther: turn } = copy;
	await Promise.all(
		Array.from({ length: 10_000 }, async (_, index) => {
			await lane(`lane-${index % 5000}`, 2, async () => {});
			await turn([`one-${index}`, `other-${index % 100}`], async () => {}).catch(() => {});
		}),
	);
	expect(maps.length).toBeGreaterThan(0);
	expect(maps.reduce((sum, { size }) => sum + size, 0)).toBe(0);
});

describe('tasks on the same resources', () => {
	test('run one after the other, others at the same time', async () => {
		const log: string[] = [];
		const task = (name: string) => async () => {
			log.push(`${name} begins`);
			await soon();
			log.push(`${name} ends`);
		};
		const [eip, instance] = [newKey(), newKey()];
		await Promise.all([
			oneAfterTheOther([eip, instance], task('first')),
			oneAfterTheOther([instance], task('second')),
			oneAfterTheOther([newKey()], task('other')),
		]);
		expect(log.indexOf('second begins')).toBeGreaterThan(log.indexOf('first ends'));
		expect(log.indexOf('other begins')).toBeLessThan(log.indexOf('first ends'));
	});

	test('without any key run at once', async () => {
		expect(await oneAfterTheOther([], async () => 1)).toBe(1);
		expect(await oneAfterTheOther(['', ''], async () => 2)).toBe(2);
	});

	test('a key that is named twice does not wait for itself', async () => {
		const key = newKey();
		expect(await oneAfterTheOther([key, key], async () => 'done')).toBe('done');
	});

	test('never block each other for good, and never overlap', async () => {
		const name = fc.constantFrom('a', 'b', 'c', 'd');
		const job = fc.record({
			keys: fc.array(name, { maxLength: 4 }),
			length: fc.integer({ min: 0, max: 3 }),
			fails: fc.boolean(),
		});
		await fc.assert(
			fc.asyncProperty(fc.array(job, { maxLength: 12 }), async (jobs) => {
				const prefix = newKey();
				const busy = new Set<string>();
				const runs = jobs.map(async ({ keys: names, length, fails }) => {
					const own = [...new Set(names)];
					await oneAfterTheOther(
						names.map((each) => `${prefix}-${each}`),
						async () => {
							expect(own.filter((each) => busy.has(each))).toEqual([]);
							own.forEach((each) => busy.add(each));
							for (let tick = 0; tick < length; tick++) await Promise.resolve();
							own.forEach((each) => busy.delete(each));
							if (fails) throw new Error('as planned');
						},
					);
				});
				const outcomes = await Promise.allSettled(runs);
				outcomes.forEach((outcome, index) => {
					expect(outcome.status).toBe(jobs[index].fails ? 'rejected' : 'fulfilled');
					if (outcome.status === 'rejected') expect(String(outcome.reason)).toContain('as planned');
				});
			}),
			{ numRuns: 300 },
		);
	});
});
