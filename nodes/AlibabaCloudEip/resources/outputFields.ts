import { splitList } from '../api/splitList';
import type { INodeProperties } from 'n8n-workflow';
import type { Output } from '../output/Output';
import { simplifyAddressPool, simplifyCidrBlock } from '../output/simplifyAddressPool';
import { simplifyBandwidthPackage } from '../output/simplifyBandwidthPackage';
import { simplifyElasticIp } from '../output/simplifyElasticIp';
import { simplifyGatewayInfo } from '../output/simplifyGatewayInfo';
import { simplifyMonitorLog } from '../output/simplifyMonitorLog';
import { simplifyMonitorPoint } from '../output/simplifyMonitorPoint';
import { simplifyRegion, simplifyZone } from '../output/simplifyRegion';
import { simplifySegment } from '../output/simplifySegment';
import { simplifyTag } from '../output/simplifyTag';
import { isEmpty, refuse, toOption } from './fieldValues';

/** The fields that say how much of a resource an item shows. */

/** Words of field names that are not written like others, in small letters. */
const CAPITALS: ReadonlyMap<string, string> = new Map([
	['cidr', 'CIDR'],
	['eip', 'EIP'],
	['id', 'ID'],
	['ids', 'IDs'],
	['ip', 'IP'],
	['isp', 'ISP'],
	['mbps', '(Mbit/s)'],
]);

const output: INodeProperties = {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	options: [
		{ name: 'Raw', value: 'raw', description: 'The reply of Alibaba Cloud as it is' },
		{
			name: 'Selected Fields',
			value: 'selected',
			description: 'Only the simplified fields that you choose; best for AI agents',
		},
		{
			name: 'Simplified',
			value: 'simplified',
			description: 'One flat item, numbers as numbers and tags as an object',
		},
	],
	default: 'simplified',
	description: 'How much each item shows',
};

export const outputOfElasticIp = outputOf('elasticIpFields', simplifyElasticIp({}));
export const outputOfMonitorData = outputOf(
	'monitorDataFields',
	simplifyMonitorPoint({}, { allocationId: '', period: 60 }),
);
export const outputOfMonitorLog = outputOf('monitorLogFields', simplifyMonitorLog({}, ''));
export const outputOfGatewayInfo = outputOf('gatewayInfoFields', simplifyGatewayInfo({}, ''));
export const outputOfBandwidthPackage = outputOf(
	'bandwidthPackageFields',
	simplifyBandwidthPackage({}),
);
export const outputOfSegment = outputOf('segmentFields', simplifySegment({}));
export const outputOfAddressPool = outputOf('addressPoolFields', simplifyAddressPool({}));
export const outputOfCidrBlock = outputOf('cidrBlockFields', simplifyCidrBlock({}));
export const outputOfTag = outputOf('tagFields', simplifyTag({}, ''));
export const outputOfRegion = outputOf('regionFields', simplifyRegion({}));
export const outputOfZone = outputOf('zoneFields', simplifyZone({}, ''));

/** Whether a field says how much an item shows. */
export function isOutputField({ name, displayOptions }: INodeProperties): boolean {
	return name === output.name || displayOptions?.show?.output !== undefined;
}

/**
 * Reads them. The fields can be a list, or a text with commas as an expression or an AI agent may give it.
 *
 * @param fields of the form; without 'Output' items are simplified
 * @throws InvalidInput when there is no such kind or field
 */
export function readOutputFields(
	fields: INodeProperties[],
	read: (name: string, fallback: unknown) => unknown,
): Output {
	const [kindField, selection] = fields.filter(isOutputField);
	if (!kindField || !selection) return { kind: 'simplified', fields: [] };
	const kind = toOption(kindField, read(kindField.name, '') || kindField.default);
	if (kind !== 'selected') return { kind: kind === 'raw' ? 'raw' : 'simplified', fields: [] };
	const value = read(selection.name, []);
	const entries: unknown[] = Array.isArray(value) ? value : splitList(String(value ?? ''));
	const chosen = entries.filter((entry) => !isEmpty(entry));
	if (chosen.length === 0) {
		refuse(selection, 'is empty', "Choose at least one, or choose another 'Output'.");
	}
	return { kind, fields: chosen.map((entry) => toOption(selection, entry)) };
}

/** 'Output', and which fields there are to select. @param simplified a simplified item, whatever its values */
function outputOf(name: string, simplified: object): INodeProperties[] {
	const names = Object.keys(simplified);
	return [
		output,
		{
			displayName: 'Fields',
			name,
			type: 'multiOptions',
			displayOptions: { show: { output: ['selected'] } },
			options: names
				.map((value) => ({ name: titleOf(value), value }))
				.sort((one, other) => (one.name < other.name ? -1 : 1)),
			default: [],
			description: `The fields to show. '${names[0]}' is always included.`,
		},
	];
}

/** The name of a field as a title: `bandwidthPackageId` as `Bandwidth Package ID`. */
function titleOf(name: string): string {
	return name
		.split(/(?=[A-Z])/)
		.map((word) => CAPITALS.get(word.toLowerCase()) ?? word.charAt(0).toUpperCase() + word.slice(1))
		.join(' ');
}
