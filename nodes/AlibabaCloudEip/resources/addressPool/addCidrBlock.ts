import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../Operation';
import { toItem } from '../../output/Output';
import { simplifyCidrBlock } from '../../output/simplifyAddressPool';
import { describeCidrBlock } from '../../api/addressPool';
import { waitUntil } from '../../api/waiting/waitUntil';
import { clientToken, dryRun, publicIpAddressPoolId, timeLimit, waitUntilDone } from '../fields';
import { outputOfCidrBlock } from '../outputFields';
import { refuse } from '../fieldValues';
import { newCidrBlock } from './fields';
import { field } from '../field';

const paidBlock: INodeProperties = {
	displayName:
		'This reserves a block of public addresses for the pool. It may have to be paid for until the block is deleted, even while no Elastic IP uses it: see the price list of Alibaba Cloud.',
	name: 'paidBlock',
	type: 'notice',
	default: '',
};

const blockToAdd: INodeProperties = {
	displayName: 'Block to Add',
	name: 'blockToAdd',
	type: 'options',
	options: [
		{
			name: 'By Size',
			value: 'size',
			description: 'Alibaba Cloud chooses the addresses; you choose how many',
		},
		{ name: 'Specific CIDR Block', value: 'block', description: 'You choose the addresses' },
	],
	default: 'size',
	description: 'How the block of addresses is chosen',
};

const cidrMask = field('CidrMask', {
	displayName: 'Block Size',
	name: 'cidrMask',
	type: 'options',
	displayOptions: { show: { blockToAdd: ['size'] } },
	options: [
		{ name: '16 Addresses (/28)', value: 28 },
		{ name: '32 Addresses (/27)', value: 27 },
		{ name: '64 Addresses (/26)', value: 26 },
		{ name: '128 Addresses (/25)', value: 25 },
		{ name: '256 Addresses (/24)', value: 24 },
	],
	default: 28,
});

/** Adds a block of addresses to an IP address pool (AddPublicIpAddressPoolCidrBlock). */
export const addCidrBlock: Operation = {
	value: 'addCidrBlock',
	apiAction: 'AddPublicIpAddressPoolCidrBlock',
	fields: [
		paidBlock,
		publicIpAddressPoolId,
		blockToAdd,
		cidrMask,
		newCidrBlock,
		waitUntilDone,
		...outputOfCidrBlock,
	],
	collections: { options: [clientToken, dryRun, timeLimit] },
	check({ CidrMask, CidrBlock }) {
		// Left out, such as by an expression without a result, nothing would say what to add.
		if (CidrMask || CidrBlock) return;
		refuse(cidrMask, 'is empty', "Choose a size, or a CIDR block with 'Block to Add'.");
	},
	async run(context) {
		const { session, parameters } = context;
		const id = parameters.PublicIpAddressPoolId;
		return await context.withLock([id], async () => {
			const reply = await context.createOnce('AddPublicIpAddressPoolCidrBlock', parameters);
			const block = String(reply.CidrBlock ?? parameters.CidrBlock);
			if (!context.waitUntilDone) {
				return [
					{
						success: true,
						publicIpAddressPoolId: id,
						cidrBlock: block,
						requestId: reply.RequestId,
					},
				];
			}
			const done = await waitUntil(
				session,
				`The CIDR block '${block}'`,
				async () => await describeCidrBlock(session, id, block),
				(found) => (found?.Status === 'Created' ? 'done' : undefined),
			);
			return done ? [toItem(context.output, done, simplifyCidrBlock)] : [];
		});
	},
};
