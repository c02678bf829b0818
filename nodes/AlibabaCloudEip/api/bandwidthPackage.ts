import type { IDataObject } from 'n8n-workflow';
import { ApiFailure } from '../errors/ApiFailure';
import { type PagedAction, readPagedList } from './client/pagedList';
import type { Session } from './client/session';
import { type Patience, readUntilFound } from './waiting/absence';
import type { Verdict } from './waiting/waitUntil';

/** One entry of `CommonBandwidthPackages.CommonBandwidthPackage[]`, as the API sends it. */
export type BandwidthPackage = IDataObject;

const bandwidthPackages: PagedAction = {
	action: 'DescribeCommonBandwidthPackages',
	path: ['CommonBandwidthPackages', 'CommonBandwidthPackage'],
	id: ['BandwidthPackageId'],
	largestPage: 50,
};

/** The bandwidth packages of a region, all or the first ones. */
export async function listBandwidthPackages(
	session: Session,
	parameters: Record<string, string>,
	most?: number,
): Promise<BandwidthPackage[]> {
	const { BandwidthPackageId: id } = parameters;
	return await readPagedList(session, bandwidthPackages, parameters, {
		most,
		ids: id ? [id] : undefined,
	});
}

/** Reads one bandwidth package once. That it is not found proves nothing, see `readBandwidthPackage`. */
export async function describeBandwidthPackage(
	session: Session,
	bandwidthPackageId: string,
	parameters: Record<string, string> = {},
): Promise<BandwidthPackage | undefined> {
	const wanted = { ...parameters, BandwidthPackageId: bandwidthPackageId };
	const [found] = await listBandwidthPackages(session, wanted, 10);
	return found;
}

/** Reads one bandwidth package; undefined when it was not found repeatedly, apart in time. */
export async function readBandwidthPackage(
	patience: Patience,
	bandwidthPackageId: string,
	parameters: Record<string, string> = {},
): Promise<BandwidthPackage | undefined> {
	return await readUntilFound(
		patience,
		bandwidthPackageId,
		async () => await describeBandwidthPackage(patience.session, bandwidthPackageId, parameters),
	);
}

/**
 * The Elastic IPs of a bandwidth package with the state of their membership, such as BINDING;
 * undefined where the reply does not tell them. Old replies have no state: then they are members.
 */
export function readMembers(bandwidthPackage: BandwidthPackage): Map<string, string> | undefined {
	const outer = bandwidthPackage.PublicIpAddresses as IDataObject | undefined | null;
	const list: unknown = outer?.PublicIpAddresse;
	if (!Array.isArray(list)) return undefined;
	const members = new Map<string, string>();
	for (const entry of list as Array<IDataObject | null>) {
		const id = entry?.AllocationId;
		if (typeof id !== 'string' || id === '') return undefined;
		const { BandwidthPackageIpRelationStatus: state = 'BINDED' } = entry as IDataObject;
		members.set(id, String(state));
	}
	return members;
}

/**
 * The members of a bandwidth package. One of these that is not among them is looked for repeatedly,
 * apart in time.
 *
 * @throws ApiFailure where the package, or the list of its members, cannot be read
 */
export async function readMembersOf(
	patience: Patience,
	bandwidthPackageId: string,
	allocationIds: string[],
): Promise<Map<string, string>> {
	let last: Map<string, string> | undefined;
	const whole = await readUntilFound(patience, bandwidthPackageId, async () => {
		const found = await describeBandwidthPackage(patience.session, bandwidthPackageId);
		last = found && readMembers(found);
		return last && allocationIds.every((id) => last?.has(id)) ? last : undefined;
	});
	const members = whole ?? last;
	if (members) return members;
	throw new ApiFailure({
		message: `The Elastic IPs of the Internet Shared Bandwidth instance '${bandwidthPackageId}' could not be read`,
		reached: 'unknown',
	});
}

/**
 * Ends a wait for a bandwidth package that is gone: not found repeatedly, apart in time.
 */
export function bandwidthPackageGone(bandwidthPackageId: string): Verdict {
	return {
		unexpected: `The Internet Shared Bandwidth instance '${bandwidthPackageId}' disappeared while it was being changed`,
		advice:
			'It was not found by its ID several times in a row, so someone else has deleted it. Look at the history in ActionTrail.',
	};
}
