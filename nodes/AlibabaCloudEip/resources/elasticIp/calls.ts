import type { IDataObject } from 'n8n-workflow';
import type { ApiParameters } from '../../description/Operation';
import { describeById, judgeStates } from '../../transport/elasticIp';
import type { Session } from '../../transport/session';

/**
 * The asynchronous calls on one Elastic IP, with the looks that make it safe to repeat them. Each
 * ends when Alibaba Cloud has accepted it.
 */

export async function callAssociate(
	session: Session,
	parameters: ApiParameters,
): Promise<IDataObject> {
	const { AllocationId: eipId, InstanceId: target } = parameters;
	const look = async () => await describeById(session, eipId);
	return await session.call('AssociateEipAddress', parameters, {
		isDone: async () => {
			const elasticIp = await look();
			const isUnderWay = ['Associating', 'InUse'].includes(String(elasticIp?.Status));
			return isUnderWay && elasticIp?.InstanceId === target;
		},
		findState: async () => judgeStates([(await look())?.Status], ['Available']),
	});
}

export async function callUnassociate(
	session: Session,
	parameters: ApiParameters,
): Promise<IDataObject> {
	const look = async () => await describeById(session, parameters.AllocationId);
	return await session.call('UnassociateEipAddress', parameters, {
		isDone: async () => ['Unassociating', 'Available'].includes(String((await look())?.Status)),
		findState: async () => judgeStates([(await look())?.Status], ['InUse']),
	});
}

export async function callRelease(
	session: Session,
	parameters: ApiParameters,
): Promise<IDataObject> {
	const look = async () => await describeById(session, parameters.AllocationId);
	return await session.call('ReleaseEipAddress', parameters, {
		isDone: async () => {
			const elasticIp = await look();
			return !elasticIp || elasticIp.Status === 'Releasing';
		},
		// An Elastic IP that is being released already will not become Available again.
		findState: async () => {
			const status = (await look())?.Status;
			return status === 'Releasing' ? 'lasting' : judgeStates([status], ['Available']);
		},
	});
}
