import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { AlibabaCloudAccessKeyApi } from '../../../credentials/AlibabaCloudAccessKeyApi.credentials.ts';
import { AlibabaCloudEip } from '../../../nodes/AlibabaCloudEip/AlibabaCloudEip.node.ts';
import { AlibabaCloudEipTrigger } from '../../../nodes/AlibabaCloudEip/AlibabaCloudEipTrigger.node.ts';

/** The tables of the README that are written from the code, by the name of their place. */
export function readmeTables(): Record<string, string> {
	return {
		'credential fields': credentialFields(),
		operations: operations(),
		'trigger events': triggerEvents(),
	};
}

/** Puts the tables into their places: `<!-- generated: name -->` … `<!-- end -->`. */
export function fillIn(readme: string, tables: Record<string, string>): string {
	return readme.replace(
		/(<!-- generated: ([a-z ]+) -->\n)[\s\S]*?(<!-- end -->)/g,
		(_place, start: string, name: string, end: string) => {
			if (!(name in tables)) throw new Error(`There is no table '${name}'`);
			return `${start}\n${tables[name]}\n\n${end}`;
		},
	);
}

function credentialFields(): string {
	const rows = new AlibabaCloudAccessKeyApi().properties.map(
		({ displayName, description, required, default: value }) => [
			displayName,
			required ? 'yes' : 'no',
			value === '' ? '' : `\`${String(value)}\``,
			description ?? '',
		],
	);
	return table(['Field', 'Required', 'Default', 'Description'], rows);
}

function operations(): string {
	const { properties } = new AlibabaCloudEip().description;
	const resources = optionsOf(properties.find(({ name }) => name === 'resource'));
	const rows = resources.flatMap(({ name: resourceName, value }) => {
		const selector = properties.find(
			({ name, displayOptions }) =>
				name === 'operation' && displayOptions?.show?.resource?.includes(value),
		);
		return optionsOf(selector).map(({ name, description = '' }) => {
			const [, text, action] = /^(.*) \((.*)\)$/.exec(description) ?? [];
			return [resourceName, name, text ?? description, action ? `\`${action}\`` : ''];
		});
	});
	return table(['Resource', 'Operation', 'What it does', 'API action'], rows);
}

function triggerEvents(): string {
	const { properties } = new AlibabaCloudEipTrigger().description;
	const events = optionsOf(properties.find(({ name }) => name === 'events'));
	return table(
		['Trigger on', 'Value', 'Starts the workflow when'],
		events.map(({ name, value, description = '' }) => [name, `\`${String(value)}\``, description]),
	);
}

function optionsOf(property: INodeProperties | undefined): INodePropertyOptions[] {
	return (property?.options ?? []) as INodePropertyOptions[];
}

function table(head: string[], rows: string[][]): string {
	const line = (cells: string[]) =>
		`| ${cells.map((cell) => cell.replace(/\|/g, '\\|')).join(' | ')} |`;
	return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
