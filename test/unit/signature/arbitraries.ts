import fc from 'fast-check';

/** Characters that encoders get wrong. */
const AWKWARD = [...' +*~!\'()%&=/?#:;,.-_"<>\\|{}[]`^@$\t\r\n\0中文é😀\u200B\uFEFF\uFFFD'];

const character = fc.oneof(
	fc.constantFrom(...AWKWARD),
	fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
	fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 1 }),
);

/** Well-formed text of every kind: control characters, Chinese, emoji, what URLs give a meaning to. */
export const text = fc.string({ unit: character, maxLength: 12 });

/** Text that may hold lone surrogates. */
export const brokenText = fc
	.array(
		fc.oneof(
			text,
			fc.integer({ min: 0xd800, max: 0xdfff }).map((code) => String.fromCharCode(code)),
		),
		{ maxLength: 4 },
	)
	.map((parts) => parts.join(''));

/** Names as the API has them. */
export const apiName = fc
	.stringMatching(/^[A-Z][A-Za-z]{0,8}(\.[1-9][0-9]?(\.(Key|Value))?)?$/)
	.filter((name) => !RESERVED.has(name.split('.')[0]));

/** Names that have a meaning to the signature or the gateway. */
const RESERVED = new Set([
	'AccessKeyId',
	'Action',
	'Format',
	'SecurityToken',
	'Signature',
	'SignatureMethod',
	'SignatureNonce',
	'SignatureType',
	'SignatureVersion',
	'Timestamp',
	'Version',
]);

/** Any name that the signature itself does not use. */
export const anyName = fc
	.oneof(apiName, text, fc.constantFrom('__proto__', 'constructor', 'toString', '0', '10', '2'))
	.filter((name) => name !== '' && !RESERVED.has(name));

export const key = fc.stringMatching(/^[\x21-\x7E]{1,40}$/);

/** A dictionary without a prototype, so that `__proto__` is a name like any other. */
export function dictionaryOf<Value>(
	name: fc.Arbitrary<string>,
	value: fc.Arbitrary<Value>,
): fc.Arbitrary<Record<string, Value>> {
	return fc
		.uniqueArray(fc.tuple(name, value), { maxLength: 8, selector: ([each]) => each })
		.map((pairs) => {
			const dictionary: Record<string, Value> = Object.create(null);
			for (const [each, its] of pairs) dictionary[each] = its;
			return dictionary;
		});
}
