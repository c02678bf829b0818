import { UnexpectedOutcome } from '../../errors/ApiFailure';
import { type Caller, findStateOf } from '../findStateOf';
import type { Operation } from '../Operation';
import { readMembersOf } from '../../api/bandwidthPackage';
import { notFound, readElasticIp } from '../../api/elasticIp';
import { allocationId, bandwidthPackageId, clientToken, dryRun, timeLimit } from '../fields';
import { identityOf } from '../../output/identity';
import { readForOutput } from '../elasticIp/calls';
import { members } from './members';

/**
 * Alibaba Cloud says "not in the package" also of an ID that does not exist, and while it is being added.
 *
 * @throws NotFound, UnexpectedOutcome; ApiFailure where it cannot be read
 */
async function checkIsOut(caller: Caller, id: string, eipId: string): Promise<void> {
	const found = await readElasticIp(caller, eipId);
	if (!found) throw notFound(caller.session.regionId, eipId);
	const status = (await readMembersOf(caller, id, [])).get(eipId);
	if (status === 'UNBINDING') return;
	if (status === undefined && found.BandwidthPackageId !== id) return;
	throw new UnexpectedOutcome(
		`The Elastic IP '${eipId}' was not removed from the Internet Shared Bandwidth instance '${id}'`,
		'Alibaba Cloud answers that the Elastic IP is not in the Internet Shared Bandwidth instance, but still lists it there: it may just be being added. Try again in a minute.',
	);
}

/** Takes an Elastic IP out of a bandwidth package (RemoveCommonBandwidthPackageIp). */
export const removeElasticIp: Operation = {
	value: 'removeElasticIp',
	apiAction: 'RemoveCommonBandwidthPackageIp',
	apiNames: { AllocationId: 'IpInstanceId' },
	fields: [bandwidthPackageId, allocationId],
	collections: { options: [clientToken, dryRun, timeLimit] },
	actsOn: members,
	async run({ session, isNew, parameters, withLock, wasSent, clientToken: token }) {
		const { BandwidthPackageId: id, IpInstanceId: eipId } = parameters;
		return await withLock([id, eipId], async () => {
			const found = await readForOutput(session, eipId);
			const reply = await session.call(
				'RemoveCommonBandwidthPackageIp',
				{ ClientToken: token('RemoveCommonBandwidthPackageIp'), ...parameters },
				{
					isApplied: async () => {
						const members = await readMembersOf({ session, isNew }, id, [eipId]);
						const status = members.get(eipId);
						return status === undefined || status === 'UNBINDING';
					},
					acceptsAlreadySo: true,
					findState: findStateOf({ session, isNew }, [eipId], ['Available', 'InUse']),
				},
			);
			if (!reply.RequestId && !wasSent('RemoveCommonBandwidthPackageIp')) {
				await checkIsOut({ session, isNew }, id, eipId);
			}
			return [
				{
					success: true,
					bandwidthPackageId: id,
					...identityOf(eipId, session.regionId, found),
					requestId: reply.RequestId,
				},
			];
		});
	},
};
