import fc from 'fast-check';
import type { Operation } from '../../nodes/AlibabaCloudEip/resources/Operation';
import { productOf } from '../../nodes/AlibabaCloudEip/api/actions';
import { IN_USE } from '../../nodes/AlibabaCloudEip/api/elasticIp';
import { resources } from '../../nodes/AlibabaCloudEip/resources';
import { modelClass } from '../simulator/testing/officialClient';
import { largestAccepted, names, samplesFor } from './choice';
import { deliberate } from './deliberate';
import { type Input, complete, fieldsOf, toWire } from './input';
import { REGION, SEED, SIGNATURES, type SignatureMethod, expectSame, useSides } from './sides';

const RANDOM_SUBSETS = 50;

// The machine may be busy with other things.
jest.setTimeout(60_000);

/** Operations with one action each; see compound.test.ts for the others, lookUps.test.ts for other products. */
const simple = resources.flatMap(({ value: resource, list }) =>
	list
		.filter(({ apiAction }) => !apiAction.includes(',') && productOf(apiAction) === 'Vpc')
		.map((operation) => ({ resource, operation, name: `${resource}:${operation.value}` })),
);

const sides = useSides();

/** Sends the input both ways and compares. @returns whether the node sent anything */
async function compare(
	resource: string,
	operation: Operation,
	input: Input,
	signatureMethod: SignatureMethod,
): Promise<boolean> {
	const { recorder } = sides;
	const { apiAction: action } = operation;
	recorder.clear();
	recorder.refused = action;
	if (operation.actsOn === IN_USE) {
		recorder.elasticIp = { Status: 'InUse', InstanceId: 'ngw-looked-up', InstanceType: 'Nat' };
	}
	const refusal = await sides.runOurs(resource, operation, input, signatureMethod);
	const ours = recorder.requests.find((request) => request.action === action);
	if (!ours && refusal !== undefined) return false;
	if (!ours) throw new Error(`${action} was not sent`);
	const wire = toWire(operation, action, input, REGION);
	expectSame(ours, await sides.sentBySdk(action, wire, signatureMethod), signatureMethod);
	return true;
}

describe.each(simple)('$name', ({ resource, operation }) => {
	const { apiAction: action } = operation;
	const sampleSets = fc.sample(samplesFor(operation), { numRuns: 20, seed: SEED });
	const [samples] = sampleSets;

	test(`offers every parameter of the SDK's ${action}Request`, () => {
		const known = Object.values(modelClass(`${action}Request`).names());
		// get and getAll are two ways of one action: a parameter of either is offered.
		const offered = new Set(
			simple
				.filter((other) => other.operation.apiAction === action)
				.flatMap((other) => fieldsOf(other.operation).map(({ wireName }) => wireName)),
		);
		const missing = known.filter(
			(name) =>
				!offered.has(name) &&
				!(name in deliberate.notOffered) &&
				!(`${action}.${name}` in deliberate.notOfferedIn),
		);
		expect(missing).toEqual([]);
		const unknown = [...offered].filter(
			(name) => !known.includes(name) && !(name in deliberate.translations),
		);
		expect(unknown).toEqual([]);
	});

	test.each(SIGNATURES)('sends what the SDK sends: the required parameters, %s', async (method) => {
		const isSent = await compare(resource, operation, complete(operation, [], samples), method);
		// Some operations need one of several optional parameters.
		if (!isSent) expect(operation.check).toBeDefined();
	});

	const optional = names(operation);
	if (optional.length > 0) {
		test.each(optional)('sends what the SDK sends: %s alone', async (name) => {
			for (const method of SIGNATURES) {
				const isSent = await sendsSomehow(name, method);
				expect(isSent).toBe(true);
			}
		});
	}

	/** Some values are refused, or without another parameter: then the next input that passes. */
	async function sendsSomehow(name: string, method: SignatureMethod): Promise<boolean> {
		const attempts = [
			...sampleSets.map((values) => complete(operation, [name], values)),
			...optional.map((other) => complete(operation, [name, other], samples)),
		].filter((input) => name in input);
		for (const input of attempts) {
			if (await compare(resource, operation, input, method)) return true;
		}
		return false;
	}

	describe('sends what the SDK sends: all together', () => {
		const [{ chosen, values }] = sampleSets
			.map((set) => ({ values: set, chosen: largestAccepted(operation, set) }))
			.sort((one, other) => other.chosen.length - one.chosen.length);

		const input = complete(operation, chosen, values);

		test('where all means all that fits together', () => {
			const exclusive = deliberate.exclusive[`${resource}:${operation.value}`] ?? [];
			expect(optional.filter((name) => !(name in input) && !exclusive.includes(name))).toEqual([]);
		});

		test.each(SIGNATURES)('%s', async (method) => {
			expect(await compare(resource, operation, input, method)).toBe(true);
		});
	});

	test('sends what the SDK sends: random subsets of random values', async () => {
		let sent = 0;
		await fc.assert(
			fc.asyncProperty(
				fc.subarray(optional),
				samplesFor(operation),
				fc.constantFrom(...SIGNATURES),
				async (chosen, values, method) => {
					if (await compare(resource, operation, complete(operation, chosen, values), method))
						sent++;
				},
			),
			{ numRuns: RANDOM_SUBSETS, seed: SEED },
		);
		// Refused inputs prove nothing.
		expect(sent).toBeGreaterThan(RANDOM_SUBSETS / 5);
	});
});
