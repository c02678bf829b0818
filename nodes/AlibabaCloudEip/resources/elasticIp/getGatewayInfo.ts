import type { IDataObject } from 'n8n-workflow';
import { addressOf, simplifyGatewayInfo } from '../../output/simplifyGatewayInfo';
import { toItem } from '../../output/Output';
import { type ListShape, readListReply } from '../../api/client/listReply';
import type { Operation, Targets } from '../Operation';
import { timeLimit } from '../fields';
import { outputOfGatewayInfo } from '../outputFields';
import { instanceId } from './fields';
import { refuseOtherKinds } from './target';

const gatewayInfos: ListShape = {
	action: 'DescribeEipGatewayInfo',
	path: ['EipInfos', 'EipInfo'],
	id: ['Ip'],
	readId: addressOf,
};

const targets: Targets = { kinds: ['NetworkInterface'] };

/** Reads gateway and mask of the Elastic IPs on a network interface (DescribeEipGatewayInfo). */
export const getGatewayInfo: Operation = {
	value: 'getGatewayInfo',
	apiAction: 'DescribeEipGatewayInfo',
	fields: [instanceId, ...outputOfGatewayInfo],
	collections: { options: [timeLimit] },
	targets,
	check: ({ InstanceId }) => refuseOtherKinds(InstanceId, targets),
	async run({ session, parameters, output }) {
		const { reply, entries } = await readListReply(session, gatewayInfos, parameters);
		if (output.kind === 'raw') return [reply];
		const simplify = (info: IDataObject) => simplifyGatewayInfo(info, parameters.InstanceId);
		return entries.map((info) => toItem(output, info, simplify));
	},
};
