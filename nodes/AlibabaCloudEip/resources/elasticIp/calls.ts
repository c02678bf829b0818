import type { IDataObject } from 'n8n-workflow';
import { type Caller, findStateOf } from '../findStateOf';
import type { ApiParameters, OperationContext } from '../Operation';
import {
	type ElasticIp,
	describeById,
	isBindingApplied,
	listElasticIps,
	readElasticIp,
	stateAfterRefusal,
} from '../../api/elasticIp';
import type { ActionName } from '../../api/actions';
import type { Session } from '../../api/client/session';
import { ApiFailure } from '../../errors/ApiFailure';
import { nameOf } from './guards/reading';
import { readAtOnce } from '../readAtOnce';

/**
 * The asynchronous calls on one Elastic IP, with the looks that make it safe to repeat them. Each
 * ends when Alibaba Cloud has accepted it.
 */

/** @param options.acceptsAlreadySo whether it is a success that somebody else has bound it so */
export async function callAssociate(
	caller: Caller,
	parameters: ApiParameters,
	{ acceptsAlreadySo = true }: { acceptsAlreadySo?: boolean } = {},
): Promise<IDataObject> {
	const look = async () => await readElasticIp(caller, parameters.AllocationId);
	return await caller.session
		.call('AssociateEipAddress', parameters, {
			isApplied: async (mayBeOurs) => isBindingApplied(await look(), parameters, mayBeOurs),
			acceptsAlreadySo,
			findState: findStateOf(caller, [parameters.AllocationId], ['Available']),
		})
		.catch(async (failure: unknown) => await throwWithOther(caller.session, parameters, failure));
}

/** Codes that say that the instance has an Elastic IP, but not which. */
const HAS_ELASTIC_IP: ReadonlySet<string> = new Set([
	'InvalidAssociation.Duplicated',
	'BIND_INSTANCE_HAVE_PORTMAP_OR_BIND_EIP',
]);

/** Throws it, with the Elastic IPs that the instance has where those are the reason. */
async function throwWithOther(
	session: Session,
	{ AllocationId, InstanceId, InstanceType }: ApiParameters,
	failure: unknown,
): Promise<never> {
	if (!(failure instanceof ApiFailure && HAS_ELASTIC_IP.has(failure.details.code ?? ''))) {
		throw failure;
	}
	const binding = { AssociatedInstanceId: InstanceId, AssociatedInstanceType: InstanceType };
	const bound = await readAtOnce(
		session,
		async (own) => await listElasticIps(own, binding, { most: MOST_NAMED + 1 }),
	);
	const names = (bound ?? [])
		.filter((elasticIp) => elasticIp.AllocationId !== AllocationId)
		.slice(0, MOST_NAMED)
		.map(nameOf);
	if (names.length === 0) throw failure;
	const what = names.length === 1 ? 'the Elastic IP' : 'the Elastic IPs';
	throw failure.withFound(`'${InstanceId}' has ${what} ${names.join(', ')}.`);
}

/** So many are named. */
const MOST_NAMED = 3;

export async function callUnassociate(
	caller: Caller,
	parameters: ApiParameters,
	{ acceptsAlreadySo }: { acceptsAlreadySo: boolean },
): Promise<IDataObject> {
	const look = async () => await readElasticIp(caller, parameters.AllocationId);
	return await caller.session.call('UnassociateEipAddress', parameters, {
		isApplied: async () => ['Unassociating', 'Available'].includes(String((await look())?.Status)),
		acceptsAlreadySo,
		findState: findStateOf(caller, [parameters.AllocationId], ['InUse']),
	});
}

/** @param mustBeUnused whether it must not have been in use since it was looked at */
export async function callRelease(
	caller: Caller,
	parameters: ApiParameters,
	{ mustBeUnused }: { mustBeUnused: boolean },
): Promise<IDataObject> {
	const look = async () => await readElasticIp(caller, parameters.AllocationId);
	return await caller.session.call('ReleaseEipAddress', parameters, {
		isApplied: async () => {
			const elasticIp = await look();
			return !elasticIp || elasticIp.Status === 'Releasing';
		},
		// An Elastic IP that is being released already will not become Available again.
		findState: async () => {
			// Whatever the state was that it was refused for, somebody has used it.
			if (mustBeUnused) return 'lasting';
			const status = (await look())?.Status;
			return status === 'Releasing' ? 'lasting' : stateAfterRefusal([status], ['Available']);
		},
	});
}

/**
 * Looks at an Elastic IP only to name in the output what it is or was, together with other items. The
 * change does not depend on it.
 *
 * @returns undefined where it cannot be read at once
 */
export async function readForOutput(
	session: Session,
	eipId: string,
): Promise<ElasticIp | undefined> {
	return await readAtOnce(session, async (own) => await describeById(own, eipId));
}

/**
 * The same before a change.
 *
 * @param action the change, about the resource of the operation
 * @returns it as it is found, and as it was before the change: unknown where an earlier try may have made that
 */
export async function readBeforeChange(
	{ session, wasSent }: Pick<OperationContext, 'session' | 'wasSent'>,
	eipId: string,
	action: ActionName,
): Promise<{ found: ElasticIp | undefined; before: ElasticIp | undefined }> {
	const found = await readForOutput(session, eipId);
	return { found, before: wasSent(action) ? undefined : found };
}
