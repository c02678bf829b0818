import type { IdleElasticIps } from '../resources/Operation';
import type { ExecutionMemory, ItemMemory } from './executionMemory';
import { RESERVED_FOR_RETRY, Reservations, reservations } from './reservations';

/** Where an item stands that takes idle Elastic IPs. */
export interface TakerScope {
	memory: ExecutionMemory;
	item: ItemMemory;
	/** Node, run and item, or node and call of a tool. */
	place: string;
	regionId: string;
	/** Milliseconds of the monotonic clock, and since 1970. */
	clock: { monotonic(): number; now(): number };
	/** Whether it was bought within the last minutes. */
	isNew(id: string): boolean;
	/** Whether this item has sent a binding of it, in whatever try. */
	wasBindingSent(id: string): boolean;
}

/**
 * Takes idle Elastic IPs for an item: none that another item of the execution, in whatever process, or another
 * execution of this process has taken or just bought.
 */
export function idleElasticIpsFor(scope: TakerScope): IdleElasticIps {
	const { memory, item, place, regionId, clock, isNew } = scope;
	const owner = `${memory.seed}/${place}`;
	// n8n keeps them with the execution: so another process that goes on with it sees them, too.
	const ofExecution = () => new Reservations(memory.taken);
	const lost = new Set<string>();
	return {
		kept() {
			const { taken } = item;
			if (taken?.regionId !== regionId) return undefined;
			const { allocationId } = taken;
			return { allocationId, wasBindingSent: scope.wasBindingSent(allocationId) };
		},
		isFree: (id) =>
			!lost.has(id) &&
			!isNew(id) &&
			ofExecution().isFree(id, owner, clock.now()) &&
			reservations.isFree(id, owner, clock.monotonic()),
		take(id) {
			if (!this.isFree(id)) return false;
			memory.taken ??= {};
			ofExecution().take(id, owner, clock.now());
			reservations.take(id, owner, clock.monotonic());
			item.taken = { regionId, allocationId: id };
			return true;
		},
		end(id, how) {
			const after = how === 'failed' ? RESERVED_FOR_RETRY : 0;
			ofExecution().end(id, owner, clock.now(), after);
			reservations.end(id, owner, clock.monotonic(), after);
			if (how !== 'lost') return;
			lost.add(id);
			if (item.taken?.allocationId === id) delete item.taken;
		},
	};
}
