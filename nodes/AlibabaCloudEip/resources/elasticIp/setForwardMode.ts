import { findStateOf } from '../findStateOf';
import type { Operation } from '../Operation';
import { identityOf, previousOf } from '../../output/identity';
import { IN_USE, readElasticIp } from '../../api/elasticIp';
import { allocationId, clientToken, timeLimit } from '../fields';
import { readBeforeChange } from './calls';
import { forwardMode } from './fields';

/** Changes how an Elastic IP appears on its network interface (ModifyEipForwardMode). */
export const setForwardMode: Operation = {
	value: 'setForwardMode',
	apiAction: 'ModifyEipForwardMode',
	apiNames: { AllocationId: 'InstanceId' },
	fields: [allocationId, forwardMode],
	collections: { options: [clientToken, timeLimit] },
	actsOn: IN_USE,
	async run(context) {
		const { session, isNew, parameters, withLock, clientToken: token } = context;
		const { InstanceId: eipId, Mode } = parameters;
		return await withLock([eipId], async () => {
			const { found, before } = await readBeforeChange(context, eipId, 'ModifyEipForwardMode');
			const reply = await session.call(
				'ModifyEipForwardMode',
				{ ClientToken: token('ModifyEipForwardMode'), ...parameters },
				{
					isApplied: async () => {
						const elasticIp = await readElasticIp({ session, isNew }, eipId);
						return elasticIp?.Status === 'InUse' && elasticIp.Mode === Mode;
					},
					acceptsAlreadySo: true,
					findState: findStateOf({ session, isNew }, [eipId], ['InUse']),
				},
			);
			return [
				{
					success: true,
					...identityOf(eipId, session.regionId, found),
					mode: Mode,
					...previousOf(before, ['mode']),
					requestId: reply.RequestId,
				},
			];
		});
	},
};
