import type { Operation } from '../../../nodes/AlibabaCloudEip/resources/Operation';
import { InvalidInput } from '../../../nodes/AlibabaCloudEip/errors/ApiFailure';
import { allocateAndAssociate } from '../../../nodes/AlibabaCloudEip/resources/elasticIp/allocateAndAssociate';
import { associate } from '../../../nodes/AlibabaCloudEip/resources/elasticIp/associate';
import { associateBatch } from '../../../nodes/AlibabaCloudEip/resources/elasticIp/associateBatch';
import { getGatewayInfo } from '../../../nodes/AlibabaCloudEip/resources/elasticIp/getGatewayInfo';
import { move } from '../../../nodes/AlibabaCloudEip/resources/elasticIp/move';
import { unassociate } from '../../../nodes/AlibabaCloudEip/resources/elasticIp/unassociate';
import { convertFields } from '../../../nodes/AlibabaCloudEip/execution/inputFields';

/** What is bound to, and what its ID says. */

const EIP = 'eip-25877c70gddh5abcd';
const IDS = {
	EcsInstance: 'i-2zebb08phyczzawe5abcd',
	NetworkInterface: 'eni-bp125p95hhdhn3otabcd',
	SlbInstance: 'lb-bp1b6c719dfa08exabcd',
	Nat: 'ngw-bp1047e2d4z7kf2kiabcd',
	HaVip: 'havip-bp1rqwz0x1jz0abcd',
	IpAddress: '192.168.0.4',
};
type Kind = keyof typeof IDS;
const kinds = Object.keys(IDS) as Kind[];
const names: Record<Kind, string> = {
	EcsInstance: 'an ECS instance',
	NetworkInterface: 'a network interface',
	SlbInstance: 'a CLB instance',
	Nat: 'a NAT gateway',
	HaVip: 'a HAVIP',
	IpAddress: 'an IP address',
};

const send = (operation: Operation, values: Record<string, unknown>) => {
	const all = { AllocationId: EIP, AllocationIds: EIP, VpcId: 'vpc-1', Mode: 'NAT', ...values };
	const reading = { timezone: 'UTC', readField: () => '' };
	const { parameters, controls } = convertFields(operation, all, reading);
	operation.check?.(parameters, 0, controls);
	return parameters;
};

const refusalOf = (operation: Operation, values: Record<string, unknown>): string => {
	try {
		send(operation, values);
	} catch (error) {
		if (error instanceof InvalidInput) return error.message;
		throw error;
	}
	return 'not refused';
};

describe.each([associate, move, allocateAndAssociate])('$value', (operation) => {
	test.each(kinds)('the ID says that it is of the kind %s', (kind) => {
		for (const InstanceType of ['auto', 'AUTO', '', undefined, kind]) {
			const sent = send(operation, { InstanceId: IDS[kind], InstanceType });
			expect(sent).toMatchObject({ InstanceId: IDS[kind], InstanceType: kind });
			expect('Mode' in sent).toBe(kind === 'NetworkInterface');
			expect('VpcId' in sent).toBe(kind === 'IpAddress');
		}
	});

	// A private address with this type stands for the ECS instance that has it.
	const isByAddress = (is: Kind, says: Kind) => is === 'IpAddress' && says === 'EcsInstance';
	const contradictions = kinds.flatMap((is) =>
		kinds.filter((says) => says !== is && !isByAddress(is, says)).map((says) => [is, says]),
	);
	test.each(contradictions)('%s is refused with the type %s, with both named', (is, says) => {
		const values = { InstanceId: IDS[is as Kind], InstanceType: says };
		expect(refusalOf(operation, values)).toBe(
			`'Instance' is ${names[is as Kind]} ('${IDS[is as Kind]}'), but 'Instance Type' says ${names[says as Kind]}`,
		);
	});

	test('an ID that says nothing needs a type, and any is believed', () => {
		expect(refusalOf(operation, { InstanceId: 'web-1' })).toBe(
			"The type of 'Instance' cannot be detected from 'web-1'",
		);
		expect(send(operation, { InstanceId: 'web-1', InstanceType: 'Nat' }).InstanceType).toBe('Nat');
		// A VPC may use public addresses as private ones.
		const publicAddress = { InstanceId: '203.0.113.9', InstanceType: 'IpAddress' };
		expect(send(operation, publicAddress).InstanceType).toBe('IpAddress');
	});
});

describe('associateBatch', () => {
	test.each(kinds)('takes NAT gateways and network interfaces: %s', (kind) => {
		const values = { InstanceId: IDS[kind], Mode: 'MULTI_BINDED' };
		if (kind === 'Nat' || kind === 'NetworkInterface') {
			const sent = send(associateBatch, values);
			expect(sent).toMatchObject({ BindedInstanceId: IDS[kind], BindedInstanceType: kind });
			expect('Mode' in sent).toBe(kind === 'NetworkInterface');
			const other = kind === 'Nat' ? 'NetworkInterface' : 'Nat';
			expect(refusalOf(associateBatch, { ...values, BindedInstanceType: other })).toContain(
				`but 'Instance Type' says ${names[other]}`,
			);
		} else {
			expect(refusalOf(associateBatch, values)).toBe(
				`'Instance' is ${names[kind]} ('${IDS[kind]}'), which is not possible here`,
			);
		}
	});
});

test.each(kinds)('getGatewayInfo takes network interfaces: %s', (kind) => {
	const isPossible = kind === 'NetworkInterface';
	expect(refusalOf(getGatewayInfo, { InstanceId: IDS[kind] })).toBe(
		isPossible
			? 'not refused'
			: `'Instance' is ${names[kind]} ('${IDS[kind]}'), which is not possible here`,
	);
});

describe('unassociate', () => {
	test.each(kinds)('the ID says that it is of the kind %s', (kind) => {
		for (const InstanceType of ['auto', '', undefined, kind]) {
			expect(send(unassociate, { InstanceId: IDS[kind], InstanceType }).InstanceType).toBe(kind);
		}
	});

	test('a contradiction is refused', () => {
		const values = { InstanceId: IDS.Nat, InstanceType: 'EcsInstance' };
		expect(refusalOf(unassociate, values)).toBe(
			`'Instance' is ${names.Nat} ('${IDS.Nat}'), but 'Instance Type' says ${names.EcsInstance}`,
		);
	});

	test.each([{ InstanceType: 'auto' }, { InstanceId: 'web-1', InstanceType: 'auto' }, {}])(
		'what %j does not tell is left to be looked up',
		(values) => {
			expect(send(unassociate, values)).not.toHaveProperty('InstanceType');
		},
	);
});
