import type { ItemMemory } from './executionMemory';

/** The IDs of what an item names otherwise. Once a change was sent the next try acts on the same ones. */
export class ResolvedNames {
	/** What an earlier try has acted on. Without a change that was sent, all is looked at anew. */
	readonly #known: Record<string, string>;

	/** @param scope the account and the region, to which the IDs belong */
	constructor(
		item: ItemMemory,
		private readonly scope: string[],
	) {
		this.#known = item.sent.length > 0 ? (item.resolved ?? {}) : {};
		item.resolved = this.#known;
	}

	/** The ID that a name stands for. @param find looks it up where it is not known */
	async idOf(name: string, find: () => Promise<string>): Promise<string> {
		const key = JSON.stringify([...this.scope, name]);
		if (!Object.hasOwn(this.#known, key)) this.#known[key] = await find();
		return this.#known[key];
	}
}
