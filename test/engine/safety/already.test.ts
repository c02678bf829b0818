import type { INodeParameters } from 'n8n-workflow';
import { isRead } from '../../../nodes/AlibabaCloudEip/api/actions';
import type { Fault, Simulator } from '../../simulator';
import { locator, useSimulator } from '../setup';
import { makeHaste } from './hasty';
import { durations, writeOperations } from './writeOperations';

/** What is so already is a success, by one rule for all changes. */

makeHaste(20);
const test$ = useSimulator({ durations, reopenPoolService: 'ORDER.OPEND' });

type Parameters = INodeParameters;
type Request = { action: string; parameters: Record<string, string> };

const isWrite = ({ action }: Request) => !isRead(action);
const eip = (simulator: Simulator) =>
	simulator.addEips(1, { region: 'cn-hangzhou' })[0].allocationId;

const unprotect = (simulator: Simulator): Parameters => {
	const allocationId = eip(simulator);
	simulator.change(allocationId, { deletionProtection: true });
	return { allocationId: locator(allocationId), protectionEnable: false };
};

/** Changes that ask for a state, whoever has brought it about. */
const asking: Record<string, (simulator: Simulator) => Parameters> = {
	'elasticIp.associate': writeOperations['elasticIp.associate'],
	'elasticIp.associate, a private address': (simulator) => ({
		allocationId: locator(eip(simulator)),
		instanceType: 'NetworkInterface',
		instanceId: simulator.addInstance({
			type: 'NetworkInterface',
			id: 'eni-1',
			privateIpAddresses: ['192.168.0.4', '192.168.0.5'],
		}).id,
		additionalFields: { privateIpAddress: '192.168.0.5' },
	}),
	'elasticIp.associateBatch': writeOperations['elasticIp.associateBatch'],
	'elasticIp.setDeletionProtection': writeOperations['elasticIp.setDeletionProtection'],
	'elasticIp.setDeletionProtection, off': unprotect,
	'bandwidthPackage.addElasticIps': writeOperations['bandwidthPackage.addElasticIps'],
	'bandwidthPackage.removeElasticIp': writeOperations['bandwidthPackage.removeElasticIp'],
	'addressPool.openService': writeOperations['addressPool.openService'],
};

/** Changes that take something away: so already counts only when this execution has sent it. */
const taking = [
	'elasticIp.release',
	'elasticIp.unassociate',
	'bandwidthPackage.delete',
	'segment.release',
	'addressPool.delete',
	'addressPool.deleteCidrBlock',
];

const everything = {
	...asking,
	...Object.fromEntries(taking.map((one) => [one, writeOperations[one]])),
};

async function run(name: string, parameters: Parameters, maxTries = 1) {
	const [resource, operation] = name.split(', ')[0].split('.');
	return await test$.run(
		{ resource, operation, ...parameters },
		{ node: { retryOnFail: maxTries > 1, maxTries, waitBetweenTries: 1 } as object },
	);
}

/** Without what tells the two runs apart: the request, and what was before. */
const shown = (items: Array<{ json: object }>) =>
	items.map(({ json }) =>
		Object.fromEntries(
			Object.entries(json).filter(([name]) => !/^(requestId$|previous)/.test(name)),
		),
	);

describe.each(Object.keys(asking))('%s', (name) => {
	test('is done when it is so from the start, and shows the same', async () => {
		const parameters = asking[name](test$.simulator);
		const first = await run(name, parameters);
		expect(first.error).toBeUndefined();
		const second = await run(name, parameters);
		expect(second.error).toBeUndefined();
		expect(shown(second.items)).toEqual(shown(first.items));
	});

	test('is done without waiting for the end', async () => {
		const parameters = { ...asking[name](test$.simulator), waitUntilDone: false };
		await run(name, { ...parameters, waitUntilDone: true });
		const { error, items } = await run(name, parameters);
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
	});
});

const lostReplies: Array<[string, Fault]> = [
	['cut off', { kind: 'dropAfter', match: isWrite }],
	['503', { kind: 'status', status: 503, run: true, match: isWrite }],
	[
		'503 with a code',
		{ kind: 'code', code: 'ServiceUnavailable', status: 503, run: true, match: isWrite },
	],
];

