import { InvalidInput } from '../errors/ApiFailure';
import type { ApiParameters } from './Operation';

/**
 * For operations that change only what is given.
 *
 * @param names the names of the fields by the API parameter they send
 * @throws InvalidInput when none of the fields is given
 */
export function checkNotEmpty(parameters: ApiParameters, names: Record<string, string>): void {
	if (Object.keys(names).some((name) => name in parameters)) return;
	const quoted = Object.values(names).map((name) => `'${name}'`);
	throw new InvalidInput(
		"'Update Fields' is empty, so there is nothing to change",
		`Add at least one of ${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1) ?? ''}.`,
	);
}
