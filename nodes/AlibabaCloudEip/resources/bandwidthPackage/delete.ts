import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../description/Operation';
import { describeBandwidthPackage } from '../../transport/bandwidthPackage';
import { bandwidthPackageId, timeLimit } from '../fields';

const removeElasticIpsFirst: INodeProperties = {
	displayName: 'Remove Elastic IPs First',
	name: 'removeElasticIpsFirst',
	type: 'boolean',
	default: false,
	description:
		'Whether to remove all Elastic IPs from the bandwidth package before. Otherwise it is deleted only if it holds none.',
	routing: { send: { type: 'query', property: 'Force', propertyInDotNotation: false } },
};

/** Deletes a bandwidth package (DeleteCommonBandwidthPackage). */
export const remove: Operation = {
	value: 'delete',
	apiAction: 'DeleteCommonBandwidthPackage',
	fields: [bandwidthPackageId, removeElasticIpsFirst],
	collections: { options: [timeLimit] },
	async run({ session, parameters, alone }) {
		const id = parameters.BandwidthPackageId;
		return await alone([id], async () => {
			const reply = await session.call('DeleteCommonBandwidthPackage', parameters, {
				isDone: async () => !(await describeBandwidthPackage(session, id)),
			});
			return [{ deleted: true, bandwidthPackageId: id, requestId: reply.RequestId }];
		});
	},
};
