import type { Operation } from '../../description/Operation';
import { readNumbered } from '../../description/readNumbered';
import { InvalidInput } from '../../errors/ApiFailure';
import { simplifyBandwidthPackage } from '../../output/simplifyBandwidthPackage';
import {
	bandwidthPackageGone,
	describeBandwidthPackage,
	readMembers,
} from '../../transport/bandwidthPackage';
import { describeByIds, judgeStates } from '../../transport/elasticIp';
import { waitUntil } from '../../transport/waitUntil';
import {
	allocationIds,
	bandwidthPackageId,
	clientToken,
	simplify,
	timeLimit,
	waitUntilDone,
} from '../fields';
import { ipType } from './fields';

const MOST_ELASTIC_IPS = 10;

/** One that is UNBINDING is still listed, but on its way out. */
function isJoining(status: string | undefined): boolean {
	return status === 'BINDING' || status === 'BINDED';
}

/** Puts Elastic IPs into a bandwidth package (AddCommonBandwidthPackageIps). */
export const addElasticIps: Operation = {
	value: 'addElasticIps',
	apiAction: 'AddCommonBandwidthPackageIps',
	apiNames: { AllocationIds: 'IpInstanceIds' },
	fields: [bandwidthPackageId, allocationIds, waitUntilDone, simplify],
	collections: { additionalFields: [clientToken, ipType], options: [timeLimit] },
	check(parameters) {
		const count = readNumbered(parameters, 'IpInstanceIds').length;
		if (count > MOST_ELASTIC_IPS) {
			throw new InvalidInput(
				`'Elastic IP IDs' has ${count} entries, but at most ${MOST_ELASTIC_IPS} are possible`,
				'Spread them over several items.',
			);
		}
	},
	async run(context) {
		const { session, parameters } = context;
		const id = parameters.BandwidthPackageId;
		const eipIds = readNumbered(parameters, 'IpInstanceIds');
		const look = async () => await describeBandwidthPackage(session, id);
		return await context.alone([id, ...eipIds], async () => {
			const reply = await session.call(
				'AddCommonBandwidthPackageIps',
				{ ClientToken: context.clientToken('AddCommonBandwidthPackageIps'), ...parameters },
				{
					isDone: async () => {
						const found = await look();
						const members = found && readMembers(found);
						return eipIds.every((eipId) => isJoining(members?.get(eipId)));
					},
					findState: async () => {
						const found = [...(await describeByIds(session, eipIds)).values()];
						return judgeStates(
							found.map(({ Status }) => Status),
							['Available', 'InUse'],
						);
					},
				},
			);
			if (!context.waitUntilDone) {
				return [
					{
						success: true,
						bandwidthPackageId: id,
						allocationIds: eipIds,
						requestId: reply.RequestId,
					},
				];
			}
			const done = await waitUntil(session, `The bandwidth package '${id}'`, look, (found) => {
				if (!found) return bandwidthPackageGone(id);
				const members = readMembers(found);
				return eipIds.every((eipId) => members.get(eipId) === 'BINDED') ? 'done' : undefined;
			});
			return done ? [context.simplify ? simplifyBandwidthPackage(done) : done] : [];
		});
	},
};
