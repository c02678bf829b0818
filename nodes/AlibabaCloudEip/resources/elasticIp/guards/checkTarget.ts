import { type ElasticIp, listElasticIps } from '../../../api/elasticIp';
import type { LookedUp } from '../../../api/lookUp';
import type { Session } from '../../../api/client/session';
import { type TargetKind, targetNames } from '../../../api/targetKind';
import { isListedKind, targetLists } from '../../../api/targets';
import { readUntilFound } from '../../../api/waiting/absence';
import { isFinal } from '../../../api/waiting/endings';
import { ApiFailure, UnexpectedOutcome } from '../../../errors/ApiFailure';
import { explain } from '../../../errors/explain';
import type { ApiParameters, OperationContext } from '../../Operation';
import { nameOf } from './reading';

/**
 * Looks at what an Elastic IP is to be bound to, before one is bought for it: it must exist and have room.
 * Only a missing permission is no answer: then Alibaba Cloud decides when the Elastic IP is bound. Whatever
 * else keeps it from being known is refused.
 *
 * @param binding parameters of AssociateEipAddress
 * @throws UnexpectedOutcome saying why it would or may be bought in vain; ApiFailure for what is about the
 *   AccessKey; CancelledError
 */
export async function checkTarget(
	{ session, parameters }: OperationContext,
	binding: ApiParameters,
): Promise<void> {
	const { InstanceId: id, InstanceRegionId: region = session.regionId } = binding;
	const kind = binding.InstanceType as TargetKind;
	const what = `${targetNames[kind].name} '${id}'`;
	const { deadline, signal } = session;
	const sessions = [session];
	if (region !== session.regionId) sessions.push(session.inRegion(region, deadline.rest, signal));
	const refuse = (failure: unknown) => noAnswer(failure, what);
	const [found, ...lists] = await Promise.all([
		findTarget(sessions[sessions.length - 1], kind, id, what).catch(refuse),
		...sessions.map(async (each) => await listBound(each, kind, id).catch(refuse)),
	]);
	const inTheWay = lists
		.flatMap((list) => list ?? [])
		.filter((elasticIp) => isInTheWay(elasticIp, kind, binding, found));
	const bound = inTheWay.find((elasticIp) => !mayBeRepeat(elasticIp, parameters));
	if (!bound) return;
	throw new UnexpectedOutcome(
		`The ${what} already has the Elastic IP ${nameOf(bound)}`,
		`Nothing was bought. ${parameters.ClientToken === undefined ? '' : "If that one was bought with this 'Client Token', there is nothing left to do. Otherwise: "}${isOnPrimaryOnly(kind, binding) ? "Choose another 'Private IP Address', disassociate" : 'Disassociate'} that one first, or choose another 'Instance'.`,
	);
}

/**
 * For `.catch()`: a missing permission says nothing, everything else refuses the purchase.
 *
 * @param what is looked at, for messages
 */
function noAnswer(failure: unknown, what: string): undefined {
	if (!(failure instanceof ApiFailure)) throw failure;
	const { entry, details } = failure;
	const isForbidden = !entry && /^(Forbidden|NoPermission)\b/i.test(details.code ?? '');
	if (entry?.group === 'permission' || isForbidden) return undefined;
	// The message of what is about the AccessKey says more than that nothing is known.
	if (entry?.group === 'key') throw failure;
	const advice = isFinal(failure)
		? (entry?.description ?? "Check 'Instance', 'Instance Type' and 'Region'.")
		: "Try again later, or raise the 'Time Limit' option.";
	throw new UnexpectedOutcome(
		`It is not known whether the ${what} can have an Elastic IP`,
		`Nothing was bought. ${explain(failure)} ${advice}`,
	);
}

/**
 * Reads it by its ID.
 *
 * @returns undefined for what there is no list of
 * @throws UnexpectedOutcome when it was not found repeatedly, apart in time; ApiFailure; CancelledError
 */
async function findTarget(
	session: Session,
	kind: TargetKind,
	id: string,
	what: string,
): Promise<LookedUp | undefined> {
	if (!isListedKind(kind)) return undefined;
	const { find } = targetLists[kind];
	const patience = { session, isNew: () => false };
	const found = await readUntilFound(patience, id, async () => await find(session, id));
	if (found) return found;
	throw new UnexpectedOutcome(
		`The ${what} was not found`,
		`Nothing was bought. It is not in the region ${session.regionId}. Check 'Instance', 'Instance Type' and 'Region': each region knows only its own resources.`,
	);
}

/** The Elastic IPs that it has and that may keep another one from being bound there. */
async function listBound(session: Session, kind: TargetKind, id: string): Promise<ElasticIp[]> {
	// A NAT gateway has many.
	if (kind === 'Nat') return [];
	return await listElasticIps(session, {
		AssociatedInstanceId: id,
		AssociatedInstanceType: kind,
	});
}

/** Whether the primary private address of a network interface is bound to, as none is given. */
function isOnPrimaryOnly(kind: TargetKind, { Mode = 'NAT', PrivateIpAddress }: ApiParameters) {
	return kind === 'NetworkInterface' && Mode === 'NAT' && PrivateIpAddress === undefined;
}

/** @param target what was found of it, if it may be read */
function isInTheWay(
	elasticIp: ElasticIp,
	kind: TargetKind,
	binding: ApiParameters,
	target: LookedUp | undefined,
): boolean {
	const { InstanceId, Status, PrivateIpAddress, VpcId } = elasticIp;
	// What is being unbound will be gone.
	if (InstanceId !== binding.InstanceId || !['Associating', 'InUse'].includes(String(Status))) {
		return false;
	}
	switch (kind) {
		case 'IpAddress':
			return VpcId === binding.VpcId;
		case 'NetworkInterface': {
			const [primary] = target?.privateIpAddresses ?? [];
			const wanted = isOnPrimaryOnly(kind, binding) ? primary : binding.PrivateIpAddress;
			return binding.Mode === 'BINDED' || (wanted !== undefined && PrivateIpAddress === wanted);
		}
		default:
			return true;
	}
}

/** What a purchase asks for and an Elastic IP keeps, by its name there and in DescribeEipAddresses. */
const LASTING = [
	['InstanceChargeType', 'ChargeType'],
	['ISP', 'ISP'],
	['IpAddress', 'IpAddress'],
	['PublicIpAddressPoolId', 'PublicIpAddressPoolId'],
];

/**
 * Whether the user's own token may have bought it before: then the same purchase brings it back and costs
 * nothing. That it did not only shows when another one is bought, which can be given back unless it is a
 * subscription.
 */
function mayBeRepeat(elasticIp: ElasticIp, parameters: ApiParameters): boolean {
	const { ClientToken, InstanceChargeType = 'PostPaid' } = parameters;
	if (ClientToken === undefined || InstanceChargeType === 'PrePaid') return false;
	const wanted: ApiParameters = { ...parameters, InstanceChargeType };
	return LASTING.every(([asked, shown]) => {
		const is = elasticIp[shown];
		return !wanted[asked] || !is || is === wanted[asked];
	});
}
