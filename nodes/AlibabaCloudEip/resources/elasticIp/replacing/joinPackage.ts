import { randomUUID } from 'node:crypto';
import type { ElasticIp } from '../../../api/elasticIp';
import { readMembersOf } from '../../../api/bandwidthPackage';
import { UnexpectedOutcome } from '../../../errors/ApiFailure';
import { findStateOf } from '../../findStateOf';
import type { OperationContext } from '../../Operation';
import { nameOf } from '../guards/reading';
import type { Steps } from '../steps';

/** The type of an Internet Shared Bandwidth instance. Older replies do not tell it. */
const COMMON = 'CommonBandwidthPackage';

/**
 * The Internet Shared Bandwidth instance that a new Elastic IP is to join; undefined for none.
 *
 * @throws UnexpectedOutcome where the old one is in one of another kind
 */
export function packageToJoin(
	old: ElasticIp,
	{ parameters, controls }: Pick<OperationContext, 'parameters' | 'controls'>,
): string | undefined {
	const { BandwidthPackageId: chosen } = parameters;
	if (chosen !== undefined) return chosen;
	if (controls.joinBandwidthPackage === 'false') return undefined;
	const { BandwidthPackageId: id, BandwidthPackageType: type } = old;
	if (typeof id !== 'string' || id === '') return undefined;
	if (!type || type === COMMON) return id;
	throw new UnexpectedOutcome(
		`The Elastic IP ${nameOf(old)} is in '${id}', which a new Elastic IP cannot join here`,
		"Nothing was bought. Add 'Join Internet Shared Bandwidth' to 'Additional Fields' and turn it off, or choose an 'Internet Shared Bandwidth' there that the new Elastic IP is to join.",
	);
}

/** Puts an Elastic IP into a bandwidth package and waits until it shows that it is in it. */
export async function joinPackage(
	context: OperationContext,
	steps: Steps,
	{ eipId, packageId }: { eipId: string; packageId: string },
): Promise<void> {
	await steps.run('AddCommonBandwidthPackageIps', async () => {
		const reply = await context.session.call(
			'AddCommonBandwidthPackageIps',
			{ BandwidthPackageId: packageId, 'IpInstanceIds.1': eipId, ClientToken: randomUUID() },
			{
				isApplied: async () => {
					const state = (await readMembersOf(context, packageId, [eipId])).get(eipId);
					return state === 'BINDING' || state === 'BINDED';
				},
				acceptsAlreadySo: true,
				findState: findStateOf(context, [eipId], ['Available', 'InUse']),
			},
		);
		const result = await context.waitFor(eipId, (elasticIp) =>
			elasticIp?.BandwidthPackageId === packageId ? 'done' : undefined,
		);
		return { reply, result, about: { allocationId: eipId } };
	});
}
