import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../Operation';
import { toItem } from '../../output/Output';
import { simplifySegment } from '../../output/simplifySegment';
import { describeSegment } from '../../api/segment';
import { waitUntil } from '../../api/waiting/waitUntil';
import { checkBilling } from '../checkBilling';
import { clientToken, resourceGroupId, timeLimit, waitUntilDone } from '../fields';
import { outputOfSegment } from '../outputFields';
import { bandwidth, internetChargeType, isp, zone } from '../purchaseFields';
import { field } from '../field';

const deprecated: INodeProperties = {
	displayName:
		'Alibaba Cloud has deprecated this API action. For contiguous addresses use an IP address pool: add a CIDR block to it, then allocate Elastic IPs with that pool.',
	name: 'deprecated',
	type: 'notice',
	default: '',
};

const paidGroup: INodeProperties = {
	displayName:
		'This buys all Elastic IPs of the group. Each is paid for until the group is released, even while it is not associated with anything.',
	name: 'paidGroup',
	type: 'notice',
	default: '',
};

const eipMask = field('EipMask', {
	displayName: 'Group Size',
	name: 'eipMask',
	type: 'options',
	options: [
		{ name: '16 Elastic IPs (/28)', value: '28' },
		{ name: '32 Elastic IPs (/27)', value: '27' },
		{ name: '64 Elastic IPs (/26)', value: '26' },
		{ name: '128 Elastic IPs (/25)', value: '25' },
		{ name: '256 Elastic IPs (/24)', value: '24' },
	],
	default: '28',
	description:
		'How many contiguous Elastic IPs to buy. All of them are paid for, although 1, 3 or 4 may not be usable.',
});

/** Buys a group of contiguous Elastic IPs (AllocateEipSegmentAddress, deprecated). */
export const allocate: Operation = {
	value: 'allocate',
	apiAction: 'AllocateEipSegmentAddress',
	apiNames: { ISP: 'Isp' },
	fields: [
		deprecated,
		paidGroup,
		eipMask,
		internetChargeType,
		bandwidth,
		waitUntilDone,
		...outputOfSegment,
	],
	collections: {
		additionalFields: [isp, resourceGroupId, zone],
		options: [clientToken, timeLimit],
	},
	check: checkBilling,
	async run({ session, parameters, createOnce, waitUntilDone: wait, output }) {
		const reply = await createOnce('AllocateEipSegmentAddress', parameters);
		const id = String(reply.EipSegmentInstanceId);
		if (!wait) return [{ success: true, segmentInstanceId: id, requestId: reply.RequestId }];
		const done = await waitUntil(
			session,
			`The Elastic IP group '${id}'`,
			async () => await describeSegment(session, id),
			// It may take a while until a new one shows, so not found is not the end.
			(segment) => (segment?.Status === 'Allocated' ? 'done' : undefined),
		);
		return done ? [toItem(output, done, simplifySegment)] : [];
	},
};
