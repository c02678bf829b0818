import { type INodeParameters, type INodeTypeDescription, NodeHelpers } from 'n8n-workflow';
import { AlibabaCloudEipTrigger } from '../../../nodes/AlibabaCloudEip/AlibabaCloudEipTrigger.node';
import { operations } from '../fixtures/actions';
import { defaultsFor, description, nodeWith, shownProperties } from './placesOf';

/** Fields that the form asks for by the value of another field, which an expression may give. */

const EXPRESSION = '={{ $json.x }}';
const by = (value: string) => ({ __rl: true, mode: 'id', value });

/** What n8n asks for before it runs the workflow. */
function askedFor(parameters: INodeParameters, type: Partial<INodeTypeDescription> = description) {
	const node = nodeWith(parameters);
	const all = type.properties ?? [];
	const values =
		NodeHelpers.getNodeParameters(
			all,
			parameters,
			true,
			false,
			node,
			type as INodeTypeDescription,
		) ?? {};
	const issues = NodeHelpers.getNodeParametersIssues(
		all,
		nodeWith(values),
		type as INodeTypeDescription,
	);
	return Object.keys(issues?.parameters ?? {});
}

const monitoring = { resource: 'elasticIp', operation: 'getMonitorData' };
const block = { resource: 'addressPool', operation: 'addCidrBlock' };
const binding = { resource: 'elasticIp', operation: 'associate' };

describe('a field that is required for one value of another', () => {
	test.each<[string, INodeParameters, string, { isShown: boolean; isAskedFor: boolean }]>([
		['startTime', monitoring, 'by default', { isShown: false, isAskedFor: false }],
		...conditional('startTime', monitoring, 'timeRange', 'custom', 'last7Days'),
		...conditional('newCidrBlock', block, 'blockToAdd', 'block', 'size'),
		...conditional(
			'vpcId',
			{ ...binding, instanceId: by('10.0.0.1') },
			'instanceType',
			'IpAddress',
			'Nat',
		),
	])('%s of %j (%s): %j', (name, parameters, _, expected) => {
		const shown = shownProperties(parameters).filter((property) => property.name === name);
		const isAskedFor = askedFor(parameters).includes(name);
		expect({ shown: shown.length, isAskedFor }).toEqual({
			shown: expected.isShown ? 1 : 0,
			isAskedFor: expected.isAskedFor,
		});
	});

	/** With the value, with another one, and with an expression, of which n8n does not know the result. */
	function conditional(
		name: string,
		place: INodeParameters,
		controlling: string,
		value: string | boolean,
		other: string | boolean,
	): Array<[string, INodeParameters, string, { isShown: boolean; isAskedFor: boolean }]> {
		const having = (given: string | boolean) => ({ ...place, [controlling]: given });
		return [
			[name, having(value), 'the value', { isShown: true, isAskedFor: true }],
			[name, having(other), 'another', { isShown: false, isAskedFor: false }],
			[name, having(EXPRESSION), 'an expression', { isShown: true, isAskedFor: false }],
		];
	}

	test('is not asked for once it is filled in', () => {
		const start = { timeRange: 'custom', startTime: '2026-01-01T00:00:00' };
		expect(askedFor({ ...monitoring, ...start })).not.toContain('startTime');
	});

	test.each<[string, INodeParameters, string, boolean]>([
		['regionIds', { regionScope: 'chosen' }, 'regionScope', true],
		['regionIds', { regionScope: 'all' }, 'regionScope', false],
		['regionIds', { regionScope: EXPRESSION }, 'regionScope', false],
		['usageAllocationIds', { events: ['bound', 'bandwidthUsage'] }, 'events', true],
		['usageAllocationIds', { events: ['bound'] }, 'events', false],
		['usageAllocationIds', { events: EXPRESSION }, 'events', false],
	])('of the trigger: %s with %j', (name, parameters, _, expected) => {
		const { description: trigger } = new AlibabaCloudEipTrigger();
		expect(askedFor(parameters, trigger).includes(name)).toBe(expected);
	});
});

describe('the fields of one type of instance', () => {
	test.each<[string, INodeParameters, string[]]>([
		['nothing is chosen', {}, []],
		['the list gave an ECS instance', { instanceId: by('i-2zebb08phyczzawe5abcd') }, []],
		['the list gave a network interface', { instanceId: by('eni-1') }, ['mode']],
		['a private address', { instanceId: by('192.168.0.4') }, ['vpcId']],
		['a CLB instance, NAT gateway, HAVIP', { instanceId: by('lb-1') }, []],
		['an expression gives the instance', { instanceId: by(EXPRESSION) }, []],
		[
			'and the type is chosen: a network interface',
			{ instanceId: by(EXPRESSION), instanceType: 'NetworkInterface' },
			['mode'],
		],
		[
			'and the type is chosen: an address',
			{ instanceId: by(EXPRESSION), instanceType: 'IpAddress' },
			['vpcId'],
		],
		[
			'and an expression gives the type as well',
			{ instanceId: by(EXPRESSION), instanceType: EXPRESSION },
			['mode', 'vpcId'],
		],
		['the type does not fit the ID', { instanceId: by('i-1'), instanceType: 'Nat' }, []],
	])('%s: %j shows %j', (_, parameters, expected) => {
		const shown = shownProperties({ ...binding, ...parameters });
		const names = shown.map(({ name }) => name).filter((name) => ['mode', 'vpcId'].includes(name));
		expect(names.sort()).toEqual(expected);
	});
});

test('no field is shown twice, whatever is chosen or given by expressions', () => {
	for (const { resource, operation } of operations) {
		const place = { resource, operation: operation.value };
		const choices = operation.fields.flatMap(({ name, type, options = [] }) => {
			const values = options.flatMap((option) => ('value' in option ? [option.value] : []));
			const all = type === 'boolean' ? [true, false] : type === 'options' ? values : [];
			return all.length > 0 ? [{ name, values: [...all, EXPRESSION] }] : [];
		});
		const instances = operation.fields.some(({ name }) => name === 'instanceId')
			? [by(''), by('i-1'), by('eni-1'), by('10.0.0.1'), by(EXPRESSION)]
			: [by('')];
		for (const instanceId of instances) {
			for (const { name, values } of choices) {
				for (const value of values) {
					const shown = shownProperties({ ...place, instanceId, [name]: value } as INodeParameters);
					const names = shown.map((property) => property.name);
					expect([...new Set(names)]).toEqual(names);
				}
			}
		}
	}
	expect(defaultsFor({ resource: 'elasticIp', operation: 'get' })).toBeDefined();
});
