import { findInstancesByAddress } from '../api/instances';
import { type LookedUp, isIpv4 } from '../api/lookUp';
import { UnexpectedOutcome } from '../errors/ApiFailure';
import type { ApiParameters, Targets } from '../resources/Operation';
import { describeFound } from './describeFound';
import type { Lookup } from './resolveElasticIps';

/**
 * The parameters with the ID of the ECS instance that they name by its private address. Nothing is asked
 * where they name none so.
 *
 * @param targets what the operation takes: where that is ECS instances only, no type has to say it
 * @throws UnexpectedOutcome when no instance has it, or several have; ApiFailure; CancelledError
 */
export async function resolveInstance(
	parameters: ApiParameters,
	targets: Targets | undefined,
	{ patience, names }: Lookup,
): Promise<ApiParameters> {
	const { InstanceId: address = '', InstanceType: type } = parameters;
	const isOnlyEcs = targets?.kinds.every((kind) => kind === 'EcsInstance') === true;
	if (!(type === 'EcsInstance' || isOnlyEcs) || !isIpv4(address)) return parameters;
	const id = await names.idOf(address, async () => {
		const found = await findInstancesByAddress(patience, address);
		if (found.length !== 1) throw refusalOf(address, patience.session.regionId, found, isOnlyEcs);
		return found[0].id;
	});
	return { ...parameters, InstanceId: id };
}

function refusalOf(
	address: string,
	regionId: string,
	found: LookedUp[],
	isOnlyEcs: boolean,
): UnexpectedOutcome {
	if (found.length === 0) {
		return new UnexpectedOutcome(
			`No ECS instance in region '${regionId}' has the private address '${address}'`,
			`Only this region was searched. Check 'Instance', and that 'Region' is the region of the instance. ${isOnlyEcs ? '' : "To associate with the address itself, set 'Instance Type' to IP Address and choose its 'VPC'. "}Nothing was sent.`,
		);
	}
	const all = describeFound(found.map(({ id, name, state }) => ({ id, details: [name, state] })));
	return new UnexpectedOutcome(
		`${found.length} ECS instances in region '${regionId}' have the private address '${address}'`,
		`'Instance' must name one of them. Enter its ID: ${all}. Nothing was sent.`,
	);
}
