import fc from 'fast-check';
import { systemClock } from '../../../nodes/AlibabaCloudEip/api/client/clock';
import { Deadline } from '../../../nodes/AlibabaCloudEip/api/client/deadline';
import {
	countHeldKeys,
	takePlace,
	withLock,
} from '../../../nodes/AlibabaCloudEip/api/client/locks';

/** Of a user with time. */
const session = {
	key: 'account',
	clock: { ...systemClock, after: () => () => {} },
	deadline: new Deadline(systemClock, 300_000),
};

/** Runs a task when it has a place. */
async function inPlace<Result>(key: string, limit: number, task: () => Promise<Result>) {
	const place = await takePlace([key], limit, session);
	if ('ending' in place) throw new Error(place.ending);
	try {
		return await task();
	} finally {
		place.leave();
	}
}

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
			await inPlace(key, 2, async () => {
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
	const failing = inPlace(key, 1, async () => await Promise.reject(new Error('no')));
	const next = inPlace(key, 1, async () => 'done');
	await expect(failing).rejects.toThrow('no');
	expect(await next).toBe('done');
});

test('a task that throws at once gives its place to the next', async () => {
	const key = newKey();
	const failing = inPlace(key, 1, () => {
		throw new Error('no');
	});
	const next = inPlace(key, 1, async () => 'done');
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
	const first = inPlace(key, 1, task).then(async () => await inPlace(key, 1, task));
	await Promise.all([first, inPlace(key, 1, task), inPlace(key, 1, task)]);
	expect(most).toBe(1);
});

test('a key that is not used any more leaves nothing behind', async () => {
	const key = newKey();
	await Promise.all(Array.from({ length: 10 }, async () => await inPlace(key, 3, soon)));
	// With a queue left behind whose count is wrong, fewer than the limit could run.
	const gate = deferred();
	let running = 0;
	const tasks = Array.from(
		{ length: 5 },
		async () =>
			await inPlace(key, 5, async () => {
				running++;
				await gate.promise;
			}),
	);
	await soon();
	expect(running).toBe(5);
	gate.resolve();
	await Promise.all(tasks);
});

test('nothing is kept of ten thousand keys', async () => {
	await Promise.all(
		Array.from({ length: 10_000 }, async (_, index) => {
			await inPlace(`key-${index % 5000}`, 2, async () => {});
			await withLock(session, [`one-${index}`, `other-${index % 100}`], async () => {});
		}),
	);
	expect(countHeldKeys()).toBe(0);
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
			withLock(session, [eip, instance], task('first')),
			withLock(session, [instance], task('second')),
			withLock(session, [newKey()], task('other')),
		]);
		expect(log.indexOf('second begins')).toBeGreaterThan(log.indexOf('first ends'));
		expect(log.indexOf('other begins')).toBeLessThan(log.indexOf('first ends'));
	});

	test('without any key run at once', async () => {
		expect(await withLock(session, [], async () => 1)).toBe(1);
		expect(await withLock(session, ['', ''], async () => 2)).toBe(2);
	});

	test('a key that is named twice does not wait for itself', async () => {
		const key = newKey();
		expect(await withLock(session, [key, key], async () => 'done')).toBe('done');
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
					await withLock(
						session,
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
