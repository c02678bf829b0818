import { waitFor } from '../../support/waitFor';
import type { Comparison } from './Comparison';
import type { Watch } from './Watch';

/** More than one page of Elastic IPs that never change. */
const FILLERS = 120;

/** Goes with a trigger through everything that can happen to it, and compares after each step. */
export async function goThrough(watch: Watch, comparison: Comparison): Promise<void> {
	const { simulator, n8n } = watch;
	simulator.addEips(FILLERS, { name: 'filler' });
	const [one, two, three] = simulator.addEips(3, { name: 'web' }).map((eip) => eip.allocationId);
	const { bandwidthPackageId } = simulator.addBandwidthPackage({ bandwidth: 100 });
	const add = (name = 'web') => simulator.addEips(1, { name })[0].allocationId;

	const step = {
		baseline: 'activated: nothing is new',
		live: 'changes while it is polled',
		failing: 'calls are throttled, dropped and cut off',
		overlapping: 'a poll takes so long that others overtake it',
		killedBetween: 'n8n killed between two polls, changes, started again',
		killedDuring: 'n8n killed during a poll that has read the changes',
		inactive: 'changes while the workflow is not active',
		renamed: 'the workflow renamed, changes',
		filtered: 'the filter changed, changes inside and outside of it',
		unfiltered: 'the filter removed, changes',
		restarted: 'n8n stopped, changes, started again',
	};

	await watch.activate();
	// What was there before belongs to no step.
	await comparison.compare(step.baseline, () => false);

	simulator.change(one, { instanceId: 'i-1' });
	simulator.lock(two, 'financial');
	simulator.change(three, { bandwidth: 50, deletionProtection: true });
	const four = add();
	await comparison.compare(step.live);
	simulator.change(one, { instanceId: 'i-2', tags: [{ key: 'env', value: 'test' }] });
	simulator.unlock(two);
	simulator.change(three, { bandwidthPackageId });
	simulator.remove(four);
	await comparison.compare(step.live);
	simulator.change(one, { instanceId: '' });
	simulator.change(three, { bandwidthPackageId: '', deletionProtection: false });
	await comparison.compare(step.live);

	for (const kind of ['throttle', 'dropAfter', 'truncate'] as const) {
		simulator.faults.add({ kind, action: 'DescribeEipAddresses', times: 2 });
	}
	simulator.change(one, { instanceId: 'i-1' });
	await comparison.compare(step.failing);

	const held = hold(watch);
	simulator.change(one, { instanceId: 'i-3' });
	simulator.remove(add());
	await held.reached();
	await watch.polls(2);
	held.release();
	await comparison.compare(step.overlapping);

	await n8n.kill();
	simulator.change(one, { instanceId: '' });
	simulator.change(two, { instanceId: 'i-2' });
	const five = add();
	await watch.restart();
	await comparison.compare(step.killedBetween);

	const cut = hold(watch);
	simulator.change(one, { instanceId: 'i-1' });
	simulator.remove(five);
	await cut.reached();
	await n8n.kill();
	cut.release();
	await watch.restart();
	await comparison.compare(step.killedDuring);

	await watch.deactivate();
	simulator.change(one, { instanceId: 'i-2' });
	simulator.change(two, { instanceId: '' });
	// There and back, or come and gone: nobody who looks later can see it.
	simulator.change(three, { instanceId: 'i-3' });
	simulator.change(three, { instanceId: '' });
	simulator.remove(add());
	await watch.activate();
	await comparison.compare(step.inactive);

	await watch.rename('Another name');
	simulator.change(two, { instanceId: 'i-2' });
	await comparison.compare(step.renamed);

	await watch.configure({ filters: { name: 'web' } });
	const other = add('other');
	simulator.change(one, { instanceId: 'i-1' });
	await comparison.compare(step.filtered, (id) => id !== other);
	simulator.change(other, { instanceId: 'i-9' });
	simulator.change(two, { instanceId: '' });
	await comparison.compare(step.filtered, (id) => id !== other);
	await watch.configure({ filters: {} });
	simulator.change(other, { instanceId: '' });
	await comparison.compare(step.unfiltered);

	await n8n.stop();
	simulator.change(two, { instanceId: 'i-4' });
	simulator.remove(other);
	await watch.restart();
	await comparison.compare(step.restarted);
	await comparison.compare(step.restarted);
}

/** Keeps back the reply with the second page of the next poll. */
function hold({ simulator }: Watch) {
	let release: () => void = () => undefined;
	const until = new Promise<void>((resolve) => {
		release = resolve;
	});
	simulator.faults.add({
		kind: 'delay',
		after: true,
		until,
		match: ({ parameters }) => parameters.PageNumber === '2',
	});
	return {
		release,
		/** Waits until the poll waits. */
		reached: () =>
			waitFor(() => simulator.faults.pending === 0, {
				what: 'The second page',
				timeout: 60_000,
				interval: 20,
			}),
	};
}