describe.each(Object.keys(everything))('%s, made while the reply was lost', (name) => {
	test.each(
		lostReplies.flatMap(([how, fault]) => [1, 2].map((tries) => [how, tries, fault] as const)),
	)('(%s), is done, with %d tries', async (_how, tries, fault) => {
		const parameters = everything[name](test$.simulator);
		// With the same token it would bring the lost reply again, without a refusal.
		test$.simulator.settings.honourClientToken = false;
		test$.simulator.faults.add(fault);
		const { error, items } = await run(name, parameters, tries);
		expect(error).toBeUndefined();
		expect(items.length).toBeGreaterThan(0);
	});
});

describe.each(taking)('%s', (name) => {
	test('is refused when someone else has done it', async () => {
		const parameters = everything[name](test$.simulator);
		await run(name, parameters);
		const { error } = await run(name, parameters);
		expect(error?.message).toMatch(/not found|not associated|has no such/);
	});
});

describe('what is so in another way stays a refusal', () => {
	test('associated with another instance', async () => {
		const parameters = asking['elasticIp.associate'](test$.simulator);
		await run('elasticIp.associate', parameters);
		const instanceId = test$.simulator.addInstance({ type: 'EcsInstance', id: 'i-2' }).id;
		const { error } = await run('elasticIp.associate', { ...parameters, instanceId });
		expect(error?.message).toContain('state of the Elastic IP');
	});

	test('associated with another private address, or in another mode', async () => {
		const name = 'elasticIp.associate, a private address';
		const parameters = asking[name](test$.simulator);
		await run(name, parameters);
		const other = { additionalFields: { privateIpAddress: '192.168.0.4' } };
		expect((await run(name, { ...parameters, ...other })).error).toBeDefined();
		expect((await run(name, { ...parameters, mode: 'MULTI_BINDED' })).error).toBeDefined();
	});

	test('in another package', async () => {
		const parameters = asking['bandwidthPackage.addElasticIps'](test$.simulator);
		await run('bandwidthPackage.addElasticIps', parameters);
		const { bandwidthPackageId } = test$.simulator.addBandwidthPackage({});
		const { error } = await run('bandwidthPackage.addElasticIps', {
			...parameters,
			bandwidthPackageId: locator(bandwidthPackageId),
		});
		expect(error).toBeDefined();
	});

	test('an Elastic IP that does not exist is not out of a package', async () => {
		const { bandwidthPackageId } = test$.simulator.addBandwidthPackage({});
		const { error } = await run('bandwidthPackage.removeElasticIp', {
			bandwidthPackageId: locator(bandwidthPackageId),
			allocationId: locator('eip-25877c70gddh5nothere'),
		});
		expect(error?.message).toBe('The Elastic IP was not found');
	});

	const notInIt: Fault = {
		kind: 'code',
		code: 'OperationUnsupported.IpNotInCbwp',
		status: 400,
		action: 'RemoveCommonBandwidthPackageIp',
	};

	test('not in the package, while the Elastic IP says that it is', async () => {
		const parameters = asking['bandwidthPackage.removeElasticIp'](test$.simulator);
		test$.simulator.faults.add(notInIt);
		const { error } = await run('bandwidthPackage.removeElasticIp', parameters);
		expect(error?.message).toContain('was not removed from the Internet Shared Bandwidth instance');
		expect(error?.description).toMatch(/being added.*Try again/s);
	});

	test('not in the package, while it is being added', async () => {
		const { simulator } = test$;
		const parameters = asking['bandwidthPackage.addElasticIps'](simulator);
		simulator.settings.durations.bandwidthPackage = 60_000;
		await run('bandwidthPackage.addElasticIps', { ...parameters, waitUntilDone: false });
		simulator.faults.add(notInIt);
		const { error } = await run('bandwidthPackage.removeElasticIp', {
			bandwidthPackageId: parameters.bandwidthPackageId,
			allocationId: locator(simulator.eips()[0].allocationId),
		});
		expect(error?.message).toContain('was not removed from the Internet Shared Bandwidth instance');
	});

	test('not in the package, while the Elastic IP cannot be read', async () => {
		const parameters = asking['bandwidthPackage.removeElasticIp'](test$.simulator);
		await run('bandwidthPackage.removeElasticIp', parameters);
		test$.simulator.faults.add({
			kind: 'code',
			code: 'Forbidden.RAM',
			status: 403,
			times: Infinity,
			action: 'DescribeEipAddresses',
		});
		const { error } = await run('bandwidthPackage.removeElasticIp', parameters);
		expect(error?.description).toContain('vpc:DescribeEipAddresses');
	});

	test('a dry run of what is so', async () => {
		const parameters = asking['bandwidthPackage.removeElasticIp'](test$.simulator);
		await run('bandwidthPackage.removeElasticIp', parameters);
		const { error } = await run('bandwidthPackage.removeElasticIp', {
			...parameters,
			options: { dryRun: true },
		});
		expect(error?.message).toMatch(/not in/);
	});

	test.each([
		[true, 'DeletionProtection.NotExist', 404, /is off and has not turned it on$/],
		[false, 'DeletionProtection.AlreadyEnabled', 400, /is on and has not turned it off$/],
	])(
		'protection wanted %s and refused with %s',
		async (protectionEnable, code, status, message) => {
			const parameters = asking['elasticIp.setDeletionProtection'](test$.simulator);
			test$.simulator.faults.add({ kind: 'code', code, status, times: Infinity, match: isWrite });
			const wanted = { ...parameters, protectionEnable };
			const { error } = await run('elasticIp.setDeletionProtection', wanted);
			expect(error?.message).toMatch(message);
			expect(error?.description).not.toMatch(/nothing to do/i);
		},
	);
});

