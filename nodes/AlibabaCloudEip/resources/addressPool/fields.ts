import { resourceKinds } from '../../api/resourceKinds';
import { exampleOf, field, locator, requiredFor } from '../field';

/** Parameters that several operations on IP address pools share. */

export const cidrBlock = field(
	'CidrBlock',
	locator(resourceKinds.cidrBlock, {
		displayName: 'CIDR Block',
		name: 'cidrBlock',
		required: true,
		description: 'A block of addresses of the pool',
		searchListMethod: 'searchCidrBlocks',
		byId: {
			displayName: 'By CIDR Block',
			pattern: resourceKinds.cidrBlock.pattern,
			errorMessage: `A CIDR block looks like ${resourceKinds.cidrBlock.examples[0]}`,
		},
	}),
);

/** A block that no pool has yet. */
export const newCidrBlock = requiredFor(
	{ name: 'blockToAdd', value: 'block' },
	field('CidrBlock', {
		displayName: 'CIDR Block',
		name: 'newCidrBlock',
		type: 'string',
		default: '',
		placeholder: exampleOf(resourceKinds.cidrBlock),
		description: 'The block of addresses to add',
	}),
);
