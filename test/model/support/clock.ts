import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { ClientRequest } from 'node:http';

/**
 * Virtual time. Everything inside the sandbox of a test file that waits (setTimeout, and so `sleep`, Retry On Fail,
 * axios) or asks for the time (Date, performance.now) asks this clock; sockets stay real. Time goes on only when
 * nothing is under way: no request outside of those that the cloud keeps waiting, and nothing happened for some turns
 * of the event loop. So hours cost as long as the requests that are made in them.
 */
const real = {
	Date: globalThis.Date,
	setTimeout: globalThis.setTimeout,
	setImmediate: globalThis.setImmediate,
	now: performance.now.bind(performance),
	setRequestTimeout: ClientRequest.prototype.setTimeout,
};

/** 2026-03-01T00:00:00Z, whatever the machine says. */
const EPOCH = 1772323200000;

interface Timer {
	due: number;
	order: number;
	every?: number;
	run: () => void;
}

const timers = new Map<number, Timer>();
let elapsed = 0;
let wallOffset = 0;
let lastTimer = 0;
let activity = 0;
let quietTurns = 12;
const inFlight = new Set<object>();
const held = new Set<object>();

const add = (run: () => void, milliseconds: number, every?: number) => {
	const id = ++lastTimer;
	activity++;
	const due = elapsed + Math.max(0, Number(milliseconds) || 0);
	timers.set(id, { due, order: id, every, run });
	return id;
};

const handle = (id: number) => {
	const self = {
		id,
		ref: () => self,
		unref: () => self,
		hasRef: () => true,
		refresh: () => self,
		close: () => (timers.delete(id), self),
		[Symbol.toPrimitive]: () => id,
	};
	return self;
};

const clear = (given: unknown) => {
	if (given === undefined || given === null) return;
	timers.delete(typeof given === 'object' ? (given as { id: number }).id : Number(given));
};

const fakes = {
	setTimeout: (run: (...a: unknown[]) => void, milliseconds = 0, ...rest: unknown[]) =>
		handle(add(() => run(...rest), milliseconds)),
	setInterval: (run: (...a: unknown[]) => void, milliseconds = 0, ...rest: unknown[]) =>
		handle(add(() => run(...rest), milliseconds, Math.max(1, milliseconds))),
	clearTimeout: clear,
	clearInterval: clear,
};

const wall = () => EPOCH + elapsed + wallOffset;

const VirtualDate = new Proxy(real.Date, {
	construct: (target, given, newTarget) =>
		Reflect.construct(target, given.length > 0 ? given : [wall()], newTarget) as object,
	apply: () => new real.Date(wall()).toString(),
	get: (target, key) => (key === 'now' ? wall : (Reflect.get(target, key) as unknown)),
});

Object.assign(globalThis, fakes, { Date: VirtualDate });
/** Jitter is drawn from a seed, so that a failure can be seen again. */
let random = 1;
Math.random = () => {
	random = (random + 0x6d2b79f5) | 0;
	let t = Math.imul(random ^ (random >>> 15), 1 | random);
	t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
	return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};
Object.defineProperty(performance, 'now', { value: () => elapsed, configurable: true });

subscribe('http.client.request.created', watch);
subscribe('http.client.request.start', watch);

// Node's own objects are those of the next test file in the same process as well.
afterAll(() => {
	Reflect.deleteProperty(performance, 'now');
	ClientRequest.prototype.setTimeout = real.setRequestTimeout;
	unsubscribe('http.client.request.created', watch);
	unsubscribe('http.client.request.start', watch);
});

function watch(message: unknown) {
	const { request } = message as { request: ClientRequest };
	activity++;
	if (inFlight.has(request) || request.destroyed || request.closed) return;
	inFlight.add(request);
	request.once('close', () => {
		activity++;
		inFlight.delete(request);
	});
}

