/** Characters that separate in the state, that mark something there, or that JSON writes as two or more. */
const RESERVED = /[%,|+!#~"\\\p{Cc}]/gu;

const ANY_RESERVED = new RegExp(RESERVED.source, 'u');

/** A text without reserved characters. */
export function escapeText(text: string): string {
	if (!ANY_RESERVED.test(text)) return text;
	return text.replace(RESERVED, (character) => {
		const code = character.charCodeAt(0);
		return `%${code.toString(16).toUpperCase().padStart(2, '0')}`;
	});
}

export function unescapeText(text: string): string {
	if (!text.includes('%')) return text;
	return text.replace(/%([0-9A-F]{2})/g, (_, code: string) =>
		String.fromCharCode(parseInt(code, 16)),
	);
}

/** A name cut to so many bytes of UTF-8, with an ellipsis if something is missing. */
export function shortenTo(bytes: number, text: string): string {
	if (text.length * 3 <= bytes || Buffer.byteLength(text) <= bytes) return text;
	let result = '';
	let length = 3;
	for (const character of text) {
		length += Buffer.byteLength(character);
		if (length > bytes) break;
		result += character;
	}
	return `${result}…`;
}

/** A whole number, in as few characters as it takes; nothing for 0. */
export function encodeNumber(value: number): string {
	return value === 0 ? '' : value.toString(36);
}

/** @throws Error if it is none */
export function decodeNumber(text: string): number {
	if (text === '') return 0;
	const value = parseInt(text, 36);
	if (Number.isSafeInteger(value) && value.toString(36) === text) return value;
	throw new Error(`'${text}' is not a number`);
}

/** Values that occur often as one letter each; all others are spelled out. */
export function createLetters(letters: Record<string, string>) {
	const values: ReadonlyMap<string, string> = new Map(
		Object.entries(letters).map(([value, letter]) => [letter, value]),
	);
	return {
		encode: (value: string): string =>
			Object.hasOwn(letters, value) ? letters[value] : `~${escapeText(value)}`,
		/** @throws Error if it is no known letter */
		decode: (text: string): string => {
			const value = text.startsWith('~') ? unescapeText(text.slice(1)) : values.get(text);
			if (value !== undefined) return value;
			throw new Error(`'${text}' stands for nothing`);
		},
	};
}
