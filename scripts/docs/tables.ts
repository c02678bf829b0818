import type { INodePropertyOptions } from 'n8n-workflow';
import { AlibabaCloudAccessKeyApi } from '../../credentials/AlibabaCloudAccessKeyApi.credentials.ts';
import { AlibabaCloudEipTrigger } from '../../nodes/AlibabaCloudEip/AlibabaCloudEipTrigger.node.ts';
import { layers } from '../lint/layers.mjs';
import { commonErrors } from './errorsPage';
import { examplesTable } from './examplesTable';
import { json, table } from './markdown';
import { describedOperations, linkTo } from './operationsPage';
import { policiesOf } from './policies';
import type { Recorded } from './record';

/** The parts of pages that are written from the code, by the page and the name of their place. */
export function tablesByPage(recorded: Recorded): Record<string, Record<string, string>> {
	return {
		'README.md': readmeTables(recorded),
		'.github/CONTRIBUTING.md': contributingTables(),
	};
}

function readmeTables(recorded: Recorded): Record<string, string> {
	return {
		'credential fields': credentialFields(),
		operations: operations(),
		'trigger events': triggerEvents(),
		'simplified elastic ip': json(recorded.operations['elasticIp/get'].sample),
		'read-only policy': json(policiesOf(recorded).readOnly),
		'common errors': commonErrors(),
		examples: examplesTable(),
	};
}

function contributingTables(): Record<string, string> {
	return {
		folders: table(
			['Folder', 'What it holds'],
			layers.map(({ name, holds }) => [`\`${name}\``, holds]),
		),
	};
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
	return table(
		['Resource', 'Operation', 'What it does', 'API action'],
		describedOperations().map((described) => [
			described.resourceName,
			linkTo(described, 'docs/operations.md'),
			described.description,
			described.apiActions.map((action) => `\`${action}\``).join(', '),
		]),
	);
}

function triggerEvents(): string {
	const { properties } = new AlibabaCloudEipTrigger().description;
	const events = properties.find(({ name }) => name === 'events')?.options;
	return table(
		['Trigger on', 'Value', 'Starts the workflow when'],
		((events ?? []) as INodePropertyOptions[]).map(({ name, value, description = '' }) => [
			name,
			`\`${String(value)}\``,
			description,
		]),
	);
}
