import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../Operation';
import { simplifyZone } from '../../output/simplifyRegion';
import { toItem } from '../../output/Output';
import { listZones } from '../../api/regions';
import { timeLimit } from '../fields';
import { outputOfZone } from '../outputFields';
import { field } from '../field';

const zoneLanguage = field('AcceptLanguage', {
	displayName: 'Language of Names',
	name: 'zoneLanguage',
	type: 'options',
	options: [
		{ name: 'Chinese', value: 'zh-cn' },
		{ name: 'English', value: 'en-us' },
		{ name: 'Japanese', value: 'ja' },
	],
	default: 'en-us',
	description: 'The language of the zone names in the output',
});

const zoneType = field('ZoneType', {
	displayName: 'Zone Type',
	name: 'zoneType',
	type: 'string',
	default: 'AvailabilityZone',
	description: 'Only zones of this type',
});

/** Lists the zones of the region (DescribeZones). */
export const getZones: Operation = {
	value: 'getZones',
	apiAction: 'DescribeZones',
	fields: [zoneLanguage, ...outputOfZone],
	collections: { filters: [zoneType], options: [timeLimit] },
	async run({ session, parameters, output }) {
		const zones = await listZones(session, parameters);
		const simplify = (zone: IDataObject) => simplifyZone(zone, session.regionId);
		return zones.map((zone) => toItem(output, zone, simplify));
	},
};
