import type * as Trigger from '../../nodes/AlibabaCloudEip/AlibabaCloudEipTrigger.node.ts';
import type * as Diff from '../../nodes/AlibabaCloudEip/trigger/diff';
import { eventDefinitions } from '../../nodes/AlibabaCloudEip/trigger/events';
import type * as State from '../../nodes/AlibabaCloudEip/trigger/state/state';
import { triggerProperties } from '../../nodes/AlibabaCloudEip/trigger/description';
import { TriggerHost } from '../engine/trigger/TriggerHost';
import {
	REGIONS,
	type StateCode,
	largeAccount,
	measureCpu,
	stateOf,
} from '../unit/trigger/largeAccount';
import { type Outcome, type Row, type Setting, atMost, exactly } from './parts/Benchmark';
import { measure, peakOfHeap } from './parts/measure';
import { shipped, shippedCredential } from './parts/shipped';
import { credentialFor, withSimulator } from './parts/world';

/** Milliseconds of the processor at 10,000 Elastic IPs. */
const DIFF_GOAL = 30;
const BYTES = { 'default events': 96, 'all events': 160 } as const;
/** With fewer Elastic IPs a poll is over before its heap can be looked at. */
const LONG_POLL = 10_000;
/** So much more for each Elastic IP would not be linear any more, however busy the machine. */
const WIDE_MARGIN = 3;

const EVENTS: Record<keyof typeof BYTES, string[]> = {
	'default events': triggerProperties[0].default as string[],
	'all events': eventDefinitions.map(({ value }) => value),
};

const label = (count: number) => `${count.toLocaleString('en')} Elastic IPs`;

function shippedState(packageFolder: string): StateCode {
	return {
		...shipped<typeof State>(packageFolder, 'nodes/AlibabaCloudEip/trigger/state/state'),
		...shipped<typeof Diff>(packageFolder, 'nodes/AlibabaCloudEip/trigger/diff'),
	};
}

/** State and diff, without the network. */
function measureState(counts: number[], { isShort, packageFolder }: Setting): Outcome {
	const code = shippedState(packageFolder);
	const outcome: Outcome = { rows: [], checks: [] };
	const perEip: Array<{ count: number; diff: number }> = [];
	for (const count of counts) {
		const regions = largeAccount(count);
		for (const [name, most] of Object.entries(BYTES)) {
			const events = EVENTS[name as keyof typeof BYTES];
			const { state } = stateOf(regions, events, code);
			const bytes = Buffer.byteLength(JSON.stringify(code.encodeState(state))) / count;
			// With few of them the frame of the state counts for more.
			const isGoal = count >= 10_000;
			outcome.rows.push({
				what: `${label(count)}, ${name}`,
				measure: 'bytes of state for each',
				value: bytes,
				...(isGoal && { goal: { text: `≤ ${most}`, isMet: bytes <= most } }),
			});
			if (count >= 1_000) outcome.checks.push(atMost(`Bytes of state, ${name}`, bytes, most));
		}
		const { diff } = measureCpu(regions, EVENTS['default events'], isShort ? 7 : 25, code);
		perEip.push({ count, diff: diff / count });
		outcome.rows.push({
			what: label(count),
			measure: 'ms of CPU for the diff',
			value: diff,
			...(count === 10_000 && {
				goal: { text: `< ${DIFF_GOAL}`, isMet: diff < DIFF_GOAL },
			}),
		});
	}
	// Below a thousand it is too short to be measured.
	const [least, ...more] = perEip.filter(({ count }) => count >= 1_000);
	for (const { count, diff } of more) {
		const growth = diff / least.diff;
		outcome.checks.push(atMost(`CPU of the diff for each of ${count}`, growth, WIDE_MARGIN));
	}
	return outcome;
}

/** A poll of the trigger node in n8n-core, over HTTP, in which nothing has changed. */
async function measurePolls(counts: number[], setting: Setting): Promise<Outcome> {
	const { AlibabaCloudEipTrigger } = shipped<typeof Trigger>(
		setting.packageFolder,
		'nodes/AlibabaCloudEip/AlibabaCloudEipTrigger.node',
	);
	const outcome: Outcome = { rows: [], checks: [] };
	for (const count of counts) {
		await withSimulator(setting, async ({ url, client }) => {
			const inRegion = REGIONS.map(
				(_, index) => Math.floor(count / 3) + (index < count % 3 ? 1 : 0),
			);
			for (const [index, region] of REGIONS.entries()) {
				await client.addEips(inRegion[index], { region });
			}
			const host = new TriggerHost({
				parameters: { events: EVENTS['default events'], regionScope: 'chosen', regionIds: REGIONS },
				credential: credentialFor(url),
				node: new AlibabaCloudEipTrigger(),
				credentialType: shippedCredential(setting.packageFolder),
			});
			await host.activate();
			const start = (await client.state()).requests;
			const poll = async () => {
				const events = await host.poll();
				if (events.length > 0) throw new Error('Nothing has changed, but there are events');
				return host;
			};
			const { wall } = await measure(async () => void (await poll()));
			const calls = (await client.state()).requests - start;
			const wanted = inRegion.reduce((sum, part) => sum + Math.ceil(part / 100), 0);
			const what = label(count);
			const rows: Row[] = [
				{
					...{ what, measure: 'calls of a poll', value: calls },
					goal: { text: 'one for each 100', isMet: calls === wanted },
				},
				{ what, measure: 'ms of a poll', value: wall },
			];
			if (count >= LONG_POLL) {
				const megabytes = (await peakOfHeap(poll, poll)) / 1e6;
				rows.push({ what, measure: 'MB of heap at most in a poll', value: megabytes });
			}
			outcome.rows.push(...rows);
			outcome.checks.push(exactly(`Calls of a poll of ${what}`, calls, wanted));
		});
	}
	return outcome;
}

/** The trigger in 3 regions, when nothing has changed. */
export async function trigger(setting: Setting): Promise<Outcome> {
	const counts = setting.isShort ? [100, 1_000] : [100, 1_000, 10_000, 50_000];
	const state = measureState(setting.isShort ? [100, 1_000, 10_000] : counts, setting);
	const polls = await measurePolls(counts, setting);
	return {
		rows: [...polls.rows, ...state.rows],
		checks: [...polls.checks, ...state.checks],
	};
}
