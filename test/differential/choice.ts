import fc from 'fast-check';
import type { Operation } from '../../nodes/AlibabaCloudEip/resources/Operation';
import { InvalidInput } from '../../nodes/AlibabaCloudEip/errors/ApiFailure';
import { type Input, complete, fieldsOf, toWire, valueOf } from './input';
import { REGION } from './sides';

/** A value for each field of the operation. */
export const samplesFor = (operation: Operation): fc.Arbitrary<Input> =>
	fc.record(
		Object.fromEntries(fieldsOf(operation).map((field) => [field.property.name, valueOf(field)])),
	);

/** The names of its fields that send something. */
export const names = (operation: Operation) =>
	fieldsOf(operation).map(({ property }) => property.name);

/** Adds one field after the other, as long as the checks of the operation accept the whole. */
export function largestAccepted(operation: Operation, samples: Input): string[] {
	return names(operation).reduce<string[]>((chosen, name) => {
		const more = [...chosen, name];
		const input = complete(operation, more, samples);
		const isWhole = more.every((each) => each in input);
		return isWhole && passesCheck(operation, input) ? more : chosen;
	}, []);
}

function passesCheck(operation: Operation, input: Input): boolean {
	const wire = toWire(operation, operation.apiAction, input, REGION);
	const flat: Record<string, string> = {};
	for (const [name, value] of Object.entries(wire)) {
		if (!Array.isArray(value)) flat[name] = String(value);
		else if (typeof value[0] === 'object') flat[`${name}.1.Key`] = 'x';
		else value.forEach((entry, index) => (flat[`${name}.${index + 1}`] = String(entry)));
	}
	try {
		// What is not sent has its own name here, so that one object holds both.
		operation.check?.(flat, Date.now(), flat);
		return true;
	} catch (error) {
		if (error instanceof InvalidInput) return false;
		throw error;
	}
}
