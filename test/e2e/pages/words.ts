import type { INodePropertyOptions } from 'n8n-workflow';
import { resources } from '../../../nodes/AlibabaCloudEip/resources';
import { eventDefinitions } from '../../../nodes/AlibabaCloudEip/trigger/events';
import { description } from '../../unit/description/placesOf';

/** What a user reads in n8n, looked up by what does not change: the values behind the words. */

/** An operation, given as `<resource>/<operation>`. */
function operationOption(path: string): INodePropertyOptions {
	const [resource, operation] = path.split('/');
	const operations = resources.find(({ value }) => value === resource)?.operations.options ?? [];
	return optionOf(operations as INodePropertyOptions[], operation);
}

function optionOf(options: INodePropertyOptions[], value: string): INodePropertyOptions {
	const found = options.find((option) => option.value === value);
	if (!found) throw new Error(`There is no option '${value}'`);
	return found;
}

/** The name of the node in the panel. */
export const NODE_NAME = description.displayName;

/** The name of a resource in its selector. */
export function resourceName(value: string): string {
	const selector = description.properties.find(({ name }) => name === 'resource');
	return optionOf((selector?.options ?? []) as INodePropertyOptions[], value).name;
}

/** The name of an operation in its selector. */
export const operationName = (path: string): string => operationOption(path).name;

/** The name of an operation among the actions in the panel. */
export const actionName = (path: string): string => String(operationOption(path).action);

/** The entry of the panel that adds a trigger for an event, as n8n makes it of the event's name. */
export function eventActionName(value: string): string {
	const options = eventDefinitions.map(({ name, value: own }) => ({ name, value: own }));
	return `On ${optionOf(options, value).name}`;
}
