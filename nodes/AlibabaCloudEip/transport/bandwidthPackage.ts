import type { IDataObject } from 'n8n-workflow';
import { type PagedAction, readPagedList } from './pagedList';
import type { Session } from './session';
import type { Verdict } from './statusPoller';

/** One entry of `CommonBandwidthPackages.CommonBandwidthPackage[]`, as the API sends it. */
export type BandwidthPackage = IDataObject;

const bandwidthPackages: PagedAction = {
	action: 'DescribeCommonBandwidthPackages',
	outer: 'CommonBandwidthPackages',
	inner: 'CommonBandwidthPackage',
	id: 'BandwidthPackageId',
	largestPage: 50,
};

/** The bandwidth packages of a region, all or the first ones. */
export async function listBandwidthPackages(
	session: Session,
	parameters: Record<string, string>,
	most?: number,
): Promise<BandwidthPackage[]> {
	return await readPagedList(session, bandwidthPackages, parameters, most);
}

/** Reads one bandwidth package, or undefined if the region has none with this ID. */
export async function describeBandwidthPackage(
	session: Session,
	bandwidthPackageId: string,
	parameters: Record<string, string> = {},
): Promise<BandwidthPackage | undefined> {
	const wanted = { ...parameters, BandwidthPackageId: bandwidthPackageId };
	const found = await listBandwidthPackages(session, wanted, 10);
	return found.find(({ BandwidthPackageId: id }) => id === bandwidthPackageId);
}

/** The Elastic IPs of a bandwidth package with the state of their membership, such as BINDING. */
export function readMembers(bandwidthPackage: BandwidthPackage): Map<string, string> {
	const outer = bandwidthPackage.PublicIpAddresses as IDataObject | undefined;
	const list: unknown = outer?.PublicIpAddresse;
	const entries = Array.isArray(list) ? (list as IDataObject[]) : [];
	return new Map(
		entries.map(({ AllocationId, BandwidthPackageIpRelationStatus: state }) => [
			String(AllocationId),
			String(state ?? 'BINDED'),
		]),
	);
}

/** Ends a wait for a bandwidth package that is gone. */
export function bandwidthPackageGone(bandwidthPackageId: string): Verdict {
	return {
		unexpected: `The bandwidth package '${bandwidthPackageId}' disappeared while it was being changed`,
		advice: 'It was deleted by someone else. Look at the history in ActionTrail.',
	};
}
