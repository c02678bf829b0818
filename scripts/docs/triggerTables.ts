import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { triggerFields } from '../../nodes/AlibabaCloudEip/trigger/description';
import { eventDefinitions } from '../../nodes/AlibabaCloudEip/trigger/events';
import type { TriggerEvent } from '../../nodes/AlibabaCloudEip/trigger/events/TriggerEvent';
import { conditionOf, fieldTable } from './fields';
import { json, table } from './markdown';
import type { Recorded } from './record';

/** The parts of `docs/trigger.md` that are written from the code. */
export function triggerTables({ events }: Recorded): Record<string, string> {
	return {
		'trigger events': eventTable(),
		'trigger settings': settings(),
		'example event': exampleEvent(events),
		'event values': valuesOf(events),
	};
}

function eventTable(): string {
	const options = triggerFields.find(({ name }) => name === 'events')?.options;
	return table(
		['Trigger on', 'Value', 'Starts the workflow when'],
		((options ?? []) as INodePropertyOptions[]).map(({ name, value, description = '' }) => [
			name,
			`\`${String(value)}\``,
			description,
		]),
	);
}

function settings(): string {
	const plain = triggerFields.filter(({ type }) => type !== 'collection');
	const collections = triggerFields.filter(({ type }) => type === 'collection');
	const all = [
		...plain,
		...collections.flatMap(({ options }) => (options ?? []) as INodeProperties[]),
	];
	return [
		fieldTable(plain, all),
		...collections.flatMap((collection) => [
			[`**${collection.displayName}.**`, conditionOf(collection, all)].filter(Boolean).join(' '),
			fieldTable((collection.options ?? []) as INodeProperties[], all),
		]),
	].join('\n\n');
}

/** An Elastic IP that was associated, as the published workflow gets it: without what marks a test. */
export function exampleEvent(events: TriggerEvent[]): string {
	const shown = events.find(({ event }) => event === 'bound');
	if (!shown) throw new Error('Nothing is recorded of the event bound');
	const { isTest, ...event } = shown;
	return json({ ...event, message: event.message.replace(/^Test event: /, '') });
}

function valuesOf(events: TriggerEvent[]): string {
	const code = (part: unknown) => `\`${JSON.stringify(part)}\``;
	const rows = eventDefinitions.map(({ name, value }) => {
		const event = events.find((one) => one.event === value);
		if (!event) throw new Error(`Nothing is recorded of the event ${value}`);
		return [name, `\`${value}\``, code(event.changedFields), code(event.old), code(event.new)];
	});
	return table(
		['Event', '`event`', '`changedFields`', '`old`', '`new`'],
		rows.sort(([one], [other]) => one.localeCompare(other)),
	);
}
