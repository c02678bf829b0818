import { AlibabaCloudAccessKeyApi } from '../../credentials/AlibabaCloudAccessKeyApi.credentials.ts';
import { layers } from '../lint/layers.mjs';
import { examplesTable } from './examplesTable';
import { conditionOf, sentence } from './fields';
import { anchorOf, json, table } from './markdown';
import { describedOperations, linkTo, pageOf } from './operations';
import { POLICIES } from './policies';
import type { Recorded } from './record';
import { tasksTable } from './tasks';
import { exampleEvent, triggerTables } from './triggerTables';

/** The parts of pages that are written from the code, by the page and the name of their place. */
export function tablesByPage(recorded: Recorded): Record<string, Record<string, string>> {
	return {
		'README.md': {
			tasks: tasksTable(),
			operations: operations(),
			'example event': exampleEvent(recorded.events),
			policies: policies(),
		},
		'docs/fields.md': {
			'simplified elastic ip': json(recorded.operations['elasticIp/get'].sample),
		},
		'docs/examples.md': { examples: examplesTable() },
		'docs/accounts-and-regions.md': { 'credential fields': credentialFields() },
		'docs/trigger.md': triggerTables(recorded),
		'.github/CONTRIBUTING.md': { folders: folders() },
	};
}

function operations(): string {
	const all = describedOperations();
	const names = [...new Set(all.map(({ resourceName }) => resourceName))];
	return table(
		['Resource', 'Operations'],
		names.map((name) => [
			`[${name}](docs/${pageOf(name)})`,
			all
				.filter(({ resourceName }) => resourceName === name)
				.map((one) => linkTo(one, 'docs/'))
				.join(' · '),
		]),
	);
}

function policies(): string {
	return table(
		['Policy', 'For'],
		POLICIES.map(({ name, text }) => [`[${name}](docs/permissions.md#${anchorOf(name)})`, text]),
	);
}

function folders(): string {
	return table(
		['Folder', 'What it holds'],
		layers.map(({ name, holds }) => [`\`${name}\``, holds]),
	);
}

function credentialFields(): string {
	const { properties } = new AlibabaCloudAccessKeyApi();
	const rows = properties.map((field) => [
		field.displayName,
		field.required ? 'yes' : 'no',
		field.default === '' ? '' : `\`${String(field.default)}\``,
		[sentence(field.description), conditionOf(field, properties)].filter(Boolean).join(' '),
	]);
	return table(['Field', 'Required', 'Default', 'Description'], rows);
}
