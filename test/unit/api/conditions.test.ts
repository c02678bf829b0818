import {
	untilBound,
	untilReleased,
	untilSettled,
	untilUnbound,
} from '../../../nodes/AlibabaCloudEip/api/waiting/conditions';
import { FakeClock } from './fakeClock';
import type { WaitCondition } from '../../../nodes/AlibabaCloudEip/api/waiting/waitUntil';

const ID = 'eip-1';
const TARGET = 'i-1';

const available = { Status: 'Available' };
const locked = { Status: 'Available', BusinessStatus: 'OperationLock' };
const associating = { Status: 'Associating', InstanceId: TARGET };
const bound = { Status: 'InUse', InstanceId: TARGET };
const boundElsewhere = { Status: 'InUse', InstanceId: 'i-2' };
const unassociating = { Status: 'Unassociating', InstanceId: TARGET };
const releasing = { Status: 'Releasing' };
const gone = undefined;

let clock = new FakeClock();
beforeEach(() => (clock = new FakeClock()));
const binding = { InstanceId: TARGET };

/** The first verdict that ends the wait, with the number of the look. The looks are two seconds apart. */
function outcomeOf(make: () => WaitCondition, looks: Array<object | undefined>): string {
	const judgement = make();
	for (const [index, look] of looks.entries()) {
		clock.elapsed += 2_000;
		const verdict = judgement(look as Parameters<WaitCondition>[0]);
		if (verdict === 'done') return `done at look ${index + 1}`;
		if (verdict) return `${verdict.unexpected} at look ${index + 1}`;
	}
	return 'still waiting';
}

const times = (count: number, look: object | undefined) =>
	Array.from({ length: count }, () => look);

describe('binding', () => {
	const make = () => untilBound(clock, ID, binding);
	test.each<[string, Array<object | undefined>, string]>([
		[
			'ends when it is associated with the instance',
			[associating, associating, bound],
			'done at look 3',
		],
		['ends at once when it is associated already', [bound], 'done at look 1'],
		['may begin with an old state', [...times(5, available), associating, bound], 'done at look 7'],
		['may begin with nothing found', [...times(5, gone), associating, bound], 'done at look 7'],
		['goes on while it is associated', [...times(100, associating)], 'still waiting'],
		[
			'ends when it falls back',
			[associating, available, available],
			`The Elastic IP 'eip-1' fell back to Available at look 3`,
		],
		[
			'ends when it never begins',
			times(7, available),
			`The Elastic IP 'eip-1' fell back to Available at look 7`,
		],
		[
			'ends when it is gone',
			times(6, gone),
			`The Elastic IP 'eip-1' disappeared while it was being changed at look 6`,
		],
		[
			'ends when another was faster',
			[associating, boundElsewhere, boundElsewhere],
			`The Elastic IP 'eip-1' was associated with 'i-2' instead of 'i-1' at look 3`,
		],
		[
			'goes on when it was Available in one reply',
			[associating, available, associating, bound],
			'done at look 4',
		],
		[
			'goes on when it was associated elsewhere in one reply',
			[associating, boundElsewhere, bound],
			'done at look 3',
		],
		[
			'goes on when it was not found five times',
			[associating, ...times(5, gone), associating, ...times(5, gone), bound],
			'done at look 13',
		],
		['waits while another unbinds it', [unassociating, associating, bound], 'done at look 3'],
	])('%s', (_name, looks, end) => {
		expect(outcomeOf(make, looks)).toBe(end);
	});
});

describe('unbinding', () => {
	const make = () => untilUnbound(clock, ID);
	test.each<[string, Array<object | undefined>, string]>([
		['ends when it is Available', [unassociating, available], 'done at look 2'],
		['ends at once when it is Available already', [available], 'done at look 1'],
		[
			'may begin with an old state',
			[...times(5, bound), unassociating, available],
			'done at look 7',
		],
		['goes on while it is disassociated', times(100, unassociating), 'still waiting'],
		[
			'ends when it falls back',
			[unassociating, bound, bound],
			`The Elastic IP 'eip-1' fell back to In Use at look 3`,
		],
		[
			'ends when it never begins',
			times(7, bound),
			`The Elastic IP 'eip-1' fell back to In Use at look 7`,
		],
		[
			'ends when it is gone',
			times(6, gone),
			`The Elastic IP 'eip-1' disappeared while it was being changed at look 6`,
		],
	])('%s', (_name, looks, end) => {
		expect(outcomeOf(make, looks)).toBe(end);
	});
});

