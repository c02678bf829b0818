import type { INodeProperties } from 'n8n-workflow';
import { isRead, permissionFor } from '../../nodes/AlibabaCloudEip/api/actions';
import {
	type CollectionName,
	collectionNames,
} from '../../nodes/AlibabaCloudEip/resources/Operation';
import { actionsOf, apiActions } from '../../test/unit/fixtures/actions';
import { codesOf } from './documentedCodes';
import { fieldTable } from './fields';
import { GENERATED, json, table } from './markdown';
import { type DescribedOperation, describedOperations, linkWithin, pageOf } from './operations';
import { permissionNotesOn } from './permissionNotes';
import { policyNames } from './policies';
import type { Recorded, RecordedOperation } from './record';

/** What each resource is, in a sentence or two. */
const ABOUT: Record<string, string> = {
	'Elastic IP':
		'A public IPv4 address of your own. It stays yours until you release it, whatever it is associated with.',
	'Elastic IP Group':
		'Contiguous Elastic IPs, bought and released as one. For new ones, Alibaba Cloud recommends an [IP address pool](ip-address-pool.md).',
	'Internet Shared Bandwidth':
		'Bandwidth that several Elastic IPs of a region share. The API of Alibaba Cloud calls it a bandwidth package.',
	'IP Address Pool': 'A stock of public addresses that Elastic IPs can be allocated from.',
	Region: 'Where Alibaba Cloud has data centers, and the zones in each.',
	Tag: 'Keys and values on Elastic IPs and other resources, to find them and to allocate their costs.',
};

/** A page for each resource, by its path: fields, output, permission and errors of each operation. */
export function resourcePages(recorded: Recorded): Record<string, string> {
	const all = describedOperations();
	const names = [...new Set(all.map(({ resourceName }) => resourceName))];
	return Object.fromEntries(
		names.map((name) => {
			const own = all.filter(({ resourceName }) => resourceName === name);
			return [`docs/${pageOf(name)}`, resourcePage(name, own, recorded)];
		}),
	);
}

function resourcePage(name: string, own: DescribedOperation[], recorded: Recorded): string {
	if (!(name in ABOUT)) throw new Error(`Say in words what the resource ${name} is`);
	return [
		GENERATED,
		`# ${name}`,
		ABOUT[name],
		'For each operation: its fields, an output item with the default settings, the permissions it needs, and the errors that Alibaba Cloud documents for it. [Fields](fields.md) explains what operations have in common.',
		table(
			['Operation', 'What it does'],
			own.map((one) => [linkWithin(one), one.description]),
		),
		...own.flatMap((one) => sectionOf(one, recorded)),
	].join('\n\n');
}

function sectionOf(described: DescribedOperation, all: Recorded): string[] {
	const recorded = all.operations[described.id];
	if (!recorded) throw new Error(`Nothing is recorded of ${described.id}`);
	const { description, operation } = described;
	const [resource] = described.id.split('/');
	return [
		`## ${described.name}`,
		/\.$/.test(description) ? description : `${description}.`,
		[
			`- API action: ${code(described.apiActions)}`,
			`- Permission: ${permissionOf(described, recorded, all)}`,
			`- In the JSON of a workflow: resource \`${resource}\`, operation \`${operation.value}\``,
		].join('\n'),
		...formOf(described),
		'**Output:**',
		json(recorded.sample),
		...errorsOf(described),
	];
}

const code = (words: string[]) => words.map((word) => `\`${word}\``).join(', ');

function permissionOf(
	{ id, apiActions: about }: DescribedOperation,
	{ actions, onTrouble }: RecordedOperation,
	recorded: Recorded,
): string {
	const granted = policyNames(recorded, actions).map((name) => `_${name}_`);
	const looks = onTrouble.filter(isRead);
	const undoes = onTrouble.filter((action) => !isRead(action));
	const always = [...about.filter((action) => actions.includes(action)), ...actions];
	return [
		`${code([...new Set(always)].map(permissionFor))}.`,
		looks.length > 0 &&
			`After a lost or refused request, it also uses ${code(looks.map(permissionFor))}.`,
		undoes.length > 0 && `To undo, it uses ${code(undoes.map(permissionFor))}.`,
		...permissionNotesOn(id),
		`[Policies](permissions.md) that grant it: ${granted.join(', ')}.`,
	]
		.filter(Boolean)
		.join(' ');
}

/** The fields as the form shows them: notices, the fields in view, and each collection. */
function formOf({ operation, placeFields }: DescribedOperation): string[] {
	const { collections = {}, apiNames = {} } = operation;
	const fields = [...placeFields, ...operation.fields];
	const all = [...fields, ...Object.values(collections).flat()];
	const known = actionsOf(operation).flatMap((action) => apiActions.get(action)?.parameters ?? []);
	const apiName = ({ name: own, routing }: INodeProperties) => {
		const sent = routing?.send?.property ?? own;
		const name = apiNames[sent] ?? sent;
		return known.some((parameter) => parameter.name === name) ? name : undefined;
	};
	const notices = fields.filter(({ type }) => type === 'notice');
	return [
		...notices.map(({ displayName }) => `> ${displayName}`),
		...(fields.length > notices.length ? [fieldTable(fields, all, apiName)] : []),
		...Object.entries(collectionNames).flatMap(([name, title]) => {
			const own = collections[name as CollectionName] ?? [];
			const sorted = [...own].sort((one, other) =>
				one.displayName.localeCompare(other.displayName),
			);
			return own.length > 0 ? [`**${title}:**`, fieldTable(sorted, all, apiName)] : [];
		}),
	];
}

/** Codes by the API action; an operation of several actions refers to those that have one each. */
function errorsOf({ apiActions: about }: DescribedOperation): string[] {
	if (about.length > 1) {
		const parts = about.map((action) =>
			describedOperations().find(({ apiActions: [only, ...others] }) => {
				return only === action && others.length === 0;
			}),
		);
		const links = parts.flatMap((part) => (part ? [linkWithin(part)] : []));
		return [`**Errors:** those of ${links.join(' and ')}.`];
	}
	const codes = codesOf(about[0]);
	if (codes.length === 0) {
		return [
			'**Errors:** Alibaba Cloud documents none of its own. [Errors](errors.md) has all codes.',
		];
	}
	return [
		`<details><summary><b>Errors</b>: ${codes.length} documented codes</summary>`,
		table(
			['Code', 'What is shown', 'Tried again'],
			codes.map(({ code: name, message, retry }) => [`\`${name}\``, message, retry]),
		),
		'</details>',
	];
}
