import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../description/Operation';
import type { Session } from '../../transport/session';
import { simplify, timeLimit } from '../fields';

const acceptLanguage: INodeProperties = {
	displayName: 'Language of Names',
	name: 'acceptLanguage',
	type: 'options',
	options: [
		{ name: 'Chinese', value: 'zh-CN' },
		{ name: 'English', value: 'en-US' },
	],
	default: 'en-US',
	description: 'The language that the names of the regions are returned in',
	routing: { send: { type: 'query', property: 'AcceptLanguage', propertyInDotNotation: false } },
};

const productType: INodeProperties = {
	displayName: 'Product',
	name: 'productType',
	type: 'string',
	default: 'VPC',
	description: 'Only regions where this product is available',
	routing: { send: { type: 'query', property: 'ProductType', propertyInDotNotation: false } },
};

/** Lists the regions that the account can use (DescribeRegions). */
export const getAll: Operation = {
	value: 'getAll',
	apiAction: 'DescribeRegions',
	fields: [acceptLanguage, simplify],
	collections: { filters: [productType], options: [timeLimit] },
	async run({ session, parameters, simplify: isSimple }) {
		const regions = await listRegions(session, parameters);
		if (!isSimple) return regions;
		return regions.map(({ RegionId, LocalName, RegionEndpoint }) => ({
			regionId: RegionId,
			name: LocalName,
			endpoint: RegionEndpoint,
		}));
	},
};

/** The regions as the API sends them: RegionId, LocalName, RegionEndpoint. It has no pages. */
export async function listRegions(
	session: Session,
	parameters: Record<string, string>,
): Promise<IDataObject[]> {
	const reply = await session.call('DescribeRegions', parameters);
	const outer = reply.Regions as IDataObject | undefined;
	return Array.isArray(outer?.Region) ? (outer.Region as IDataObject[]) : [];
}
