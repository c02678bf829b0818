import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../description/Operation';
import { simplify, timeLimit } from '../fields';

const zoneLanguage: INodeProperties = {
	displayName: 'Language of Names',
	name: 'zoneLanguage',
	type: 'options',
	options: [
		{ name: 'Chinese', value: 'zh-cn' },
		{ name: 'English', value: 'en-us' },
		{ name: 'Japanese', value: 'ja' },
	],
	default: 'en-us',
	description: 'The language that the names of the zones are returned in',
	routing: { send: { type: 'query', property: 'AcceptLanguage', propertyInDotNotation: false } },
};

const zoneType: INodeProperties = {
	displayName: 'Zone Type',
	name: 'zoneType',
	type: 'string',
	default: 'AvailabilityZone',
	description: 'Only zones of this type',
	routing: { send: { type: 'query', property: 'ZoneType', propertyInDotNotation: false } },
};

/** Lists the zones of the region (DescribeZones). */
export const getZones: Operation = {
	value: 'getZones',
	apiAction: 'DescribeZones',
	fields: [zoneLanguage, simplify],
	collections: { filters: [zoneType], options: [timeLimit] },
	async run({ session, parameters, simplify: isSimple }) {
		const reply = await session.call('DescribeZones', parameters);
		const outer = reply.Zones as IDataObject | undefined;
		const zones = Array.isArray(outer?.Zone) ? (outer.Zone as IDataObject[]) : [];
		if (!isSimple) return zones;
		return zones.map(({ ZoneId, LocalName, ZoneType }) => ({
			zoneId: ZoneId,
			name: LocalName,
			zoneType: ZoneType,
			regionId: session.regionId,
		}));
	},
};