describe('an Elastic IP that is not associated', () => {
	test.each([{}, { instanceId: 'i-1', instanceType: 'EcsInstance' }])(
		'is disassociated with the safety checks off (%j)',
		async (additionalFields) => {
			test$.simulator.addInstance({ type: 'EcsInstance', id: 'i-1' });
			const { error, items } = await run('elasticIp.unassociate', {
				allocationId: locator(eip(test$.simulator)),
				additionalFields,
				options: { safetyChecks: false },
			});
			expect(error).toBeUndefined();
			expect(items[0].json.status).toBe('Available');
			expect(test$.sent('UnassociateEipAddress')).toHaveLength(1);
		},
	);

	test('is refused in words with the safety checks on', async () => {
		const { error } = await run('elasticIp.unassociate', {
			allocationId: locator(eip(test$.simulator)),
		});
		expect(error?.message).toContain('is not associated with anything');
		expect(test$.sent('UnassociateEipAddress')).toHaveLength(0);
	});
});

/** Alibaba Cloud repeats the refusal for this token, whatever became possible meanwhile. */
function stickyConflict(): Fault {
	let first: string | undefined;
	return {
		kind: 'code',
		code: 'TaskConflict',
		status: 400,
		times: Infinity,
		match: (request) => {
			const { ClientToken: token } = request.parameters;
			if (!isWrite(request) || token === undefined) return false;
			first ??= token;
			return token === first;
		},
	};
}

const withToken: Record<string, (simulator: Simulator) => Parameters> = {
	...everything,
	'elasticIp.move': writeOperations['elasticIp.move'],
	'elasticIp.setForwardMode': writeOperations['elasticIp.setForwardMode'],
	'addressPool.update': writeOperations['addressPool.update'],
	'addressPool.create': writeOperations['addressPool.create'],
	'segment.convertToPool': writeOperations['segment.convertToPool'],
};
// These have no ClientToken.
delete withToken['elasticIp.release'];
delete withToken['bandwidthPackage.delete'];

describe.each(Object.keys(withToken))('the ClientToken of %s', (name) => {
	test('is another one after a refusal', async () => {
		const parameters = withToken[name](test$.simulator);
		test$.simulator.faults.add(stickyConflict());
		const { error } = await run(name, parameters);
		expect(error).toBeUndefined();
	});

	test('stays after a lost reply', async () => {
		const parameters = withToken[name](test$.simulator);
		test$.simulator.faults.add({ kind: 'dropBefore', match: isWrite });
		const { error } = await run(name, parameters);
		expect(error).toBeUndefined();
		const writes = test$.simulator.requests.filter(isWrite);
		expect(writes[1].action).toBe(writes[0].action);
		expect(writes[1].parameters.ClientToken).toBe(writes[0].parameters.ClientToken);
	});
});

describe.each(['addressPool.create', 'segment.convertToPool'])('%s', (name) => {
	const conflict: Fault = { kind: 'code', code: 'TaskConflict', status: 400, match: isWrite };
	const lost: Fault = { kind: 'dropAfter', match: isWrite };

	test.each([
		['refused, then lost', [conflict, lost], [0, 1, 1]],
		['lost, then refused', [lost, conflict], [0, 0, 0]],
	])('%s, creates one pool, with the newest token', async (_order, faults, tokens) => {
		const { simulator } = test$;
		const parameters = writeOperations[name](simulator);
		for (const fault of faults) simulator.faults.add(fault);
		const { error } = await run(name, parameters);
		expect(error).toBeUndefined();
		const sent = simulator.requests
			.filter(isWrite)
			.map(({ parameters: { ClientToken: token } }) => token);
		const distinct = [...new Set(sent)];
		expect(sent.map((token) => distinct.indexOf(token))).toEqual(tokens);
		expect(simulator.pools()).toHaveLength(1);
	});
});

