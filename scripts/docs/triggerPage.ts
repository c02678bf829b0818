import type { INodeProperties } from 'n8n-workflow';
import { triggerFields } from '../../nodes/AlibabaCloudEip/trigger/description';
import { eventDefinitions } from '../../nodes/AlibabaCloudEip/trigger/events';
import { conditionOf, fieldTable } from './fields';
import { GENERATED, json, table } from './markdown';
import type { Recorded } from './record';

/** `docs/trigger.md`: the settings of the trigger and what its events look like. */
export function triggerPage({ events }: Recorded): string {
	const plain = triggerFields.filter(({ type }) => type !== 'collection');
	const collections = triggerFields.filter(({ type }) => type === 'collection');
	const all = [
		...plain,
		...collections.flatMap(({ options }) => (options ?? []) as INodeProperties[]),
	];
	const example = events.find(({ event }) => event === 'bound');
	return [
		GENERATED,
		'# Trigger',
		'The settings of the node **Alibaba Cloud EIP Trigger** and the items that it puts out. How it works is in the [README](../README.md#trigger).',
		'## Settings',
		fieldTable(plain, all),
		...collections.flatMap((collection) => [
			`${[collection.displayName, conditionOf(collection, all)].filter(Boolean).join('. ').replace(/\.$/, '')}:`,
			fieldTable((collection.options ?? []) as INodeProperties[], all),
		]),
		'## Output',
		'One item for each event. _Bound_, for example:',
		json(example),
		'What each event tells, as _Fetch Test Event_ shows it:',
		table(
			['Event', '`event`', '`changedFields`', '`old`', '`new`'],
			eventDefinitions
				.map(({ name, value }) => {
					const event = events.find((one) => one.event === value);
					if (!event) throw new Error(`Nothing is recorded of the event ${value}`);
					const code = (part: unknown) => `\`${JSON.stringify(part)}\``;
					return [
						name,
						`\`${value}\``,
						code(event.changedFields),
						code(event.old),
						code(event.new),
					];
				})
				.sort(([one], [other]) => one.localeCompare(other)),
		),
	].join('\n\n');
}