describe('releasing', () => {
	const make = () => untilReleased(clock, ID);
	test.each<[string, Array<object | undefined>, string]>([
		['ends when it is gone', [releasing, ...times(3, gone)], 'done at look 4'],
		['ends when it is gone already', times(3, gone), 'done at look 3'],
		['goes on when it was not found twice', [gone, gone, releasing, gone, gone], 'still waiting'],
		[
			'may begin with an old state',
			[...times(5, available), releasing, ...times(3, gone)],
			'done at look 9',
		],
		['goes on while it is released', times(100, releasing), 'still waiting'],
		[
			'ends when it falls back',
			[releasing, available, available],
			`The Elastic IP 'eip-1' fell back to Available at look 3`,
		],
		[
			'ends when it never begins',
			times(7, available),
			`The Elastic IP 'eip-1' fell back to Available at look 7`,
		],
	])('%s', (_name, looks, end) => {
		expect(outcomeOf(make, looks)).toBe(end);
	});

	test('that another makes impossible by binding it is waited for until the time limit', () => {
		expect(outcomeOf(make, times(100, bound))).toBe('still waiting');
	});
});

describe('settling', () => {
	const make = () => untilSettled(clock, ID);
	test.each<[string, Array<object | undefined>, string]>([
		['ends when it is associated', [associating, bound], 'done at look 2'],
		['ends when it is Available', [unassociating, available], 'done at look 2'],
		['may begin with nothing found', [...times(5, gone), available], 'done at look 6'],
		['goes on while it is changing', times(100, unassociating), 'still waiting'],
		[
			'ends when it is gone',
			times(6, gone),
			`The Elastic IP 'eip-1' disappeared while it was being changed at look 6`,
		],
		[
			'ends when it is being released',
			[releasing, releasing],
			`The Elastic IP 'eip-1' is being released at look 2`,
		],
	])('%s', (_name, looks, end) => {
		expect(outcomeOf(make, looks)).toBe(end);
	});
});

test('a lock is named as the reason of a fall-back', () => {
	const adviceFor = (elasticIp: object) => {
		const judgement = untilBound(clock, ID, binding);
		judgement(associating);
		judgement(elasticIp as Parameters<WaitCondition>[0]);
		const verdict = judgement(elasticIp as Parameters<WaitCondition>[0]);
		return typeof verdict === 'object' ? verdict.advice : '';
	};
	expect(adviceFor(locked)).toContain('It is locked');
	expect(adviceFor(available)).toContain('did not carry it out');
});

test('each condition remembers only what it saw itself', () => {
	const [one, other] = [untilBound(clock, ID, binding), untilBound(clock, ID, binding)];
	one(associating as never);
	expect(other(available as never)).toBeUndefined();
	one(available as never);
	expect(one(available as never)).toMatchObject({ unexpected: expect.any(String) });
});

describe('a binding is all that was asked for', () => {
	const wanted = {
		InstanceId: 'eni-1',
		InstanceType: 'NetworkInterface',
		Mode: 'NAT',
		PrivateIpAddress: '192.168.0.5',
	};
	const inUse = { Status: 'InUse', ...wanted };
	const make = () => untilBound(clock, ID, wanted);

	test.each([
		['PrivateIpAddress', '192.168.0.4', "'eni-1' (192.168.0.4) instead of 'eni-1' (192.168.0.5)"],
		['Mode', 'BINDED', "'eni-1' (192.168.0.5) instead of"],
		['InstanceType', 'EcsInstance', 'instead of'],
	])('another %s is another binding', (name, value, message) => {
		const other = { ...inUse, [name]: value };
		expect(outcomeOf(make, [associating, other, inUse])).toBe('done at look 3');
		expect(outcomeOf(make, [associating, other, other])).toContain(message);
	});

	test('what the reply does not tell, and what was not asked for, speaks against nothing', () => {
		expect(outcomeOf(make, [{ ...inUse, PrivateIpAddress: '', Mode: undefined }])).toBe(
			'done at look 1',
		);
		expect(
			outcomeOf(() => untilBound(clock, ID, { InstanceId: 'eni-1' }), [{ ...inUse, Mode: 'X' }]),
		).toBe('done at look 1');
	});
});

test('reads without time between them prove nothing', () => {
	const judgement = untilReleased(clock, ID);
	for (let read = 0; read < 20; read++) expect(judgement(undefined)).toBeUndefined();
	clock.elapsed += 3_500;
	expect(judgement(undefined)).toBe('done');
});
