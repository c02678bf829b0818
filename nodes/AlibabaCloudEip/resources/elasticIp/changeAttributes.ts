import type { IDataObject } from 'n8n-workflow';
import { findStateOf } from '../findStateOf';
import { identityOf, previousOf } from '../../output/identity';
import { checkNewBandwidth } from '../checkBilling';
import type { OperationContext } from '../Operation';
import { readBeforeChange } from './calls';

/**
 * Changes the attributes that are given (ModifyEipAddressAttribute).
 *
 * @returns what they are now and what they were before
 * @throws InvalidInput when what it is billed by does not allow the bandwidth
 */
export async function changeAttributes(context: OperationContext): Promise<IDataObject[]> {
	const { session, isNew, parameters, withLock } = context;
	const { AllocationId: eipId, Name, Description, Bandwidth } = parameters;
	return await withLock([eipId], async () => {
		const { found, before } = await readBeforeChange(context, eipId, 'ModifyEipAddressAttribute');
		checkNewBandwidth(Bandwidth, found);
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
