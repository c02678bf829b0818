import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../description/Operation';
import { allocationId, bandwidthPackageId, timeLimit } from '../fields';

const ipBandwidth: INodeProperties = {
	displayName: 'Peak Bandwidth in Package',
	name: 'ipBandwidth',
	type: 'number',
	required: true,
	typeOptions: { minValue: 1, maxValue: 20_000, numberPrecision: 0 },
	default: 5,
	hint: 'In Mbit/s',
	description:
		'The most of the shared bandwidth that this Elastic IP may use, at most that of the package. It takes effect only on ECS instances.',
	routing: { send: { type: 'query', property: 'Bandwidth', propertyInDotNotation: false } },
};

/** Caps one Elastic IP of a bandwidth package (ModifyCommonBandwidthPackageIpBandwidth). */
export const setElasticIpBandwidth: Operation = {
	value: 'setElasticIpBandwidth',
	apiAction: 'ModifyCommonBandwidthPackageIpBandwidth',
	apiNames: { AllocationId: 'EipId' },
	fields: [bandwidthPackageId, allocationId, ipBandwidth],
	collections: { options: [timeLimit] },
	async run({ session, parameters, alone }) {
		const { BandwidthPackageId: id, EipId: eipId, Bandwidth } = parameters;
		return await alone([id, eipId], async () => {
			const reply = await session.call('ModifyCommonBandwidthPackageIpBandwidth', parameters);
			return [
				{
					success: true,
					bandwidthPackageId: id,
					allocationId: eipId,
					bandwidth: Number(Bandwidth),
					requestId: reply.RequestId,
				},
			];
		});
	},
};
