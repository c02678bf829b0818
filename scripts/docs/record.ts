import type { IDataObject, ILoadOptionsFunctions, INodeParameters } from 'n8n-workflow';
import { AlibabaCloudAccessKeyApi } from '../../credentials/AlibabaCloudAccessKeyApi.credentials.ts';
import { AlibabaCloudEip } from '../../nodes/AlibabaCloudEip/AlibabaCloudEip.node.ts';
import { eventDefinitions } from '../../nodes/AlibabaCloudEip/trigger/events';
import { systemClock } from '../../nodes/AlibabaCloudEip/api/client/clock';
import type { TriggerEvent } from '../../nodes/AlibabaCloudEip/trigger/events/TriggerEvent';
import { isRead } from '../../nodes/AlibabaCloudEip/api/actions';
import { resourceType } from '../../nodes/AlibabaCloudEip/resources/tag/fields';
import { listContext } from '../../test/engine/listSearch/listContext';
import { credentialFor } from '../../test/engine/setup';
import { TriggerHost } from '../../test/engine/trigger/TriggerHost';
import { type Fault, type Simulator, startSimulator } from '../../test/simulator';
import type { Example } from '../schemas/examples';
import { forEachExample, runExample } from '../schemas/generateSchemas';

/** What the documents say about the nodes that only a run can tell. */
export interface Recorded {
	/** By `<resource>/<operation>`. */
	operations: Record<string, RecordedOperation>;
	/** API actions by what needs them. */
	features: Record<string, string[]>;
	/** A test event of each kind. */
	events: TriggerEvent[];
}

export interface RecordedOperation {
	/** API actions that every run calls. */
	actions: string[];
	/** Those that it calls besides when a request does not go well. */
	onTrouble: string[];
	/** An item that it puts out. */
	sample: IDataObject;
}

const EVENTS = eventDefinitions.map(({ value }) => value);

/** What can happen to a request so that the node has to look, wait or undo. */
const troubles: Array<Omit<Fault, 'action'>> = [
	{ kind: 'dropAfter' },
	{ kind: 'code', code: 'IncorrectEipStatus' },
	{ kind: 'code', code: 'OperationDenied' },
];

/** Runs all operations, lists and the trigger through n8n-core against the simulator. */
export async function record(): Promise<Recorded> {
	const operations = await forEachExample(recordOperation);
	return {
		operations: Object.fromEntries(
			[...operations].sort(([one], [other]) => (one < other ? -1 : 1)),
		),
		features: await recordFeatures(),
		events: await recordEvents(),
	};
}

async function recordOperation(operation: string, example: Example): Promise<RecordedOperation> {
	const { output, actions, error } = await runExample(operation, example);
	if (error) throw error;
	const faults = actions
		.filter((name) => !isRead(name))
		.flatMap((action) => troubles.map((trouble) => ({ ...trouble, action })));
	// Each on a simulator of its own, and mostly waiting.
	const runs = await Promise.all(faults.map((fault) => runExample(operation, example, fault)));
	const called = new Set(runs.flatMap((run) => run.actions));
	const onTrouble = [...called].filter((name) => !actions.includes(name)).sort();
	return { actions, onTrouble, sample: fullest(output) };
}

/** The item that shows most. */
function fullest(items: IDataObject[]): IDataObject {
	const stored = JSON.parse(JSON.stringify(items)) as IDataObject[];
	const shown = (item: IDataObject) =>
		Object.values(item).filter((value) => value !== null && JSON.stringify(value) !== '{}').length;
	return stored.reduce((best, item) => (shown(item) > shown(best) ? item : best));
}

/** The types of resources that can have tags. */
const TAGGED_TYPES = (resourceType.options ?? []).flatMap((option) =>
	'value' in option ? [String(option.value)] : [],
);

async function recordFeatures(): Promise<Record<string, string[]>> {
	const { Action: credentialTest } = new AlibabaCloudAccessKeyApi().test.request.qs ?? {};
	const { listSearch, loadOptions } = new AlibabaCloudEip().methods;
	const methods: Record<string, (this: ILoadOptionsFunctions) => Promise<unknown>> = {
		...listSearch,
		...loadOptions,
	};
	const lists: Record<string, string[]> = {};
	for (const [method, list] of Object.entries(methods)) {
		lists[`list ${method}`] = await actionsOf(async (simulator) => {
			for (const resourceType of method === 'getTaggedResources' ? TAGGED_TYPES : ['EIP']) {
				const resource = method === 'getTaggedResources' ? 'tag' : 'elasticIp';
				const parameters = {
					...{ resource, operation: 'get', resourceType },
					publicIpAddressPoolId: simulator.addPool({}).publicIpAddressPoolId,
				};
				await list.call(listContext(parameters, credentialFor(simulator)));
			}
		});
	}
	const watching = async (parameters: INodeParameters) =>
		await actionsOf(async (simulator) => await watch(simulator, parameters));
	const everywhere = () => [{ returnAll: true, regionScope: 'all' }];
	return {
		'credential test': [String(credentialTest)],
		...lists,
		'get many in all regions': (await runExample('elasticIp/getAll', everywhere)).actions,
		trigger: await watching({
			events: EVENTS.filter((event) => event !== 'bandwidthUsage'),
		}),
		'trigger in all regions': await watching({ events: ['bound'], regionScope: 'all' }),
		'trigger on bandwidth use': await watching({ events: ['bandwidthUsage'] }),
	};
}

/** Lets the trigger see an Elastic IP come, change and go. */
async function watch(simulator: Simulator, parameters: INodeParameters): Promise<void> {
	const [eip] = simulator.addEips(1, { instanceId: 'i-bp1example1' });
	const host = new TriggerHost({
		parameters: { ...parameters, usageAllocationIds: eip.allocationId },
		credential: credentialFor(simulator),
	});
	await host.fetchTestEvent();
	await host.activate();
	// The use of bandwidth is asked for when a minute is over.
	const { now } = systemClock;
	systemClock.now = () => Date.now() + 2 * 60_000;
	await host.poll().finally(() => (systemClock.now = now));
	simulator.remove(eip.allocationId);
	await host.poll();
}

async function recordEvents(): Promise<TriggerEvent[]> {
	const simulator = await startSimulator();
	try {
		const tags = [{ key: 'environment', value: 'production' }];
		simulator.addInstance({ type: 'EcsInstance', id: 'i-bp1example1' });
		const [eip] = simulator.addEips(1, { name: 'web', tags, instanceId: 'i-bp1example1' });
		simulator.addEips(1, { name: 'free', tags });
		const host = new TriggerHost({
			parameters: { events: EVENTS, usageAllocationIds: eip.allocationId },
			credential: credentialFor(simulator),
		});
		return JSON.parse(JSON.stringify(await host.fetchTestEvent())) as TriggerEvent[];
	} finally {
		await simulator.close();
	}
}

/** The API actions that a task calls. */
async function actionsOf(task: (simulator: Simulator) => Promise<void>): Promise<string[]> {
	const simulator = await startSimulator();
	try {
		await task(simulator);
		return [...new Set(simulator.requests.map(({ action }) => action))].sort();
	} finally {
		await simulator.close();
	}
}
