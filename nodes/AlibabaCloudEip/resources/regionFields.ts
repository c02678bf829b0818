import type { INodeProperties } from 'n8n-workflow';
import { isRegionId } from '../../../credentials/signature/endpoint';
import { trimPasted } from '../../../credentials/signature/trimPasted';
import { splitList } from '../api/splitList';
import { unwrap } from '../api/unwrap';
import { InvalidInput } from '../errors/ApiFailure';

/** Where to look, for what can look in several regions; those of the trigger among them. */

/** The value of 'Regions' for the one region of the field 'Region'. */
export const ONE_REGION = 'one';

/** The node reads one region unless it is told otherwise. */
export const regionScope: INodeProperties = {
	displayName: 'Regions',
	name: 'regionScope',
	type: 'options',
	// So n8n always knows which of the fields below must be filled in.
	noDataExpression: true,
	options: [
		{
			name: 'All Regions',
			value: 'all',
			description: 'Takes one API call for the list of regions, and at least one for each region',
		},
		{
			name: 'Chosen Regions',
			value: 'chosen',
			description: 'Takes at least one API call for each region',
		},
		{ name: 'One Region', value: ONE_REGION, description: "The region in the field 'Region'" },
	],
	default: ONE_REGION,
	description: 'Which regions to read. Each item names its region.',
};

export const regionIds: INodeProperties = {
	displayName: 'Region Names or IDs',
	name: 'regionIds',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getRegions' },
	required: true,
	default: [],
	displayOptions: { show: { regionScope: ['chosen'] } },
	description:
		'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
};

export const onRegionFailure: INodeProperties = {
	displayName: 'If a Region Fails',
	name: 'onRegionFailure',
	type: 'options',
	options: [
		{
			name: 'Continue',
			value: 'continue',
			description:
				"Output an item for it with 'regionId' and 'error', among those of the other regions",
		},
		{ name: 'Stop', value: 'stop', description: 'Output nothing, and name the region that failed' },
	],
	default: 'stop',
	displayOptions: { show: { '/regionScope': ['all', 'chosen'] } },
	description:
		'What to do when a region cannot be read. If no region can be read, the node fails in any case.',
};

/**
 * The regions that are chosen, each once: a list, or a text with commas as an expression may give it.
 *
 * @throws InvalidInput naming the field
 */
export function readChosenRegions(value: unknown): string[] {
	const given = unwrap(value);
	const list: unknown[] = Array.isArray(given) ? given : splitList(toText(given));
	const entries = list.map((entry) => toText(unwrap(entry)));
	const ids = [...new Set(entries.filter(Boolean))];
	if (Array.isArray(given) && ids.length > 0 && entries.includes('')) {
		throw new InvalidInput(
			"'Region Names or IDs' has an entry without a region",
			'An expression may have had no result. Remove the entry, or enter the ID of a region.',
		);
	}
	if (ids.length === 0) {
		throw new InvalidInput(
			"'Region Names or IDs' is empty",
			"Choose at least one, or change 'Regions'.",
		);
	}
	const bad = ids.find((id) => !isRegionId(id));
	if (bad === undefined) return ids;
	throw new InvalidInput(
		`'Region Names or IDs' contains '${bad.slice(0, 60)}', which is not valid`,
		"Use IDs of regions, such as 'cn-hangzhou'.",
	);
}

/** An entry that is no text is refused rather than left out: then less would be read than was asked for. */
function toText(value: unknown): string {
	if (value === undefined || value === null) return '';
	return typeof value === 'string' ? trimPasted(value) : `a ${typeof value}`;
}
