import type { IDataObject, INode } from 'n8n-workflow';
import type { ElasticIp } from '../../../../nodes/AlibabaCloudEip/api/elasticIp';
import { STATE_KEY } from '../../../../nodes/AlibabaCloudEip/trigger/commitPoll';
import { pollOnce } from '../../../../nodes/AlibabaCloudEip/trigger/pollOnce';
import type { TriggerEvent } from '../../../../nodes/AlibabaCloudEip/trigger/events/TriggerEvent';
import { MINUTE, unavailable } from '../FakeCloud';
import { GROUPS, GROUP_NAMES, type Group, Ledger, groupOf, saidValue, valueOf } from './Ledger';
import type { Command, Fault, Meanwhile, PollPlan } from './schedules';
import { Truth } from './Truth';

interface Watched {
	groups: Group[];
	/** Part of the name; empty for all. */
	name: string;
	regions: string[];
	/** Only these; empty for all. */
	ids: string[];
}

interface Attempt {
	events: TriggerEvent[];
	/** Whether all was read, and nothing changed meanwhile. */
	isCalm: boolean;
	/** Whether a reply was missing or false. */
	isFalse: boolean;
	hasFailed: boolean;
	/** Number of changes when it began. */
	from: number;
}

const NODE: INode = {
	id: 'node',
	name: 'Trigger',
	type: 'trigger',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};
let runs = 0;

/**
 * Goes through a schedule, and compares what the events say with the truth:
 * - each event continues what the events before said, and says something that was true during the poll;
 * - after each poll that read everything undisturbed, the events add up to the truth;
 * - no ID comes twice, except where n8n died before it saved: then it is the very same event.
 */
export class ChaosRun {
	polls = 0;

	delivered = 0;

	readonly #truth = new Truth();

	readonly #key = `chaos-${++runs}`;

