import type { IDataObject } from 'n8n-workflow';
import { findStateOf } from '../findStateOf';
import { identityOf, previousOf } from '../../output/identity';
import { checkNewBandwidth } from '../checkBilling';
import type { OperationContext } from '../Operation';
import { readForOutput } from './calls';

/**
 * Changes the attributes that are given (ModifyEipAddressAttribute).
 *
 * @returns what they are now and what they were before
 * @throws InvalidInput when what it is billed by does not allow the bandwidth
 */
export async function changeAttributes({
	session,
	isNew,
	parameters,
	withLock,
	wasSent,
}: OperationContext): Promise<IDataObject[]> {
	const { AllocationId: eipId, Name, Description, Bandwidth } = parameters;
	return await withLock([eipId], async () => {
		const found = await readForOutput(session, eipId);
		checkNewBandwidth(Bandwidth, found);
		// An earlier try may have made the change: then it does not show what was before.
		const before = wasSent('ModifyEipAddressAttribute') ? undefined : found;
		const reply = await session.call('ModifyEipAddressAttribute', parameters, {
			findState: findStateOf({ session, isNew }, [eipId], ['Available', 'InUse']),
		});
		return [
			{
				success: true,
				...identityOf(eipId, session.regionId, found),
				...(Name !== undefined && { name: Name, ...previousOf(before, ['name']) }),
				...(Description !== undefined && {
					description: Description,
					...previousOf(before, ['description']),
				}),
				...(Bandwidth !== undefined && {
					bandwidth: Number(Bandwidth),
					...previousOf(before, ['bandwidth']),
				}),
				requestId: reply.RequestId,
			},
		];
	});
}
