import type { Settings } from '../options';
import type { Eip } from './eip';
import type { Instance } from './instance';
import type { Vpc } from './networks';
import type { AddressPool, BandwidthPackage, Segment } from './resources';

type ListOrder = Settings['listOrder'];

const COMPARE: Record<ListOrder, (left: Eip, right: Eip) => number> = {
	newestFirst: (left, right) =>
		right.allocationTime - left.allocationTime || right.serial - left.serial,
	oldestFirst: (left, right) =>
		left.allocationTime - right.allocationTime || left.serial - right.serial,
	byId: (left, right) => (left.allocationId < right.allocationId ? -1 : 1),
};

/** Everything one main account has in one region. */
export class RegionState {
	readonly instances = new Map<string, Instance>();
	readonly bandwidthPackages = new Map<string, BandwidthPackage>();
	readonly segments = new Map<string, Segment>();
	readonly pools = new Map<string, AddressPool>();
	readonly vpcs = new Map<string, Vpc>();

	readonly #eips = new Map<string, Eip>();
	#sorted: { order: ListOrder; eips: readonly Eip[] } | undefined;

	constructor(
		readonly accountId: string,
		readonly region: string,
	) {}

	/** The EIP of this id. */
	eip(allocationId: string): Eip | undefined {
		return this.#eips.get(allocationId);
	}

	/** All EIPs in the given order; kept until one comes, goes or changes its allocation time. */
	eips(order: ListOrder = 'oldestFirst'): readonly Eip[] {
		if (this.#sorted?.order !== order) {
			this.#sorted = { order, eips: [...this.#eips.values()].sort(COMPARE[order]) };
		}
		return this.#sorted.eips;
	}

	/** Puts an EIP in. */
	add(eip: Eip): void {
		this.#eips.set(eip.allocationId, eip);
		this.#sorted = undefined;
	}

	/** Takes an EIP out. */
	delete(eip: Eip): void {
		this.#eips.delete(eip.allocationId);
		this.#sorted = undefined;
	}

	/** Forgets the sorted list. */
	reorder(): void {
		this.#sorted = undefined;
	}
}
