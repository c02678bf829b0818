import type { INodeProperties } from 'n8n-workflow';
import { InvalidInput } from '../errors/ApiFailure';
import type { ApiParameters } from './Operation';

/**
 * For operations that change only what is given.
 *
 * @throws InvalidInput when none of the fields is given
 */
export function checkNotEmpty(parameters: ApiParameters, fields: INodeProperties[]): void {
	if (fields.some(({ routing }) => (routing?.send?.property ?? '') in parameters)) return;
	const quoted = fields.map(({ displayName }) => `'${displayName}'`);
	throw new InvalidInput(
		"'Update Fields' is empty, so there is nothing to change",
		`Add at least one of ${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1) ?? ''}.`,
	);
}