// The time-out of a request: n8n hands it to axios, which hands it to Node.
ClientRequest.prototype.setTimeout = function (this: ClientRequest, milliseconds, callback) {
	if (!milliseconds) return this;
	const id = add(() => {
		if (this.destroyed) return;
		if (callback) callback();
		else this.emit('timeout');
	}, milliseconds);
	this.once('close', () => timers.delete(id));
	return this;
};

const turn = async () => await new Promise<void>((resolve) => real.setImmediate(resolve));
const pause = async (milliseconds: number) =>
	await new Promise<void>((resolve) => real.setTimeout(resolve, milliseconds));

async function quiet() {
	let seen = activity;
	for (let idle = 0; idle < quietTurns; ) {
		await turn();
		if (activity !== seen || inFlight.size > held.size) {
			seen = activity;
			idle = 0;
		} else idle++;
	}
}

/** What is to be settled; one loop moves the time for all of it. */
const pending = new Set<Promise<unknown>>();
let pumping: Promise<void> | undefined;
/** Real time since when something is to be settled: one loop may serve many stories, each of which has its own time. */
let began = 0;

async function pump(): Promise<void> {
	pumping ??= move().finally(() => {
		pumping = undefined;
	});
	return await pumping;
}

async function move(): Promise<void> {
	let stuckSince = 0;
	while (pending.size > 0) {
		await quiet();
		if (pending.size === 0) return;
		let next: [number, Timer] | undefined;
		for (const entry of timers)
			if (
				!next ||
				entry[1].due < next[1].due ||
				(entry[1].due === next[1].due && entry[1].order < next[1].order)
			)
				next = entry;
		if (!next) {
			stuckSince ||= real.now();
			if (real.now() - stuckSince > 3000) {
				pending.clear();
				throw new Error('MODEL: nothing is under way nor waited for, but the run does not end');
			}
			await pause(2);
			continue;
		}
		stuckSince = 0;
		if (real.now() - began > 50_000) {
			pending.clear();
			throw new Error('MODEL: more than 50 s of the real clock');
		}
		const [id, timer] = next;
		elapsed = Math.max(elapsed, timer.due);
		if (timer.every) timer.due = elapsed + timer.every;
		else timers.delete(id);
		activity++;
		timer.run();
	}
}

export const clock = {
	/** Milliseconds of the monotonic clock. */
	get elapsed() {
		return elapsed;
	},
	/** The time of day in milliseconds. */
	get wall() {
		return wall();
	},
	/** The time of day jumps, the monotonic clock does not. */
	jump(milliseconds: number) {
		wallOffset += milliseconds;
	},
	note() {
		activity++;
	},
	/** What the cloud does not answer until later keeps nobody from letting time go on. */
	hold(request: object) {
		activity++;
		held.add(request);
	},
	unhold(request: object) {
		activity++;
		held.delete(request);
	},
	/** Replies that are unpacked in a thread need more turns until they are there. */
	slow(turns: number) {
		quietTurns = Math.max(quietTurns, turns);
	},
	at(milliseconds: number, run: () => void) {
		return add(run, milliseconds);
	},
	cancel: clear,
	async sleep(milliseconds: number) {
		await new Promise<void>((resolve) => add(resolve, milliseconds));
	},
	/** A new world: nothing of the one before is left. */
	reset() {
		timers.clear();
		held.clear();
		inFlight.clear();
		wallOffset = 0;
		random = 1;
		quietTurns = 12;
		elapsed += 86_400_000;
	},
	/** Lets virtual time go on until the promise is settled. */
	async drive<T>(promise: Promise<T>): Promise<T> {
		const done = () => {
			pending.delete(promise);
			activity++;
		};
		if (pending.size === 0) began = real.now();
		pending.add(promise);
		promise.then(done, done);
		await Promise.race([promise, pump()]);
		return await promise;
	},
	/** Lets some virtual time go by. */
	async pass(milliseconds: number) {
		await clock.drive(clock.sleep(milliseconds));
	},
	realNow: real.now,
};
