import type { EipFields } from '../../simulator/state/eip';
import { outputOf } from '../../support/n8nClient';
import { Template, hasRun, itemOf } from '../Template';
import { simulator } from '../environment';

jest.setTimeout(180_000);

const DAY = 86_400_000;

const template = Template.opened('4-release-idle');

const daysAgo = (days: number) => new Date(Date.now() - days * DAY).toISOString().slice(0, 10);

const idleSince = (value: string) => ({ key: 'idle-since', value });

async function add(fields: EipFields): Promise<string> {
	return (await simulator().addEips(1, fields))[0].allocationId;
}

const tagsOf = async (allocationId: string) => (await simulator().eip(allocationId))?.tags;

async function run(dryRun: boolean) {
	await template.fillInSettings({ dryRun });
	return await template.run('Every Night');
}

describe('Report idle Elastic IPs and release them after seven days', () => {
	test('marks, waits, releases, removes the mark, and leaves alone what is to be kept', async () => {
		const { id: instanceId } = await simulator().addInstance({
			type: 'EcsInstance',
			id: 'i-busy-again',
		});
		const fresh = await add({ name: 'fresh' });
		const waiting = await add({ name: 'waiting', tags: [idleSince(daysAgo(5))] });
		const old = await add({ name: 'old', tags: [idleSince(daysAgo(9))] });
		const safe = await add({
			...{ name: 'safe', tags: [idleSince(daysAgo(9))], deletionProtection: true },
		});
		const kept = await add({
			...{ name: 'kept', tags: [idleSince(daysAgo(90)), { key: 'keep', value: '' }] },
		});
		const odd = await add({ name: 'odd', tags: [idleSince('last week')] });
		const busy = await add({ name: 'busy', tags: [idleSince(daysAgo(9))], instanceId });

		const ended = await add({
			...{ name: 'ended', chargeType: 'PrePaid', internetChargeType: 'PayByBandwidth' },
			expiredTime: Date.now() + 30 * DAY,
		});
		const locked = await add({ name: 'locked' });
		await simulator().lock(locked, 'financial');

		const execution = await run(false);

		expect(await simulator().eip(old)).toBeUndefined();
		for (const id of [ended, locked]) expect(await tagsOf(id)).toEqual([]);
		const today = [idleSince(new Date().toISOString().slice(0, 10))];
		expect(await tagsOf(fresh)).toEqual(today);
		expect(await tagsOf(odd)).toEqual(today);
		expect(await tagsOf(waiting)).toEqual([idleSince(daysAgo(5))]);
		expect(await tagsOf(safe)).toEqual([idleSince(daysAgo(9))]);
		expect(await tagsOf(kept)).toHaveLength(2);
		expect(await tagsOf(busy)).toEqual([]);
		expect(await simulator().eip(busy)).toMatchObject({ status: 'InUse' });
		const released = (await simulator().journal()).filter(
			({ change, allocationId }) =>
				change === 'released' &&
				[fresh, waiting, old, safe, kept, odd, busy].includes(allocationId),
		);
		expect(released.map(({ allocationId }) => allocationId)).toEqual([old]);

		const report = itemOf(execution, 'Put Message Here');
		expect(report).toMatchObject({ release: 1, refused: 0, wait: 1, unmark: 1, never: 3 });
		const text = String(report.text);
		expect(text).toMatch(new RegExp(`${old} old: released`));
		expect(text).toMatch(new RegExp(`${safe} safe: idle, but cannot be .* protection is on`));
		expect(text).toMatch(new RegExp(`${ended} ended: idle, but cannot be .* a subscription`));
		expect(text).toMatch(new RegExp(`${locked} locked: idle, but cannot be .* locked: financial`));
		expect(text).toMatch(new RegExp(`${waiting} waiting: idle for 5 days`));
		expect(text).toMatch(new RegExp(`${busy} busy: in use again, mark removed`));
		expect(text).not.toContain(kept);
	});

	test('as it is shipped it says what it would do, and changes nothing', async () => {
		const old = await add({ name: 'old', tags: [idleSince(daysAgo(9))] });
		const fresh = await add({ name: 'fresh' });
		await template.change({});
		const execution = await template.run('Every Night');
		const { release, text } = itemOf(execution, 'Put Message Here');
		expect(release).toBe(0);
		expect(text).toMatch(/^Dry run, nothing was changed\./);
		expect(text).toMatch(new RegExp(`${old} old: to release`));
		expect(text).toMatch(new RegExp(`${fresh} fresh: to mark`));
		expect(await simulator().eip(old)).toMatchObject({ status: 'Available' });
		expect(await tagsOf(fresh)).toEqual([]);
		for (const id of [old, fresh]) await simulator().remove(id);
	});

	test('reports what Alibaba Cloud refuses, and what a deactivated node leaves undone', async () => {
		const old = await add({ name: 'old', tags: [idleSince(daysAgo(9))] });
		await simulator().faults.add({
			...{ kind: 'code', action: 'ReleaseEipAddress', code: 'Forbidden.RAM' },
			...{ message: 'not allowed', status: 403 },
		});
		const refused = itemOf(await run(false), 'Put Message Here');
		await simulator().faults.clear();
		expect(refused).toMatchObject({ release: 0, refused: 1 });
		expect(refused.text).toMatch(new RegExp(`${old} old: to release, refused: .`));

		const settings = template.settings({ dryRun: false });
		await template.change({ Release: { disabled: true }, Settings: settings });
		const left = itemOf(await template.run('Every Night'), 'Put Message Here');
		expect(left).toMatchObject({ release: 0, refused: 0 });
		expect(left.text).toMatch(new RegExp(`${old} old: to release, but that is deactivated`));
		await simulator().remove(old);
	});

	test('has nothing to do on the next night but to report', async () => {
		const execution = await run(false);
		for (const node of ['Mark', 'Unmark'])
			expect([node, hasRun(execution, node)]).toEqual([node, false]);
		expect(outputOf(execution, 'Put Message Here')).toHaveLength(1);
	});
});
