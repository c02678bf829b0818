import { toItem } from '../../output/Output';
import {
	type BandwidthPackage,
	bandwidthPackageGone,
	describeBandwidthPackage,
} from '../../api/bandwidthPackage';
import { Absence } from '../../api/waiting/absence';
import { waitUntil } from '../../api/waiting/waitUntil';
import { simplifyBandwidthPackage } from '../../output/simplifyBandwidthPackage';
import type { OperationContext } from '../Operation';

/**
 * Waits for a bandwidth package to be as it is wanted.
 *
 * @returns it, as an item
 * @throws UnexpectedOutcome when it is gone, or not so after the time limit; CancelledError
 */
export async function waitForPackage(
	{ session, output }: Pick<OperationContext, 'session' | 'output'>,
	id: string,
	isDone: (found: BandwidthPackage) => boolean,
): Promise<BandwidthPackage[]> {
	const absence = new Absence(session.clock, false);
	const look = async () => await describeBandwidthPackage(session, id);
	const done = await waitUntil(
		session,
		`The Internet Shared Bandwidth instance '${id}'`,
		look,
		(found) => {
			if (absence.isProven(found)) return bandwidthPackageGone(id);
			return found && isDone(found) ? 'done' : undefined;
		},
	);
	return done ? [toItem(output, done, simplifyBandwidthPackage)] : [];
}
