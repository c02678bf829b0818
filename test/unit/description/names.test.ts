import { Workflow, type INodeParameters, type INodeType } from 'n8n-workflow';
import { AlibabaCloudEip } from '../../../nodes/AlibabaCloudEip/AlibabaCloudEip.node';
import { AlibabaCloudEipTrigger } from '../../../nodes/AlibabaCloudEip/AlibabaCloudEipTrigger.node';
import { operations } from '../fixtures/actions';

const eip = new AlibabaCloudEip().description;
const trigger = new AlibabaCloudEipTrigger().description;

/** What n8n makes of an expression about the parameters of a node. */
function valueOf(
	expression: string | undefined,
	parameters: INodeParameters,
	type: INodeType = new AlibabaCloudEip(),
): unknown {
	const node = {
		...{ id: '1', name: 'EIP', type: 'eip', typeVersion: 1, position: [0, 0] as [number, number] },
		parameters,
	};
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: {
			getByName: () => type,
			getByNameAndVersion: () => type,
			getKnownTypes: () => ({}),
		},
	});
	return workflow.expression.getSimpleParameterValue(node, expression, 'internal', {});
}

test.each([
	['elasticIp', 'allocate', 'Allocate Elastic IP'],
	['elasticIp', 'unassociate', 'Disassociate Elastic IP'],
	['bandwidthPackage', 'create', 'Create Internet Shared Bandwidth'],
])('the canvas says %s: %s in words', (resource, operation, words) => {
	expect(valueOf(eip.subtitle, { resource, operation })).toBe(words);
});

test('every operation has words on the canvas', () => {
	for (const { resource, operation } of operations) {
		const words = valueOf(eip.subtitle, { resource, operation: operation.value });
		expect(words).toMatch(/^[A-Z]\w+ \S/);
	}
});

test('the canvas says the events of a trigger in words', () => {
	const words = valueOf(
		trigger.subtitle,
		{ events: ['bound', 'unbound', 'released'] },
		new AlibabaCloudEipTrigger(),
	);
	expect(words).toBe('Associated, Disassociated, Released');
});

test('both nodes, which n8n lists as one, describe both in a line of its list', () => {
	expect(trigger.description).toBe(eip.description);
	expect(eip.description).toMatch(/^Manage Elastic IPs .* start a workflow/);
	expect(eip.description.length).toBeLessThanOrEqual(80);
});

test('a run that bought is followed by a hint, any other is not', () => {
	const [hint, ...others] = eip.hints ?? [];
	expect(others).toEqual([]);
	expect(hint).toMatchObject({ location: 'outputPane', whenToDisplay: 'afterExecution' });
	const hinted = operations.filter(({ resource, operation }) =>
		valueOf(hint.displayCondition, { resource, operation: operation.value }),
	);
	expect(hinted.map(({ resource, operation }) => `${resource}: ${operation.value}`)).toEqual([
		'elasticIp: allocate',
		'elasticIp: allocateAndAssociate',
		'elasticIp: convertPublicIp',
		'elasticIp: replace',
		'bandwidthPackage: create',
		'segment: allocate',
		'addressPool: addCidrBlock',
	]);
	for (const { operation } of hinted) {
		const notices = operation.fields.filter(({ type }) => type === 'notice');
		expect(notices.some(({ displayName }) => /paid for/.test(displayName))).toBe(true);
	}
});
