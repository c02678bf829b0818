import type { IDataObject } from 'n8n-workflow';
import type { Output } from '../../../nodes/AlibabaCloudEip/output/Output';
import { toEvent } from '../../../nodes/AlibabaCloudEip/trigger/eventId';
import { eventDefinitions } from '../../../nodes/AlibabaCloudEip/trigger/events';
import { inventElasticIp } from '../../../nodes/AlibabaCloudEip/trigger/record/invented';
import { toOutput } from '../../../nodes/AlibabaCloudEip/trigger/toOutput';
import { START, settingsOf } from './FakeCloud';

const settings = settingsOf({
	events: eventDefinitions.map(({ value }) => value),
	usageAllocationIds: 'eip-1',
});

const SIMPLIFIED: Output = { kind: 'simplified', fields: [] };

/** The sentences of all events, as their test events have them, whatever the output. */
function messages(output: Output): Record<string, string> {
	return Object.fromEntries(
		eventDefinitions.map(({ value, invent }) => {
			const { fields, ...values } = invent({ settings, now: START });
			const raw: IDataObject = inventElasticIp('cn-hangzhou', settings, START, fields);
			const isAboutOne = value !== 'countCrossed';
			const { message } = toEvent(value, 'id', values, {
				now: START,
				regionId: isAboutOne ? 'cn-hangzhou' : null,
				output,
				elasticIp: isAboutOne ? toOutput(raw, { output }) : null,
			});
			return [value, message];
		}),
	);
}

const WHICH = 'Elastic IP 203.0.113.10 (test event) in cn-hangzhou';

describe('The sentence of an event', () => {
	test('names the Elastic IP and every value', () => {
		for (const [event, message] of Object.entries(messages(SIMPLIFIED))) {
			if (event !== 'countCrossed') expect(message).toContain(WHICH);
			expect(message).toMatch(/^[A-Z].*\.$/);
			expect(message).not.toMatch(/undefined|null|NaN|\[object/);
		}
	});

	// Where a word of it matters; that there is a good one is seen above.
	test('says what happened', () => {
		expect(messages(SIMPLIFIED)).toMatchObject({
			appeared: `${WHICH} has appeared.`,
			statusChanged: `${WHICH} went from Available to In Use.`,
			bound: `${WHICH} was associated with i-test0000000000000000 (EcsInstance).`,
			moved: `${WHICH} was moved from i-test0000000000000001 (EcsInstance) to i-test0000000000000000 (EcsInstance).`,
			unbound: `${WHICH} was disassociated from i-test0000000000000000 (EcsInstance).`,
			locked: `${WHICH} is locked: overdue payment.`,
			unlocked: `${WHICH} is no longer locked; before: overdue payment.`,
			bandwidthChanged: `${WHICH} now has a peak bandwidth of 10 Mbit/s (before: 5).`,
			bandwidthPackageJoined: `${WHICH} is now in the Internet Shared Bandwidth cbwp-test0000000000000000.`,
			bandwidthPackageLeft: `${WHICH} is no longer in the Internet Shared Bandwidth cbwp-test0000000000000000.`,
			tagChanged: `The tags of ${WHICH} have changed.`,
			deletionProtectionChanged: `The deletion protection of ${WHICH} was turned on.`,
			idle: `${WHICH} has not been associated for 168 hours.`,
			expiring: expect.stringMatching(
				/^The subscription of Elastic IP .* ends at \d{4}-\d\d-\d\dT/,
			) as string,
			released: `${WHICH} was released.`,
			bandwidthUsage: `${WHICH} uses 80% of its peak bandwidth.`,
			countCrossed: 'There are 20 Elastic IPs; the threshold is 20.',
		});
	});

	test('is the same with raw output, and where neither name nor address is selected', () => {
		expect(messages({ kind: 'raw', fields: [] })).toEqual(messages(SIMPLIFIED));
		expect(messages({ kind: 'selected', fields: ['status'] })).toEqual(messages(SIMPLIFIED));
	});

	test('names also what the event does not show of the Elastic IP', () => {
		const { message, elasticIp } = toEvent(
			'released',
			'id',
			{ old: null, new: null },
			{
				now: START,
				regionId: 'cn-beijing',
				elasticIp: {
					allocationId: 'eip-1',
					ipAddress: '203.0.113.7',
					name: 'web',
					status: 'InUse',
				},
				output: { kind: 'selected', fields: ['status'] },
			},
		);
		expect(message).toBe('Elastic IP 203.0.113.7 (web) in cn-beijing was released.');
		expect(elasticIp).toEqual({ allocationId: 'eip-1', status: 'InUse' });
	});

	test('names one without an address by its ID, one that is still locked with both reasons', () => {
		const about = {
			now: START,
			regionId: 'cn-beijing',
			elasticIp: { allocationId: 'eip-1' },
			output: SIMPLIFIED,
		};
		expect(toEvent('released', 'id', { old: null, new: null }, about).message).toBe(
			'Elastic IP eip-1 in cn-beijing was released.',
		);
		const values = {
			old: { lockReason: 'financial, security' },
			new: { lockReason: 'security' },
		};
		expect(toEvent('unlocked', 'id', values, about).message).toBe(
			'Elastic IP eip-1 in cn-beijing is still locked: security; before: overdue payment, security.',
		);
	});
});
