import type { ApiFailureDetails } from './ApiFailure';

/** The name that people see of a parameter of the API, or undefined if the form has none. */
export type FieldNames = (parameter: string) => string | undefined;

/** Codes that speak of the value of a parameter, with the parameter in the code. */
const IN_CODE = [
	/^(?:invalidparameter|illegalparam|iellgalparameter|missingparam|missingparameter)\.(\w+)/i,
	/^invalid(\w+)\.(?:malformed|valuenotsupported|notsupported|tooearly|outof\w+)\b/i,
	/^missing(\w+)$/i,
];

/** `Specified value of "Bandwidth" is not valid.`, `The parameter Bandwidth is mandatory` */
const IN_SENTENCE = [
	/["'“]([A-Za-z][\w.]*)["'”]/,
	/\b(?:parameter|param|value of)\s+(?:of\s+)?([A-Z]\w*)/,
	/\b([A-Z]\w*) is (?:illegal|mandatory|missing|invalid)\b/,
	/\bspecified ([A-Z]\w*) is\b/,
];

/**
 * The field whose value was refused, in the words of the form.
 *
 * @param names of the form that was sent
 */
export function fieldOf(
	{ code = '', sentence = '' }: Pick<ApiFailureDetails, 'code' | 'sentence'>,
	names: FieldNames,
): string | undefined {
	const candidates = [
		...IN_CODE.map((pattern) => pattern.exec(code)?.[1]),
		...IN_SENTENCE.map((pattern) => pattern.exec(sentence)?.[1]),
	];
	for (const candidate of candidates) {
		// `Tag.1.Key` is of the field that sends `Tag`.
		const name = candidate && names(candidate.split('.')[0]);
		if (name) return name;
	}
	return undefined;
}
