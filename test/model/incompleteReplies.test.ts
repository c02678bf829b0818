import fc from 'fast-check';
import { clock } from './support/clock';
import type { Eip, Json } from './support/cloud';
import { BOUND, node } from './support/flows';
import { byId, eip } from './support/n8n';
import { search } from './support/search';
import { inWorld, valuesOf } from './support/world';

/** What a reply does not tell, or not in a form that can be read, is taken for a no by every guard. */

const GUARDS: Record<string, { field: string; option: (it: Eip) => Record<string, unknown> }> = {
	address: { field: 'IpAddress', option: ({ ip }) => ({ onlyIfIpAddress: ip }) },
	name: { field: 'Name', option: ({ name }) => ({ onlyIfName: name }) },
	tags: {
		field: 'Tags',
		option: () => ({ onlyIfTags: { tag: [{ key: 'team', value: 'right' }] } }),
	},
	age: { field: 'AllocationTime', option: () => ({ onlyIfAllocatedHours: 24 }) },
	status: { field: 'Status', option: () => ({}) },
	protection: { field: 'DeletionProtection', option: () => ({}) },
	locks: { field: 'OperationLocks', option: () => ({}) },
	managed: { field: 'ServiceManaged', option: () => ({}) },
	charge: { field: 'ChargeType', option: () => ({}) },
};
/** What older replies of Alibaba Cloud did not have: absent is no sign of anything (recordings 1.3). */
const OLD = ['protection', 'managed'];

const play = async (story: {
	operation: string;
	guard: string;
	value: unknown;
	safetyChecks: boolean;
}) =>
	await inWorld(async (world) => {
		const it = world.add({
			name: 'right',
			tags: { team: 'right' },
			...(story.operation === 'unassociate' ? BOUND : {}),
			allocatedAt: clock.wall - 100 * 3_600_000,
		});
		const { field, option } = GUARDS[story.guard];
		world.cloud.fault = (call) =>
			call.action === 'DescribeEipAddresses' && !world.cloud.calls.some(({ applied }) => applied)
				? {
						reshape: (reply) => {
							for (const record of valuesOf(reply, 'EipAddress').flat() as Json[])
								if (story.value === undefined) delete record[field];
								else record[field] = story.value;
							return reply;
						},
					}
				: undefined;
		const given = option(it);
		const run = await world.run(
			node(
				'Do',
				eip(story.operation, {
					allocationId: byId(it.id),
					options: { timeLimit: 60, safetyChecks: story.safetyChecks, ...given },
				}),
			),
			[{}],
		);
		const sent = world.cloud.sent(
			story.operation === 'release' ? 'ReleaseEipAddress' : 'UnassociateEipAddress',
		);
		const isOption = Object.keys(given).length > 0;
		// What may be read as plain, and what the checks that are off need not see.
		const plain =
			(story.guard === 'locks' &&
				['{"LockReason":null}', '{}', '[]', 'null', '""'].includes(JSON.stringify(story.value))) ||
			(OLD.includes(story.guard) &&
				(story.value === undefined || story.value === null || story.value === '')) ||
			(story.operation === 'unassociate' && ['age', 'charge', 'protection'].includes(story.guard));
		if (!story.safetyChecks && !isOption) return;
		if (plain) return;
		if (sent.length > 0)
			throw new Error(
				`${story.operation} was sent although ${field} was ${JSON.stringify(story.value)}\n${run.text}`,
			);
		expect(run.status).toBe('error');
		expect(world.rejections).toEqual([]);
	});

test('a guard whose field is missing or strange lets nothing through', async () => {
	await search(
		fc.record({
			operation: fc.constantFrom('release', 'unassociate'),
			guard: fc.constantFrom(...Object.keys(GUARDS)),
			value: fc.oneof(
				fc.constant(undefined),
				fc.constantFrom<unknown>(
					null,
					'',
					[],
					{},
					7,
					'unknown',
					'9999-99-99',
					{ Tag: null },
					{ Tag: {} },
					{ Tag: [{ Key: 'team' }] },
					{ Tag: [{ key: 'team', value: 'right' }] },
					{ Tag: [{ Key: 'team', Value: ['right'] }] },
					{ Tag: 'team=right' },
					{ LockReason: null },
					{ LockReason: 'security' },
					{ LockReason: [{}] },
					{ LockReason: [{ LockReason: '' }] },
				),
			),
			safetyChecks: fc.constantFrom(true, true, true, false),
		}),
		async (story) =>
			// Fails today, see below.
			story.guard === 'locks' && story.value === undefined ? undefined : await play(story),
		120,
	);
});

// Found by the search: without OperationLocks an Elastic IP is taken for one that is not locked.
test.each(['release', 'unassociate'])(
	'%s is not sent where the reply does not tell of locks',
	async (operation) => {
		await play({ operation, guard: 'locks', value: undefined, safetyChecks: true });
	},
);
