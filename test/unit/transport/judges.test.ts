import {
	untilBound,
	untilReleased,
	untilSettled,
	untilUnbound,
} from '../../../nodes/AlibabaCloudEip/transport/judges';
import type { Judge } from '../../../nodes/AlibabaCloudEip/transport/statusPoller';

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

/** The first verdict that ends the wait, with the number of the look. */
function judge(make: () => Judge, looks: Array<object | undefined>): string {
	const judgement = make();
	for (const [index, look] of looks.entries()) {
		const verdict = judgement(look as Parameters<Judge>[0]);
		if (verdict === 'done') return `done at look ${index + 1}`;
		if (verdict) return `${verdict.unexpected} at look ${index + 1}`;
	}
	return 'still waiting';
}

const times = (count: number, look: object | undefined) =>
	Array.from({ length: count }, () => look);

describe('binding', () => {
	const make = () => untilBound(ID, TARGET);
	test.each<[string, Array<object | undefined>, string]>([
		['ends when it is bound to the instance', [associating, associating, bound], 'done at look 3'],
		['ends at once when it is bound already', [bound], 'done at look 1'],
		['may begin with an old state', [...times(5, available), associating, bound], 'done at look 7'],
		['may begin with nothing found', [...times(5, gone), associating, bound], 'done at look 7'],
		['goes on while it is bound', [...times(100, associating)], 'still waiting'],
		[
			'ends when it falls back',
			[associating, available],
			`The Elastic IP 'eip-1' fell back to Available at look 2`,
		],
		[
			'ends when it never begins',
			times(6, available),
			`The Elastic IP 'eip-1' fell back to Available at look 6`,
		],
		[
			'ends when it is gone',
			times(6, gone),
			`The Elastic IP 'eip-1' disappeared while it was being changed at look 6`,
		],
		[
			'ends when another was faster',
			[associating, boundElsewhere],
			`The Elastic IP 'eip-1' was bound to 'i-2' instead of 'i-1' at look 2`,
		],
		['waits while another unbinds it', [unassociating, associating, bound], 'done at look 3'],
	])('%s', (_name, looks, end) => {
		expect(judge(make, looks)).toBe(end);
	});
});

describe('unbinding', () => {
	const make = () => untilUnbound(ID);
	test.each<[string, Array<object | undefined>, string]>([
		['ends when it is Available', [unassociating, available], 'done at look 2'],
		['ends at once when it is Available already', [available], 'done at look 1'],
		[
			'may begin with an old state',
			[...times(5, bound), unassociating, available],
			'done at look 7',
		],
		['goes on while it is unbound', times(100, unassociating), 'still waiting'],
		[
			'ends when it falls back',
			[unassociating, bound],
			`The Elastic IP 'eip-1' fell back to In Use at look 2`,
		],
		[
			'ends when it never begins',
			times(6, bound),
			`The Elastic IP 'eip-1' fell back to In Use at look 6`,
		],
		[
			'ends when it is gone',
			[gone],
			`The Elastic IP 'eip-1' disappeared while it was being changed at look 1`,
		],
	])('%s', (_name, looks, end) => {
		expect(judge(make, looks)).toBe(end);
	});
});

describe('releasing', () => {
	const make = () => untilReleased(ID);
	test.each<[string, Array<object | undefined>, string]>([
		['ends when it is gone', [releasing, gone], 'done at look 2'],
		['ends at once when it is gone already', [gone], 'done at look 1'],
		['may begin with an old state', [...times(5, available), releasing, gone], 'done at look 7'],
		['goes on while it is released', times(100, releasing), 'still waiting'],
		[
			'ends when it falls back',
			[releasing, available],
			`The Elastic IP 'eip-1' fell back to Available at look 2`,
		],
		[
			'ends when it never begins',
			times(6, available),
			`The Elastic IP 'eip-1' fell back to Available at look 6`,
		],
	])('%s', (_name, looks, end) => {
		expect(judge(make, looks)).toBe(end);
	});

	test('that another makes impossible by binding it is waited for until the time limit', () => {
		expect(judge(make, times(100, bound))).toBe('still waiting');
	});
});

describe('settling', () => {
	const make = () => untilSettled(ID);
	test.each<[string, Array<object | undefined>, string]>([
		['ends when it is bound', [associating, bound], 'done at look 2'],
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
			[releasing],
			`The Elastic IP 'eip-1' disappeared while it was being changed at look 1`,
		],
	])('%s', (_name, looks, end) => {
		expect(judge(make, looks)).toBe(end);
	});
});

test('a lock is named as the reason of a fall-back', () => {
	const adviceFor = (elasticIp: object) => {
		const judgement = untilBound(ID, TARGET);
		judgement(associating);
		const verdict = judgement(elasticIp as Parameters<Judge>[0]);
		return typeof verdict === 'object' ? verdict.advice : '';
	};
	expect(adviceFor(locked)).toContain('It is locked');
	expect(adviceFor(available)).toContain('did not make it');
});

test('each judge remembers only what it saw itself', () => {
	const [one, other] = [untilBound(ID, TARGET), untilBound(ID, TARGET)];
	one(associating as never);
	expect(other(available as never)).toBeUndefined();
	expect(one(available as never)).toMatchObject({ unexpected: expect.any(String) });
});
