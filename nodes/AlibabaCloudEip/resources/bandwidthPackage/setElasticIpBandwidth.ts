import type { Operation } from '../Operation';
import { allocationId, bandwidthPackageId, timeLimit } from '../fields';
import { field } from '../field';
import { identityOf, previousOf } from '../../output/identity';
import { readBeforeChange } from '../elasticIp/calls';
import { members } from './members';

const ipBandwidth = field('Bandwidth', {
	displayName: 'Peak Bandwidth of Elastic IP',
	name: 'ipBandwidth',
	type: 'number',
	required: true,
	typeOptions: { minValue: 1, maxValue: 20_000, numberPrecision: 0 },
	default: 5,
	hint: 'In Mbit/s',
	description:
		'How much of the shared bandwidth this Elastic IP may use at most. It takes effect only on ECS instances.',
});

/** Caps one Elastic IP of a bandwidth package (ModifyCommonBandwidthPackageIpBandwidth). */
export const setElasticIpBandwidth: Operation = {
	value: 'setElasticIpBandwidth',
	apiAction: 'ModifyCommonBandwidthPackageIpBandwidth',
	apiNames: { AllocationId: 'EipId' },
	fields: [bandwidthPackageId, allocationId, ipBandwidth],
	collections: { options: [timeLimit] },
	actsOn: members,
	async run(context) {
		const { session, parameters, withLock } = context;
		const { BandwidthPackageId: id, EipId: eipId, Bandwidth } = parameters;
		return await withLock([id, eipId], async () => {
			const { found, before } = await readBeforeChange(
				context,
				eipId,
				'ModifyCommonBandwidthPackageIpBandwidth',
			);
			const reply = await session.call('ModifyCommonBandwidthPackageIpBandwidth', parameters);
			return [
				{
					success: true,
					bandwidthPackageId: id,
					...identityOf(eipId, session.regionId, found),
					bandwidth: Number(Bandwidth),
					...previousOf(before, ['bandwidth']),
					requestId: reply.RequestId,
				},
			];
		});
	},
};
