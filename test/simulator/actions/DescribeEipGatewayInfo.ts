import { ApiError } from '../wire/apiError';
import { defineAction } from './parts/defineAction';
import { required, text } from './parts/parameters';

/** Gateway and mask of the EIPs of a network interface in multi-EIP mode. */
export const DescribeEipGatewayInfo = defineAction({
	name: 'DescribeEipGatewayInfo',
	kind: 'read',
	parameters: {
		InstanceId: required(text()),
		RegionId: required(text()),
	},
	run({ parameters, region }) {
		const { InstanceId } = parameters;
		// The only refusal documented for this action is the one for somebody else's resource.
		if (region.instances.get(InstanceId)?.type !== 'NetworkInterface')
			throw new ApiError('Forbbiden');
		const eips = region
			.eips()
			.filter(({ boundTo, mode }) => boundTo === InstanceId && mode === 'MULTI_BINDED');
		return {
			Code: '200',
			Message: 'successful',
			EipInfos: {
				EipInfo: eips.map(({ ipAddress }) => ({
					IP: ipAddress,
					IpGw: ipAddress.replace(/\d+$/, '1'),
					IpMask: '255.255.255.0',
				})),
			},
		};
	},
});
