import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../../description/Operation';
import { simplify, timeLimit } from '../fields';
import { instanceId } from './fields';

/** Reads gateway and mask of the Elastic IPs on a network interface (DescribeEipGatewayInfo). */
export const getGatewayInfo: Operation = {
	value: 'getGatewayInfo',
	apiAction: 'DescribeEipGatewayInfo',
	fields: [instanceId, simplify],
	collections: { options: [timeLimit] },
	async run({ session, parameters, simplify: isSimple }) {
		const reply = await session.call('DescribeEipGatewayInfo', parameters);
		if (!isSimple) return [reply];
		const outer = reply.EipInfos as IDataObject | undefined;
		const infos = Array.isArray(outer?.EipInfo) ? (outer.EipInfo as IDataObject[]) : [];
		// The samples of the reference spell it IP, its tables Ip.
		return infos.map(({ Ip, IP, IpGw, IpMask }) => ({
			ipAddress: Ip ?? IP,
			gateway: IpGw,
			subnetMask: IpMask,
			instanceId: parameters.InstanceId,
		}));
	},
};
