import fc from 'fast-check';
import { allocateAndAssociate } from '../../nodes/AlibabaCloudEip/resources/elasticIp/allocateAndAssociate';
import { move } from '../../nodes/AlibabaCloudEip/resources/elasticIp/move';
import { modelClass } from '../simulator/testing/officialClient';
import { largestAccepted, samplesFor } from './choice';
import { deliberate } from './deliberate';
import { complete, fieldsOf, toWire } from './input';
import { REGION, SEED, SIGNATURES, expectSame, useSides } from './sides';

jest.setTimeout(60_000);

const sides = useSides();

const BOUGHT = 'eip-bought';

/** Names of the node for what the action calls otherwise, and what is no parameter of the API. */
const wireNames: Record<string, Record<string, string | undefined>> = {
	AllocateEipAddress: { allocationId: 'InstanceId', InstanceId: undefined },
};

/** The parameters that the SDK's model of the action knows, of all that were entered. */
function partOf(action: string, wire: Record<string, unknown>): Record<string, unknown> {
	const known = new Set(Object.values(modelClass(`${action}Request`).names()));
	const renamed = Object.entries(wire).flatMap(([name, value]) => {
		const names = wireNames[action] ?? {};
		const wireName = name in names ? names[name] : name;
		return wireName !== undefined && known.has(wireName) ? [[wireName, value] as const] : [];
	});
	return Object.fromEntries(renamed);
}

describe.each(SIGNATURES)('with %s', (method) => {
	const [set] = fc.sample(samplesFor(allocateAndAssociate), { numRuns: 1, seed: SEED });

	test('allocate and associate sends what two calls of the SDK send', async () => {
		const input = complete(allocateAndAssociate, largestAccepted(allocateAndAssociate, set), set);
		const target = String(input.instanceId);
		sides.recorder.onRequest = ({ action }) => {
			if (action !== 'AssociateEipAddress') return;
			sides.recorder.elasticIp = { Status: 'InUse', InstanceId: target };
		};
		const failure = await sides.runOurs('elasticIp', allocateAndAssociate, input, method);
		expect(failure).toBeUndefined();
		const { requests } = sides.recorder;
		const wire = toWire(allocateAndAssociate, '', input, REGION);
		for (const [action, more] of [
			['AllocateEipAddress', {}],
			['AssociateEipAddress', { AllocationId: BOUGHT }],
		] as const) {
			const ours = requests.filter((request) => request.action === action);
			expect(ours).toHaveLength(1);
			// Each step has a token of its own, also where the user gave one for the purchase.
			const { ClientToken: _, ...parameters } = partOf(action, wire);
			const theirs = await sides.sentBySdk(action, { ...parameters, ...more }, method);
			expectSame(ours[0], theirs, method);
			expect(ours[0].parameters.ClientToken).toMatch(/^[!-~]{1,64}$/);
		}
	});

	test('move sends what two calls of the SDK send', async () => {
		const [values] = fc.sample(samplesFor(move), { numRuns: 1, seed: SEED });
		const input = complete(move, largestAccepted(move, values), values);
		const target = String(input.instanceId);
		const old = { InstanceId: 'ngw-old', InstanceType: 'Nat' };
		sides.recorder.elasticIp = { Status: 'InUse', ...old };
		sides.recorder.onRequest = ({ action }) => {
			if (action === 'UnassociateEipAddress') sides.recorder.elasticIp = { Status: 'Available' };
			if (action !== 'AssociateEipAddress') return;
			sides.recorder.elasticIp = { Status: 'InUse', InstanceId: target };
		};
		const failure = await sides.runOurs('elasticIp', move, input, method);
		expect(failure).toBeUndefined();
		const { requests } = sides.recorder;
		const wire = toWire(move, '', input, REGION);
		const { AllocationId, Force } = wire;
		const parts: Array<[string, Record<string, unknown>]> = [
			['UnassociateEipAddress', { RegionId: REGION, AllocationId, Force, ...old }],
			['AssociateEipAddress', partOf('AssociateEipAddress', wire)],
		];
		for (const [action, parameters] of parts) {
			const ours = requests.filter((request) => request.action === action);
			expect(ours).toHaveLength(1);
			expectSame(ours[0], await sides.sentBySdk(action, parameters, method), method);
		}
	});
});

test.each([
	['AllocateEipAddress', allocateAndAssociate],
	['AssociateEipAddress', allocateAndAssociate],
	['AssociateEipAddress', move],
])('every parameter of %s is offered', (action, operation) => {
	const offered = new Set(fieldsOf(operation).map(({ wireName }) => wireName));
	const known = Object.values(modelClass(`${action}Request`).names());
	const made = ['AllocationId', 'ClientToken'];
	const missing = known.filter(
		(name) =>
			!offered.has(name) &&
			!(name in deliberate.notOffered) &&
			!(`${action}.${name}` in deliberate.notOfferedIn) &&
			!made.includes(name),
	);
	expect(missing).toEqual([]);
});
