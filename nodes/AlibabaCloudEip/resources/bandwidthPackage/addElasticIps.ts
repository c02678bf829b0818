import { findStateOf } from '../findStateOf';
import type { Operation } from '../Operation';
import { readNumbered } from '../readNumbered';
import { InvalidInput } from '../../errors/ApiFailure';
import { readMembers, readMembersOf } from '../../api/bandwidthPackage';
import {
	allocationIds,
	bandwidthPackageId,
	clientToken,
	timeLimit,
	waitUntilDone,
} from '../fields';
import { outputOfBandwidthPackage } from '../outputFields';
import { addable } from './members';
import { waitForPackage } from './waitForPackage';

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
	fields: [bandwidthPackageId, allocationIds, waitUntilDone, ...outputOfBandwidthPackage],
	collections: { options: [clientToken, timeLimit] },
	actsOn: addable,
	check(parameters) {
		const count = readNumbered(parameters, 'IpInstanceIds').length;
		if (count > MOST_ELASTIC_IPS) {
			throw new InvalidInput(
				`'${allocationIds.displayName}' has ${count} entries, but at most ${MOST_ELASTIC_IPS} are allowed`,
				'Split them over several items.',
			);
		}
	},
	async run(context) {
		const { session, parameters } = context;
		const id = parameters.BandwidthPackageId;
		const eipIds = readNumbered(parameters, 'IpInstanceIds');
		return await context.withLock([id, ...eipIds], async () => {
			const reply = await session.call(
				'AddCommonBandwidthPackageIps',
				{ ClientToken: context.clientToken('AddCommonBandwidthPackageIps'), ...parameters },
				{
					isApplied: async () => {
						const members = await readMembersOf(context, id, eipIds);
						return eipIds.every((eipId) => isJoining(members.get(eipId)));
					},
					acceptsAlreadySo: true,
					findState: findStateOf(context, eipIds, ['Available', 'InUse']),
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
			return await waitForPackage(context, id, (found) => {
				const members = readMembers(found);
				return eipIds.every((eipId) => members?.get(eipId) === 'BINDED');
			});
		});
	},
};
