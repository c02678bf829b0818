import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../description/Operation';
import { ApiFailure, InvalidInput } from '../../errors/ApiFailure';
import { isDryRunPassed } from '../../errors/dryRun';
import { simplifyCidrBlock } from '../../output/simplifyAddressPool';
import { describeCidrBlock } from '../../transport/addressPool';
import { waitUntil } from '../../transport/waitUntil';
import {
	clientToken,
	dryRun,
	publicIpAddressPoolId,
	simplify,
	timeLimit,
	waitUntilDone,
} from '../fields';
import { cidrBlock } from './fields';

const blockToAdd: INodeProperties = {
	displayName: 'Block to Add',
	name: 'blockToAdd',
	type: 'options',
	options: [
		{ name: 'Any of a Size', value: 'size', description: 'Alibaba Cloud chooses the addresses' },
		{ name: 'One I Choose', value: 'block', description: 'A CIDR block that you name' },
	],
	default: 'size',
};

const cidrMask: INodeProperties = {
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
	routing: { send: { type: 'query', property: 'CidrMask', propertyInDotNotation: false } },
};

const newCidrBlock: INodeProperties = {
	...cidrBlock,
	name: 'newCidrBlock',
	displayOptions: { show: { blockToAdd: ['block'] } },
	// n8n would ask for it also where an expression chooses the other (displayParameter).
	required: undefined,
	description: 'The block that you choose; required',
};

/** Adds a block of addresses to an IP address pool (AddPublicIpAddressPoolCidrBlock). */
export const addCidrBlock: Operation = {
	value: 'addCidrBlock',
	apiAction: 'AddPublicIpAddressPoolCidrBlock',
	fields: [publicIpAddressPoolId, blockToAdd, cidrMask, newCidrBlock, waitUntilDone, simplify],
	collections: { additionalFields: [clientToken, dryRun], options: [timeLimit] },
	check({ CidrMask, CidrBlock }) {
		if (CidrMask || CidrBlock) return;
		throw new InvalidInput(
			"'CIDR Block' is empty",
			"Give one, or let Alibaba Cloud choose with 'Block to Add'.",
		);
	},
	async run(context) {
		const { session, parameters } = context;
		const id = parameters.PublicIpAddressPoolId;
		return await context.alone([id], async () => {
			const reply = await session
				.call('AddPublicIpAddressPoolCidrBlock', {
					ClientToken: context.clientToken('AddPublicIpAddressPoolCidrBlock'),
					...parameters,
				})
				.catch(isDryRunPassed);
			if (reply instanceof ApiFailure) return [{ dryRun: true, allowed: true }];
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
			return done ? [context.simplify ? simplifyCidrBlock(done) : done] : [];
		});
	},
};
