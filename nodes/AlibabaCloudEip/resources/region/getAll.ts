import type { Operation } from '../Operation';
import { simplifyRegion } from '../../output/simplifyRegion';
import { toItem } from '../../output/Output';
import { listRegions } from '../../api/regions';
import { timeLimit } from '../fields';
import { outputOfRegion } from '../outputFields';
import { field } from '../field';

const acceptLanguage = field('AcceptLanguage', {
	displayName: 'Language of Names',
	name: 'acceptLanguage',
	type: 'options',
	options: [
		{ name: 'Chinese', value: 'zh-CN' },
		{ name: 'English', value: 'en-US' },
	],
	default: 'en-US',
	description: 'The language of the region names in the output',
});

const productType = field('ProductType', {
	displayName: 'Product',
	name: 'productType',
	type: 'string',
	default: 'VPC',
	description: 'Only regions where this product is available',
});

/** Lists the regions that the account can use (DescribeRegions). */
export const getAll: Operation = {
	value: 'getAll',
	apiAction: 'DescribeRegions',
	fields: [acceptLanguage, ...outputOfRegion],
	collections: { filters: [productType], options: [timeLimit] },
	async run({ session, parameters, output }) {
		const regions = await listRegions(session, parameters);
		return regions.map((region) => toItem(output, region, simplifyRegion));
	},
};
