import type { ApiParameters } from './Operation';

/** The values of a list that is sent as `Name.1`, `Name.2`, in their order. */
export function readNumbered(parameters: ApiParameters, name: string): string[] {
	return Object.keys(parameters)
		.filter((key) => key.startsWith(`${name}.`))
		.map((key) => parameters[key]);
}
