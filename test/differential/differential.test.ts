import fc from 'fast-check';
import type { Operation } from '../../nodes/AlibabaCloudEip/description/Operation';
import { InvalidInput } from '../../nodes/AlibabaCloudEip/errors/ApiFailure';
import { resources } from '../../nodes/AlibabaCloudEip/resources';
import { runNode } from '../engine/harness';
import type { Simulator } from '../simulator';
import {
	type OfficialClient,
	modelClass,
	officialClient,
} from '../simulator/testing/officialClient';
import { deliberate } from './deliberate';
import { type Input, complete, fieldsOf, toNodeParameters, toWire, valueOf } from './input';
import { type Recorded, type Recorder, startRecorder } from './recorder';

const REGION = 'cn-beijing';
const RANDOM_SUBSETS = 50;

// The machine may be busy with other things.
jest.setTimeout(60_000);

const SIGNATURES = ['ACS3-HMAC-SHA256', 'HMAC-SHA1'] as const;
type SignatureMethod = (typeof SIGNATURES)[number];

/** Fixed by the environment to repeat a run that failed. */
const SEED = Number(process.env.DIFFERENTIAL_SEED ?? Date.now() % 1_000_000);

/** Operations with one action each; compound ones are at the end. */
const simple = resources.flatMap(({ value: resource, list }) =>
	list
		.filter(({ apiAction }) => !apiAction.includes(','))
		.map((operation) => ({ resource, operation, name: `${resource}:${operation.value}` })),
);

let recorder: Recorder;

const clients: Record<SignatureMethod, () => OfficialClient> = {
	'ACS3-HMAC-SHA256': once(() => officialClient(recorder as unknown as Simulator)),
	'HMAC-SHA1': once(() => officialClient(recorder as unknown as Simulator, { algorithm: 'v2' })),
};

beforeAll(async () => {
	recorder = await startRecorder();
	console.info(`differential: seed ${SEED} (repeat with DIFFERENTIAL_SEED=${SEED})`);
});
beforeEach(() => recorder.clear());
afterAll(async () => await recorder.close());

/** What the node sends for the action, or why it refused the input. */
async function sentByNode(
	resource: string,
	operation: Operation,
	input: Input,
	signatureMethod: SignatureMethod,
): Promise<Recorded | { refused: string }> {
	recorder.clear();
	if (operation.actsOn === 'InUse') {
		recorder.elasticIp = { Status: 'InUse', InstanceId: 'ngw-looked-up', InstanceType: 'Nat' };
	}
	const { error } = await runNode({
		parameters: toNodeParameters(resource, operation, input, REGION),
		credential: {
			...recorder.account,
			securityToken: '',
			regionId: 'cn-hangzhou',
			signatureMethod,
			endpointType: 'custom',
			endpoint: recorder.url,
		},
	});
	const sent = recorder.requests.find(({ action }) => action === operation.apiAction);
	if (sent) return sent;
	if (error) return { refused: `${error.message} ${error.description ?? ''}` };
	throw new Error(`${operation.apiAction} was not sent`);
}

/** What the official client sends for the same input. */
async function sentBySdk(
	action: string,
	wire: Record<string, unknown>,
	signatureMethod: SignatureMethod,
): Promise<Recorded> {
	recorder.clear();
	await clients[signatureMethod]().call(action, wire);
	return recorder.requests[0];
}

/** Compares both, business parameter by business parameter. @returns whether the node sent anything */
async function compare(
	resource: string,
	operation: Operation,
	input: Input,
	signatureMethod: SignatureMethod,
): Promise<boolean> {
	const ours = await sentByNode(resource, operation, input, signatureMethod);
	if ('refused' in ours) return false;
	const { apiAction: action } = operation;
	const theirs = await sentBySdk(action, toWire(operation, action, input, REGION), signatureMethod);
	for (const { signatureFault, signatureMethod: used } of [ours, theirs]) {
		expect(signatureFault).toBeUndefined();
		expect(used).toBe(signatureMethod);
	}
	expect(ours).toMatchObject({ method: theirs.method, version: theirs.version });
	expect(withoutAdded(action, ours.parameters, theirs.parameters)).toEqual(theirs.parameters);
	return true;
}

/** Takes out what the node adds, where the SDK sends nothing of that name. */
function withoutAdded(
	action: string,
	ours: Record<string, string>,
	theirs: Record<string, string>,
): Record<string, string> {
	return Object.fromEntries(
		Object.entries(ours).filter(
			([name]) =>
				name in theirs || !(name in deliberate.added || `${action}.${name}` in deliberate.addedIn),
		),
	);
}

/** A value for each field of the operation. */
const samplesFor = (operation: Operation): fc.Arbitrary<Input> =>
	fc.record(
		Object.fromEntries(fieldsOf(operation).map((field) => [field.property.name, valueOf(field)])),
	);

const names = (operation: Operation) => fieldsOf(operation).map(({ property }) => property.name);

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

/** Adds one field after the other, as long as the checks of the operation accept the whole. */
function largestAccepted(operation: Operation, samples: Input): string[] {
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
		operation.check?.(flat, Date.now());
		return true;
	} catch (error) {
		if (error instanceof InvalidInput) return false;
		throw error;
	}
}

function once<Value>(make: () => Value): () => Value {
	let made: Value | undefined;
	return () => (made ??= make());
}