test.each([
	['once', 1, [0, 0, 0]],
	['twice', 2, [0, 0, 0, 1]],
])(
	'a conflict %s after a lost reply may be with the change itself',
	async (_name, times, tokens) => {
		const parameters = writeOperations['bandwidthPackage.removeElasticIp'](test$.simulator);
		const isChange: Fault['match'] = isWrite;
		test$.simulator.faults.add({ kind: 'dropBefore', match: isChange });
		const conflict = { code: 'OperationConflict', status: 409, match: isChange, times } as const;
		test$.simulator.faults.add({ kind: 'code', ...conflict });
		expect((await run('bandwidthPackage.removeElasticIp', parameters)).error).toBeUndefined();
		const sent = test$.simulator.requests
			.filter(isWrite)
			.map(({ parameters: { ClientToken: token } }) => token);
		const distinct = [...new Set(sent)];
		expect(sent.map((token) => distinct.indexOf(token))).toEqual(tokens);
	},
);

test("the user's own ClientToken stays after a refusal", async () => {
	const parameters = writeOperations['elasticIp.associate'](test$.simulator);
	test$.simulator.faults.add({ kind: 'code', code: 'TaskConflict', status: 400, match: isWrite });
	const { error } = await run('elasticIp.associate', {
		...parameters,
		options: { clientToken: 'mine' },
	});
	expect(error).toBeUndefined();
	const tokens = test$.sent('AssociateEipAddress').map(({ ClientToken: token }) => token);
	expect(tokens).toEqual(['mine', 'mine']);
});

test.each(['elasticIp.allocate', 'bandwidthPackage.create', 'segment.allocate'])(
	'the ClientToken of %s stays after a refusal',
	async (name) => {
		const parameters = writeOperations[name](test$.simulator);
		test$.simulator.faults.add({
			kind: 'code',
			code: 'OperationConflict',
			status: 409,
			match: isWrite,
		});
		const { error } = await run(name, parameters);
		expect(error).toBeUndefined();
		const [first, second] = test$.simulator.requests.filter(isWrite);
		expect(second.parameters.ClientToken).toBe(first.parameters.ClientToken);
	},
);

test.each(['LastTokenProcessing', 'SignatureNonceUsed'])(
	'the ClientToken stays after %s, which says that the request is under way',
	async (code) => {
		const parameters = writeOperations['elasticIp.associate'](test$.simulator);
		test$.simulator.faults.add({ kind: 'code', code, status: 400, match: isWrite });
		expect((await run('elasticIp.associate', parameters)).error).toBeUndefined();
		const [first, second] = test$.sent('AssociateEipAddress');
		expect(second.ClientToken).toBe(first.ClientToken);
	},
);

test("with the simulator's own tokens that stay", async () => {
	const { simulator } = test$;
	simulator.settings.tokenAfterConflict = 'TaskConflict';
	const parameters = writeOperations['elasticIp.associate'](simulator);
	const other = eip(simulator);
	simulator.settings.durations.associating = 300;
	simulator.change(other, {
		status: 'Associating',
		instanceId: 'i-1',
		instanceType: 'EcsInstance',
	});
	setTimeout(() => simulator.change(other, { status: 'Available', instanceId: '' }), 150);
	const { error } = await run('elasticIp.associate', parameters);
	expect(error).toBeUndefined();
	expect(test$.sent('AssociateEipAddress').length).toBeGreaterThan(1);
});

describe('a state that passes is waited for', () => {
	test('by Remove Elastic IP while it is Associating', async () => {
		const { simulator } = test$;
		const parameters = writeOperations['bandwidthPackage.removeElasticIp'](simulator);
		const [{ allocationId }] = simulator.eips();
		simulator.change(allocationId, { status: 'Associating' });
		setTimeout(() => simulator.change(allocationId, { status: 'InUse' }), 200);
		const { error } = await run('bandwidthPackage.removeElasticIp', parameters);
		expect(error).toBeUndefined();
	});

	const all = Object.keys(writeOperations);
	test.each(all)('by %s', async (name) => {
		const parameters = writeOperations[name](test$.simulator);
		test$.simulator.faults.add({
			kind: 'code',
			code: 'IncorrectStatus.Eip',
			status: 400,
			match: isWrite,
		});
		const { error } = await run(name, parameters);
		expect(error).toBeUndefined();
	});
});
