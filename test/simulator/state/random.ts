/** A source of repeatable randomness: the same seed gives the same ids and addresses. */
export class Random {
	#state: number;

	constructor(seed: number) {
		this.#state = seed >>> 0;
	}

	/** The next number in [0, 1), by mulberry32. */
	next(): number {
		this.#state = (this.#state + 0x6d2b79f5) >>> 0;
		let mixed = this.#state;
		mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	}

	/** `length` characters of the given alphabet. */
	text(length: number, alphabet: string): string {
		let text = '';
		for (let index = 0; index < length; index++) {
			text += alphabet[Math.floor(this.next() * alphabet.length)];
		}
		return text;
	}

	/** An upper-case UUID, as the API's RequestIds are. */
	uuid(): string {
		const hex = '0123456789ABCDEF';
		const part = (length: number) => this.text(length, hex);
		return `${part(8)}-${part(4)}-5${part(3)}-${this.text(1, '89AB')}${part(3)}-${part(12)}`;
	}
}

/** A 32-bit hash of a text (FNV-1a with a final mix); for figures that must be the same on every read. */
export function hash32(text: string): number {
	let hash = 0x811c9dc5;
	for (let index = 0; index < text.length; index++) {
		hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
	}
	hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
	return (hash ^ (hash >>> 15)) >>> 0;
}
