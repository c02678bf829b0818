import { locator, useSimulator } from '../setup';

const test$ = useSimulator();

describe('elasticIp: update', () => {
	test('changes only what is given; an empty text empties', async () => {
		const [eip] = test$.simulator.addEips(1, { name: 'old', description: 'old', bandwidth: 5 });
		const [output] = await test$.items({
			operation: 'update',
			allocationId: locator(eip.allocationId),
			updateFields: { description: '', bandwidth: 20 },
		});
		expect(output).toEqual({
			success: true,
			allocationId: eip.allocationId,
			description: '',
			bandwidth: 20,
			requestId: expect.any(String),
		});
		expect(test$.simulator.eip(eip.allocationId)).toMatchObject({
			name: 'old',
			description: '',
			bandwidth: 20,
		});
	});

	test('refuses an update without a change', async () => {
		const { error } = await test$.run({
			operation: 'update',
			allocationId: locator('eip-25877c70gddh5abcd'),
		});
		expect(error?.message).toBe("'Update Fields' is empty, so there is nothing to change");
		expect(test$.simulator.requests).toEqual([]);
	});
});
