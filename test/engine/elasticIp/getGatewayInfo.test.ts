import { useSimulator } from '../setup';

const test$ = useSimulator();

test('elasticIp: getGatewayInfo gives one item for each address, although its Code is 200', async () => {
	test$.simulator.addInstance({ type: 'NetworkInterface', id: 'eni-1' });
	test$.simulator.addEips(2, {
		instanceId: 'eni-1',
		instanceType: 'NetworkInterface',
		status: 'InUse',
		mode: 'MULTI_BINDED',
	});
	const output = await test$.items({ operation: 'getGatewayInfo', instanceId: 'eni-1' });
	expect(output).toHaveLength(2);
	expect(output[0]).toEqual({
		ipAddress: expect.stringMatching(/^\d+\.\d+\.\d+\.\d+$/),
		gateway: expect.stringMatching(/^\d+\.\d+\.\d+\.\d+$/),
		subnetMask: expect.stringMatching(/^255\./),
		instanceId: 'eni-1',
	});
	const [raw] = await test$.items({
		operation: 'getGatewayInfo',
		instanceId: 'eni-1',
		output: 'raw',
	});
	expect(raw).toMatchObject({ Code: '200', EipInfos: { EipInfo: expect.any(Array) } });
});
