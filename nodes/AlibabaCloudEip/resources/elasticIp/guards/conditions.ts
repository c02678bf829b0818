import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { trimPasted } from '../../../../../credentials/signature/trimPasted';
import type { ElasticIp } from '../../../api/elasticIp';
import { InvalidInput } from '../../../errors/ApiFailure';
import { tags } from '../../fields';
import { toTags } from '../../fieldValues';
import { areSafetyChecksOn, safetyChecks } from '../../safetyChecks';
import { type Refusal, nameOf, readTime } from './reading';

/** What the user asks for before an Elastic IP is released or unbound. */

const onlyIfIpAddress: INodeProperties = {
	displayName: 'Only If IP Address Is',
	name: 'onlyIfIpAddress',
	type: 'string',
	default: '',
	placeholder: 'e.g. 203.0.113.10',
	description: 'Refuses any Elastic IP with a different address, so that a wrong ID does no harm',
};

const onlyIfName: INodeProperties = {
	displayName: 'Only If Name Is',
	name: 'onlyIfName',
	type: 'string',
	default: '',
	placeholder: 'e.g. test server',
	description: 'Refuses any Elastic IP with a different name. Upper and lower case matter.',
};

const onlyIfTags: INodeProperties = {
	...tags,
	displayName: 'Only If Tagged',
	name: 'onlyIfTags',
	description: 'Refuses any Elastic IP that does not have all of these tags with these values',
	routing: undefined,
};

const onlyIfAllocatedHours: INodeProperties = {
	displayName: 'Only If Older Than (Hours)',
	name: 'onlyIfAllocatedHours',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 24,
	description: 'Refuses any Elastic IP that was bought less than this many hours ago',
};

/** For the `options` of operations that destroy or cut off. */
export const guardOptions: INodeProperties[] = [
	onlyIfIpAddress,
	onlyIfName,
	onlyIfTags,
	onlyIfAllocatedHours,
	safetyChecks,
];

/** What must hold before an Elastic IP is touched. */
export interface Conditions {
	safetyChecks: boolean;
	ipAddress?: string;
	name?: string;
	tags?: Array<{ key: string; value: string }>;
	hours?: number;
}

/**
 * Reads the conditions. One that was added but is empty, such as an expression without a result, is
 * refused: left out it would let everything pass.
 *
 * @throws InvalidInput naming the field
 */
export function readConditions(options: IDataObject): Conditions {
	const isGiven = ({ name }: INodeProperties) => Object.hasOwn(options, name);
	return {
		safetyChecks: areSafetyChecksOn(options),
		...(isGiven(onlyIfIpAddress) && {
			ipAddress: readText(onlyIfIpAddress, options.onlyIfIpAddress),
		}),
		...(isGiven(onlyIfName) && { name: readText(onlyIfName, options.onlyIfName) }),
		...(isGiven(onlyIfTags) && { tags: readTagRows(onlyIfTags, options.onlyIfTags) }),
		...(isGiven(onlyIfAllocatedHours) && { hours: readHours(options.onlyIfAllocatedHours) }),
	};
}

function readText({ displayName }: INodeProperties, value: unknown): string {
	const text = typeof value === 'string' ? trimPasted(value) : '';
	if (text !== '') return text;
	throw new InvalidInput(
		typeof value === 'string' || value === undefined || value === null
			? `'${displayName}' is empty`
			: `'${displayName}' is not text`,
		'Fill it in, or remove the option if any Elastic IP will do. Nothing was sent.',
	);
}

/** A number that an expression or a user gave; NaN for anything else. */
export function readNumber(value: unknown): number {
	const text = typeof value === 'string' ? trimPasted(value) : value;
	return text !== '' && ['string', 'number'].includes(typeof text) ? Number(text) : NaN;
}

function readHours(value: unknown): number {
	const hours = readNumber(value);
	if (Number.isFinite(hours) && hours >= 0) return hours;
	throw new InvalidInput(
		`'${onlyIfAllocatedHours.displayName}' is not a number of hours`,
		'Enter a number of zero or more, or remove the option. Nothing was sent.',
	);
}

/**
 * The tags that an option asks for.
 *
 * @throws InvalidInput where there are none
 */
export function readTagRows(
	property: INodeProperties,
	value: unknown,
): Array<{ key: string; value: string }> {
	const flat = toTags('Tag', property, value ?? {});
	const rows = Object.keys(flat)
		.filter((name) => name.endsWith('.Key'))
		.map((name) => ({ key: flat[name], value: flat[name.replace(/Key$/, 'Value')] }));
	if (rows.length > 0) return rows;
	throw new InvalidInput(
		`'${property.displayName}' is empty`,
		'Add a tag, or remove the option if any Elastic IP will do. Nothing was sent.',
	);
}

/** Whether anything has to be looked at before. */
export function needsLook({ safetyChecks: isOn, ...conditions }: Conditions): boolean {
	return isOn || Object.keys(conditions).length > 0;
}

/** The condition that the Elastic IP does not meet. @param now milliseconds since 1970 */
export function unmetCondition(
	elasticIp: ElasticIp,
	{ ipAddress, name, tags: wanted = [], hours }: Conditions,
	now: number,
): Refusal | undefined {
	const which = nameOf(elasticIp);
	if (ipAddress !== undefined && elasticIp.IpAddress !== ipAddress) {
		return {
			message: `The Elastic IP ${which} does not have the IP address '${ipAddress}'`,
			advice: `Check where the ID comes from. '${onlyIfIpAddress.displayName}' requires this address.`,
		};
	}
	const { Name: ownName } = elasticIp;
	if (name !== undefined && (typeof ownName !== 'string' || trimPasted(ownName) !== name)) {
		return {
			message: `The name of the Elastic IP ${which} is '${String(ownName ?? '')}', not '${name}'`,
			advice: `Check where the ID comes from. '${onlyIfName.displayName}' requires this name.`,
		};
	}
	const missing = wanted.find(({ key, value }) => !hasTag(elasticIp, key, value));
	if (missing) {
		return {
			message: `The Elastic IP ${which} does not have the tag '${missing.key}' with the value '${missing.value}'`,
			advice: `'${onlyIfTags.displayName}' requires it.`,
		};
	}
	if (hours === undefined) return undefined;
	const age = (now - readTime(elasticIp.AllocationTime)) / 3_600_000;
	if (age >= hours) return undefined;
	return {
		message: Number.isNaN(age)
			? `It is not known when the Elastic IP ${which} was bought`
			: `The Elastic IP ${which} was bought ${Math.max(0, Math.floor(age))} hours ago, less than ${hours}`,
		advice: `'${onlyIfAllocatedHours.displayName}' requires at least ${hours} hours.`,
	};
}

/** Whether it has a tag, and that only once. A tag whose value the reply does not tell has none. */
export function hasTag({ Tags: outer }: ElasticIp, key: string, value: string): boolean {
	const list: unknown = outer && typeof outer === 'object' && 'Tag' in outer ? outer.Tag : [];
	if (!Array.isArray(list)) return false;
	const own = (list as Array<IDataObject | null>).filter((tag) => tag?.Key === key);
	return own.length === 1 && own[0]?.Value === value;
}
