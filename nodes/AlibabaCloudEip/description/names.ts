import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Resource } from '../resources/Operation';

/** What stands on the canvas below the name of a node, and what n8n says after a run. */

/**
 * What the nodes are for. n8n lists both as one entry, with the description of the trigger (node creator,
 * n8n 2.41), so both say the same of both.
 */
export const DESCRIPTION =
	'Manage Elastic IPs of Alibaba Cloud, or start a workflow when they change';

/** Names as the console writes them, which n8n's rules for action texts do not allow. */
const CONSOLE_NAMES = ['Elastic IP', 'Internet Shared Bandwidth'];

/** What names the chosen operation, in an expression; see `keyOf`. */
export const CHOSEN = '$parameter["resource"] + "." + $parameter["operation"]';

/** The same for one operation. */
export function keyOf(resource: string, operation: string): string {
	return `${resource}.${operation}`;
}

/** An expression for the operation in words, such as "Allocate Elastic IP". */
export function operationInWords(resources: Resource[]): string {
	const names = Object.fromEntries(
		resources.flatMap(({ value, operations }) =>
			optionsOf(operations).map((option) => [
				keyOf(value, String(option.value)),
				inConsoleWords(option.action ?? option.name),
			]),
		),
	);
	// Two closing braces in a row would end it.
	return `={{ (${JSON.stringify(names)})[${CHOSEN}] }}`;
}

/** An expression for a list of values in words. @param parameter the name of the list */
export function listInWords(parameter: string, names: Record<string, string>): string {
	const all = JSON.stringify(names);
	return `={{ $parameter["${parameter}"].map((value) => (${all})[value]).join(", ") }}`;
}

function optionsOf({ options = [] }: INodeProperties): INodePropertyOptions[] {
	return options.filter((option): option is INodePropertyOptions => 'value' in option);
}

function inConsoleWords(action: string): string {
	return CONSOLE_NAMES.reduce((text, name) => text.replace(new RegExp(name, 'i'), name), action);
}
