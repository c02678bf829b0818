import { decodeNumber, escapeText, unescapeText } from './text';

/** Texts that many Elastic IPs have in common, such as tags: each is kept once and referred to. */
export class TextTable {
	readonly #texts: string[] = [];

	readonly #indexes = new Map<string, string>();

	/** @throws Error if a text is not one of `encode` */
	static decode(text: string): TextTable {
		const table = new TextTable();
		if (text !== '') for (const entry of text.split('|')) table.refer(unescapeText(entry));
		return table;
	}

	/** A reference to the text. */
	refer(text: string): string {
		const known = this.#indexes.get(text);
		if (known !== undefined) return known;
		const index = this.#texts.length.toString(36);
		this.#texts.push(text);
		this.#indexes.set(text, index);
		return index;
	}

	/** @throws Error if there is no such reference */
	read(reference: string): string {
		const text = this.#texts[reference === '0' ? 0 : decodeNumber(reference)];
		if (reference === '' || text === undefined) throw new Error(`No text ${reference}`);
		return text;
	}

	encode(): string {
		return this.#texts.map(escapeText).join('|');
	}
}