	#watched: Watched = {
		groups: [...GROUP_NAMES],
		name: '',
		regions: ['cn-hangzhou', 'cn-beijing'],
		ids: [],
	};

	/** The settings at the last poll that was kept. */
	#lastWatched: Watched | undefined;

	/** Whether that poll read every region; one that was not read goes on as it was watched before. */
	#isSure = true;

	/** Number of changes when the last poll began that read everything. */
	#lastFrom = 0;

	/** Whether an Elastic IP passed the filter at the last look; undefined if that can't be known. */
	#matched = new Map<string, boolean | undefined>();

	#ledger = new Ledger();

	/** Those that came back since n8n saved: after a crash they are seen for the first time again. */
	readonly #returnedUnsaved = new Set<string>();

	/** Static data as the process has it, and as it is in the database. */
	#memory: IDataObject = {};

	#saved: {
		data: IDataObject;
		ledger: Ledger;
		matched: Map<string, boolean | undefined>;
		watched?: Watched;
		from: number;
	};

	/** Events by ID, and whether they were lost together with the state when n8n died. */
	readonly #known = new Map<string, { event: TriggerEvent; isLost: boolean }>();

	constructor(private readonly engine: 'default' | 'durable') {
		this.#saved = { data: {}, ledger: new Ledger(), matched: new Map(), from: 0 };
	}

	async start(): Promise<void> {
		await this.#poll({ meanwhile: [] });
		// n8n saves after activation.
		this.#save();
	}

	async execute(command: Command): Promise<void> {
		switch (command.do) {
			case 'mutate':
				for (const mutation of command.mutations) this.#truth.mutate(mutation);
				return;
			case 'poll':
				await this.#poll(command);
				return;
			case 'crash':
				this.#crash();
				await this.#activate();
				return;
			case 'poll and crash before saving':
				await this.#poll(command, { isLost: true });
				this.#crash();
				await this.#activate();
				return;
			case 'settings':
				this.#changeSettings(command);
				return;
			case 'clock':
				this.#truth.cloud.setClock(command.minutes * MINUTE);
		}
	}

	async finish(): Promise<void> {
		await this.#poll({ meanwhile: [] });
		await this.#poll({ meanwhile: [] });
		const [...rest] = await this.#poll({ meanwhile: [] });
		if (rest.length > 0)
			throw new Error(`Events although nothing changes: ${JSON.stringify(rest)}`);
	}

	async #activate(): Promise<void> {
		await this.#poll({ meanwhile: [] });
		this.#save();
	}

	#changeSettings({ groups, filter, regions }: Extract<Command, { do: 'settings' }>): void {
		const some = this.#truth.ids.filter((_, index) => index % 2 === 0).slice(0, 60);
		this.#watched = {
			groups: GROUP_NAMES.filter((_, index) => (groups >> index) % 2 === 1),
			name: filter === 1 ? 'alpha' : '',
			ids: filter === 2 ? some : [],
			regions: [
				['cn-hangzhou', 'cn-beijing'],
				['cn-hangzhou'],
				['cn-beijing'],
				['cn-beijing', 'cn-hangzhou'],
			][regions],
		};
	}

	async #poll(plan: PollPlan, { isLost = false } = {}): Promise<TriggerEvent[]> {
		this.polls++;
		const { cloud } = this.#truth;
		cloud.now += MINUTE;
		const from = this.#truth.changes;
		let call = 0;
		let isFalse = false;
		let second: Attempt | undefined;
		let mistake: unknown;
		// Deep copy and freeze: a poll must not change what is stored, only replace it.
		const live = this.engine === 'durable' ? structuredClone(this.#memory) : this.#memory;
		deepFreeze(live[STATE_KEY]);

		cloud.beforeReply = async (request) => {
			const index = call++;
			this.#happen(plan.meanwhile, index);
			// A durable poll holds a lease: no other one runs.
			if (plan.overlap?.at === index && !second && this.engine === 'default') {
				const outer = cloud.beforeReply;
				cloud.beforeReply = undefined;
				second = await this.#attempt(live, plan.overlap.meanwhile);
				try {
					this.#take(second, isLost);
					if (second.events.length > 0 && !isLost) this.#save();
				} catch (error) {
					// Thrown here it would look like a failed call.
					mistake = error;
				}
				cloud.beforeReply = outer;
			}
			const { fault } = plan;
			if (!fault || index < fault.at || index >= fault.at + fault.times) return undefined;
			isFalse = true;
			if (fault.kind === 'hangs') {
				await cloud.clock.sleep(60_000);
				throw unavailable();
			}
			// What is false at the very first look can't be told from the truth.
			const stored = (live[STATE_KEY] ?? {}) as { regions?: Record<string, { scope: string }> };
			const isKnown = stored.regions?.[request.regionId]?.scope === 'all';
			const kind = isKnown || fault.kind !== 'empty list' ? fault.kind : 'fails';
			return falsify(kind, request.parameters, cloud.list(request.regionId));
		};
		const outer = await this.#run(live, () => second !== undefined);
		cloud.beforeReply = undefined;

		if (mistake) throw mistake;
		const isCalm = this.#truth.changes === from && !isFalse;
		const first: Attempt = { ...outer, isCalm, isFalse, from };
		if (second?.events.length && first.events.length > 0) {
			throw new Error('Two polls at the same time both reported something');
		}
		this.#take(first, isLost);
		this.#keep(live, first);
		if (this.engine === 'durable' && !first.hasFailed && !isLost) this.#save();
		if (this.engine === 'default' && first.events.length > 0 && !isLost) this.#save();
		return first.events;
	}

	#happen(meanwhile: Meanwhile[], index: number): void {
		for (const { at, mutation } of meanwhile) if (at === index) this.#truth.mutate(mutation);
	}

	async #attempt(live: IDataObject, meanwhile: Meanwhile[]): Promise<Attempt> {
		const from = this.#truth.changes;
		let call = 0;
		this.#truth.cloud.beforeReply = () => {
			this.#happen(meanwhile, call++);
			return undefined;
		};
		const result = await this.#run(live);
		this.#truth.cloud.beforeReply = undefined;
		return { ...result, isCalm: this.#truth.changes === from, isFalse: false, from };
	}

	/** @param hasOverlap whether another poll ran in between; it may have written */
	async #run(
		live: IDataObject,
		hasOverlap = () => false,
	): Promise<{ events: TriggerEvent[]; hasFailed: boolean }> {
		const { groups, name, regions, ids } = this.#watched;
		const environment = this.#truth.cloud.environment({
			events: groups.flatMap((group) => GROUPS[group]),
			regionScope: 'chosen',
			regionIds: regions,
			filters: { name, allocationIds: ids.join(',') },
		});
		const watcher = { node: NODE, key: this.#key, staticData: live, warn: () => {} };
		const before = JSON.stringify(live);
		try {
			return { events: await pollOnce(environment, watcher), hasFailed: false };
		} catch {
			if (!hasOverlap() && JSON.stringify(live) !== before) throw new Error('A failed poll wrote');
			return { events: [], hasFailed: true };
		}
	}

	/** Checks the events of a poll and enters them in the ledger. */
	#take({ events, from, isCalm, isFalse, hasFailed }: Attempt, isLost: boolean): void {
		if (hasFailed && events.length > 0) throw new Error('Events of a failed poll');
		const returned = [...this.#truth.returned];
		const stale = this.#prepare();
		for (const event of events) {
			this.#checkId(event, isLost);
			this.#enter(event, from);
			this.delivered++;
		}
		if (hasFailed) {
			this.#ledger = stale;
			for (const id of returned) this.#truth.returned.add(id);
			return;
		}
		for (const id of returned) this.#returnedUnsaved.add(id);
		if (isCalm) this.#compare();
		else this.#forgetUnwatched(from, isFalse);
		// What a poll was to watch for the first time, and perhaps could not read, has no baseline yet.
		this.#lastWatched = isFalse ? both(this.#lastWatched, this.#watched) : this.#watched;
		this.#isSure = !isFalse;
		// In a disturbed poll perhaps not every region was read.
		if (isCalm) this.#lastFrom = from;
	}

	/** What is not watched since the last poll has a new baseline. @returns the ledger before */
	#prepare(): Ledger {
		const before = this.#ledger;
		this.#ledger = before.copy();
		const last = this.#lastWatched;
		for (const id of this.#truth.ids) {
			for (const group of GROUP_NAMES) {
				const wasWatched =
					last &&
					last.groups.includes(group) &&
					last.regions.includes(this.#truth.regionOf(id)) &&
					(last.ids.length === 0 || last.ids.includes(id));
				if (!wasWatched) this.#ledger.set(id, group, undefined);
				// Nobody who does not hear of existence can know that it went and came back.
				const isLife = group === 'existence' || group === 'binding';
				if (this.#truth.returned.has(id) && !isLife) this.#ledger.set(id, group, undefined);
			}
		}
		this.#truth.returned.clear();
		return before;
	}

	#checkId(event: TriggerEvent, isLost: boolean): void {
		const known = this.#known.get(event.eventId);
		// The status that one appeared or was released with may be another when it is looked at again.
		const content = ({ event: name, old, new: next, elasticIp }: TriggerEvent) =>
			JSON.stringify([
				name,
				elasticIp?.allocationId,
				...(groupOf(name) === 'existence' ? [] : [old, next]),
			]);
		if (known && !known.isLost) throw new Error(`Reported twice: ${content(event)}`);
		if (known && content(known.event) !== content(event)) {
			throw new Error(`One ID for two events: ${content(known.event)} and ${content(event)}`);
		}
		this.#known.set(event.eventId, { event, isLost });
	}

	#enter(event: TriggerEvent, from: number): void {
		const id = String(event.elasticIp?.allocationId);
		const group = groupOf(event.event);
		const [old, next] = [saidValue(event, 'old'), saidValue(event, 'new')];
		const what = `${event.event} of ${id}: ${old} -> ${next}`;
		if (!this.#watched.groups.includes(group)) throw new Error(`Not asked for: ${what}`);
		const known = this.#ledger.get(id, group);
		if (old === next) throw new Error(`No change: ${what}`);
		// Of a new one is not told what it was born with.
		const isUnknown = known === undefined || (group !== 'existence' && known === 'gone');
		const isSecondHalf = known === next && (group === 'locks' || group === 'package');
		if (!isUnknown && known !== old && !isSecondHalf) {
			throw new Error(`Was ${known} by the events before: ${what}`);
		}
		const { name, ids } = this.#watched;
		const seen = this.#truth.during(id, from).filter((eip) => eip !== undefined);
		const hasPassed =
			seen.some((eip) => matchesName(eip, name)) ||
			(this.#truth.now(id) === undefined && this.#matched.get(id) !== false);
		if (!hasPassed || (ids.length > 0 && !ids.includes(id))) {
			throw new Error(`Does not pass the filters: ${what}`);
		}
		if (event.event === 'appeared' && !this.#truth.during(id, this.#lastFrom).includes(undefined)) {
			throw new Error(`Was there at the last poll: ${what}`);
		}
		const during = this.#truth.during(id, from).map((version) => valueOf(group, version));
		if (!during.includes(next)) throw new Error(`Never was so: ${what}, but ${during.join(', ')}`);
		if (known === undefined && this.#isBaseline(id)) throw new Error(`A flood: ${what}`);
		this.#ledger.set(id, group, next);
		if (event.event === 'released') {
			for (const one of GROUP_NAMES) this.#ledger.set(id, one, valueOf(one, undefined));
		}
		if (event.event !== 'appeared') return;
		this.#ledger.set(id, 'status', String(event.new?.status));
		this.#ledger.set(id, 'binding', 'nothing');
		this.#ledger.set(id, 'locks', 'none');
		this.#ledger.set(id, 'package', 'none');
	}

	/** Whether the region was not watched at the last poll. */
	#isBaseline(id: string): boolean {
		const last = this.#lastWatched;
		if (!this.#isSure) return false;
		if (!last) return true;
		const isScoped = last.ids.length > 0 && !last.ids.includes(id);
		return isScoped || !last.regions.includes(this.#truth.regionOf(id));
	}

	/** After an undisturbed poll, what the events say is the truth. */
	#compare(): void {
		const { name, regions, ids, groups } = this.#watched;
		const matchedBefore = new Map(this.#matched);
		for (const id of this.#truth.ids) {
			const eip = this.#truth.now(id);
			const isInScope =
				regions.includes(this.#truth.regionOf(id)) && (ids.length === 0 || ids.includes(id));
			const matches = eip ? matchesName(eip, name) : matchedBefore.get(id);
			for (const group of GROUP_NAMES) {
				const truth = valueOf(group, eip);
				const known = this.#ledger.get(id, group);
				const isHeardOf = groups.includes(group) && isInScope && matches === true;
				const isGone = !eip && group !== 'existence' && group !== 'binding';
				// A birth is told by 'appeared'; what it was born with is not told again.
				const isBorn = known === 'gone' && eip && group !== 'existence';
				if (isHeardOf && known !== undefined && !isGone && !isBorn && known !== truth) {
					throw new Error(`Lost: the ${group} of ${id} is ${truth}, by the events ${known}`);
				}
				this.#ledger.set(id, group, isInScope ? truth : undefined);
			}
			this.#matched.set(id, eip ? matches : undefined);
		}
	}

	/** After a disturbed poll: of those that may not have passed the filter, nothing is known for sure. */
	#forgetUnwatched(from: number, isFalse: boolean): void {
		const { name } = this.#watched;
		for (const id of this.#truth.ids) {
			const versions = this.#truth.during(id, from);
			if (name === '') {
				if (!versions.some(Boolean)) continue;
				if (isFalse) {
					// A region that was not read remembers who passed the filter before, and it may have been read.
					if (this.#matched.get(id) === false) this.#matched.set(id, undefined);
					continue;
				}
				// One that was released meanwhile was perhaps not seen any more with this filter.
				if (versions.every(Boolean)) this.#matched.set(id, true);
				else if (this.#matched.get(id) === false) this.#matched.set(id, undefined);
				continue;
			}
			const passes = versions.every((eip) => !eip || matchesName(eip, name));
			if (passes && this.#matched.get(id) === true) continue;
			this.#matched.set(id, undefined);
			for (const group of GROUP_NAMES) this.#ledger.set(id, group, undefined);
		}
	}

	#keep(live: IDataObject, { hasFailed }: Attempt): void {
		if (this.engine === 'durable' && !hasFailed)
			this.#memory = JSON.parse(JSON.stringify(live)) as IDataObject;
	}

	#save(): void {
		this.#returnedUnsaved.clear();
		this.#saved = {
			data: JSON.parse(JSON.stringify(this.#memory)) as IDataObject,
			ledger: this.#ledger.copy(),
			matched: new Map(this.#matched),
			watched: this.#lastWatched,
			from: this.#lastFrom,
		};
	}

	#crash(): void {
		this.#memory = structuredClone(this.#saved.data);
		this.#ledger = this.#saved.ledger.copy();
		for (const id of this.#returnedUnsaved) this.#truth.returned.add(id);
		this.#matched = new Map(this.#saved.matched);
		this.#lastWatched = this.#saved.watched;
		this.#lastFrom = this.#saved.from;
		this.#isSure = false;
	}
}

/** What is watched with the one settings and with the other. */
function both(one: Watched | undefined, other: Watched): Watched {
	if (!one) return { ...other, groups: [] };
	const isInBoth = one.ids.length > 0 && other.ids.length > 0;
	const ids = isInBoth
		? one.ids.filter((id) => other.ids.includes(id))
		: [...one.ids, ...other.ids];
	const isNothing = isInBoth && ids.length === 0;
	return {
		...other,
		groups: isNothing ? [] : one.groups.filter((group) => other.groups.includes(group)),
		regions: one.regions.filter((regionId) => other.regions.includes(regionId)),
		ids,
	};
}

function matchesName(eip: ElasticIp, name: string): boolean {
	return String(eip.Name).includes(name);
}

function falsify(
	kind: Fault['kind'],
	parameters: Record<string, string>,
	list: ElasticIp[],
): IDataObject {
	const ids = parameters.AllocationId?.split(',');
	const all = ids ? list.filter(({ AllocationId: id }) => ids.includes(String(id))) : list;
	const start = (Number(parameters.PageNumber ?? 1) - 1) * 100;
	const page = all.slice(start, start + 100);
	const reply = (EipAddress: unknown[], TotalCount = all.length) => ({
		TotalCount,
		EipAddresses: { EipAddress },
	});
	switch (kind) {
		case 'no list':
			return { RequestId: '1' };
		case 'count without list':
			return { TotalCount: 0 };
		case 'one twice':
			return reply([...page.slice(1), page.at(-1), page.at(-1)].slice(0, page.length));
		case 'record of a wrong type':
			return reply([...page.slice(1), { ...page[0], AllocationId: 5 }, null]);
		case 'fields of a wrong type': {
			const wrong = { Tags: 'none', OperationLocks: 1, DeletionProtection: null, Bandwidth: 'x' };
			const more = { Status: 7, InstanceId: null, BandwidthPackageId: {}, Name: 5 };
			return reply(page.map((one) => ({ ...one, ...wrong, ...more })));
		}
		case 'empty page':
			return start === 0 && !ids ? reply(page) : reply([]);
		case 'empty list':
			if (!ids) return reply([], 0);
			break;
		case 'page cut short':
			if (!ids) return reply(page.slice(0, page.length / 2));
	}
	throw unavailable();
}

function deepFreeze(value: unknown): void {
	if (typeof value !== 'object' || value === null) return;
	Object.freeze(value);
	for (const inner of Object.values(value)) deepFreeze(inner);
}
