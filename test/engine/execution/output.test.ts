import type { INodeParameters } from 'n8n-workflow';
import { allOperations } from '../../../scripts/schemas/operations';
import { findOperation } from '../../../nodes/AlibabaCloudEip/resources';
import { isOutputField } from '../../../nodes/AlibabaCloudEip/resources/outputFields';
import { locator, useSimulator } from '../setup';

const test$ = useSimulator();

function getOne(fields: Record<string, unknown>): INodeParameters {
	const [eip] = test$.simulator.addEips(1, { name: 'web' });
	return {
		operation: 'get',
		allocationId: locator(eip.allocationId),
		output: 'selected',
		...fields,
	} as INodeParameters;
}

describe('the output with selected fields', () => {
	test.each([
		[['name', 'status']],
		['={{ ["status", "name"] }}'],
		['name, status'],
		['={{ "STATUS name" }}'],
	])('chosen as %j shows these and the ID', async (elasticIpFields) => {
		const [output] = await test$.items(getOne({ elasticIpFields }));
		expect(output).toEqual({
			allocationId: expect.stringMatching(/^eip-/),
			name: 'web',
			status: 'Available',
		});
	});

	test.each([
		[[], "'Fields' is empty"],
		['={{ undefined }}', "'Fields' is empty"],
		[['nickname'], "'Fields' has the unknown value 'nickname'"],
		[['name', '__proto__'], "'Fields' has the unknown value '__proto__'"],
	])('refuses %j before anything is sent', async (elasticIpFields, message) => {
		const { error } = await test$.run(getOne({ elasticIpFields }));
		expect(error?.message).toBe(message);
		expect(test$.simulator.requests).toEqual([]);
	});

	test('refuses a kind that there is not', async () => {
		const { error } = await test$.run(getOne({ output: 'short' }));
		expect(error?.message).toBe("'Output' has the unknown value 'short'");
	});

	test('does not look at fields that were selected for another kind of output', async () => {
		const [output] = await test$.items(getOne({ output: 'simplified', elasticIpFields: ['x'] }));
		expect(output).toMatchObject({ name: 'web', chargeType: 'PostPaid', regionId: 'cn-hangzhou' });
	});

	test('keeps what an operation says beside the Elastic IP', async () => {
		test$.simulator.addInstance({ type: 'EcsInstance', id: 'i-1' });
		const [eip] = test$.simulator.addEips(1, {
			instanceId: 'i-1',
			instanceType: 'EcsInstance',
			status: 'InUse',
		});
		const [output] = await test$.items({
			operation: 'unassociate',
			allocationId: locator(eip.allocationId),
			output: 'selected',
			elasticIpFields: ['status'],
		});
		expect(output).toEqual({
			allocationId: eip.allocationId,
			status: 'Available',
			previousInstanceId: 'i-1',
			previousInstanceType: 'EcsInstance',
		});
	}, 15_000);
});

describe('every operation with an output field', () => {
	const all = allOperations().map((name) => {
		const [resource, operation] = name.split('/');
		return { name, fields: findOperation(resource, operation).fields.filter(isOutputField) };
	});

	test.each(all.filter(({ fields }) => fields.length > 0))(
		'$name offers all fields of its simplified item to select',
		({ fields }) => {
			const [output, selection, ...more] = fields;
			expect(more).toEqual([]);
			expect(output).toMatchObject({ name: 'output', default: 'simplified' });
			expect(selection.displayOptions).toEqual({ show: { output: ['selected'] } });
			expect(selection.options?.length).toBeGreaterThan(2);
		},
	);
});
