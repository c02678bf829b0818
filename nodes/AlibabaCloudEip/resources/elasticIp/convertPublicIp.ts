import type { INodeProperties } from 'n8n-workflow';
import type { Operation, OperationContext, Targets } from '../Operation';
import { InvalidInput } from '../../errors/ApiFailure';
import { toItem } from '../../output/Output';
import { simplifyElasticIp } from '../../output/simplifyElasticIp';
import type { ElasticIp } from '../../api/elasticIp';
import { findOnce } from '../../api/elasticIpReference';
import { readInstanceWithPublicIp } from '../../api/instances';
import { type LookedUp, isIpv4 } from '../../api/lookUp';
import { targetKindOf } from '../../api/targetKind';
import { untilBound } from '../../api/waiting/conditions';
import { waitUntil } from '../../api/waiting/waitUntil';
import { timeLimit } from '../fields';
import { outputOfElasticIp } from '../outputFields';
import { safetyChecks } from '../safetyChecks';
import { instanceId } from './fields';
import { checkPublicIp, stateOfInstance } from './guards/checkPublicIp';
import { refuseOtherKinds } from './target';

const paidConversion: INodeProperties = {
	displayName:
		'The public IP becomes an Elastic IP with the same address. It is paid for separately until you release it, even if the instance is released. It cannot become the public IP of the instance again.',
	name: 'paidConversion',
	type: 'notice',
	default: '',
};

const targets: Targets = { kinds: ['EcsInstance'], withPublicIp: true };

/**
 * Makes the public IP of an ECS instance an Elastic IP (ConvertNatPublicIpToEip of ECS) and waits for it. The
 * reply names nothing and the action has no ClientToken: what became of it is seen by the address, which is an
 * Elastic IP then. So the address is read before, and kept for the next try.
 */
export const convertPublicIp: Operation = {
	value: 'convertPublicIp',
	apiAction: 'ConvertNatPublicIpToEip',
	isDestructive: true,
	fields: [paidConversion, instanceId, ...outputOfElasticIp],
	collections: { options: [timeLimit, safetyChecks] },
	targets,
	check({ InstanceId: id }) {
		// A private address stands for the instance that has it.
		if (isIpv4(id) || targetKindOf(id) === 'EcsInstance') return;
		refuseOtherKinds(id, targets);
		throw new InvalidInput(
			`'Instance' is not the ID of an ECS instance: '${id}'`,
			'Enter an ID that begins with i-, or the private IP address of the instance. Nothing was sent.',
		);
	},
	async run(context) {
		const { InstanceId: id } = context.parameters;
		return await context.withLock([id], async () => {
			const address = await convert(context, id);
			const elasticIp = await waitForElasticIp(context, id, address);
			return [toItem(context.output, elasticIp, simplifyElasticIp)];
		});
	},
};

/**
 * Converts it, unless an earlier try of this item has.
 *
 * @returns the address
 * @throws UnexpectedOutcome, ApiFailure, CancelledError
 */
async function convert(context: OperationContext, id: string): Promise<string> {
	const { session } = context;
	const progress: { ipAddress?: string } = context.kept(id);
	const kept = progress.ipAddress;
	if (kept !== undefined && (await findByAddress(context, kept))) return kept;
	const look = async () => await readInstanceWithPublicIp(context, id);
	const instance = await look();
	const isSent = kept !== undefined && context.wasSent('ConvertNatPublicIpToEip');
	if (isSent && hasGivenUp(instance)) return kept;
	const address = checkPublicIp(context, id, instance);
	progress.ipAddress = address;
	await session.call(
		'ConvertNatPublicIpToEip',
		{ InstanceId: id },
		{
			isApplied: async (mayBeOurs) =>
				(await findByAddress(context, address)) !== undefined ||
				(mayBeOurs && hasGivenUp(await look())),
			acceptsAlreadySo: true,
			findState: async () => stateOfInstance(await look()),
		},
	);
	return address;
}

/** Whether an instance has no public IP any more, so that a conversion was made whose result does not show yet. */
function hasGivenUp(instance: LookedUp | undefined): boolean {
	return instance?.publicIpAddresses?.length === 0;
}

/** The Elastic IP that has an address. One look: that there is none proves nothing. */
async function findByAddress(
	{ session }: Pick<OperationContext, 'session'>,
	address: string,
): Promise<ElasticIp | undefined> {
	const found = await findOnce(session, { by: 'address', value: address });
	return found.find(({ IpAddress }) => IpAddress === address);
}

/**
 * Waits until the address shows as an Elastic IP, and is bound to the instance.
 *
 * @throws UnexpectedOutcome when it ended otherwise or not in time; CancelledError
 */
async function waitForElasticIp(
	context: OperationContext,
	id: string,
	address: string,
): Promise<ElasticIp> {
	const { session, waitFor } = context;
	const shown = await waitUntil(
		session,
		`The Elastic IP with the address '${address}'`,
		async () => await findByAddress(context, address),
		(elasticIp) => (elasticIp ? 'done' : undefined),
	);
	const eipId = String(shown?.AllocationId);
	const binding = { InstanceId: id, InstanceType: 'EcsInstance' };
	const bound = await waitFor(eipId, untilBound(session.clock, eipId, binding));
	return bound ?? {};
}
