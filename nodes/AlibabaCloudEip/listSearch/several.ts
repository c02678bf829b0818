import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';
import { type ActionName, permissionFor } from '../api/actions';
import { listAddressPools } from '../api/addressPool';
import { listBandwidthPackages } from '../api/bandwidthPackage';
import type { Session } from '../api/client/session';
import type { LookUpPage, LookUpQuery } from '../api/lookUp';
import { listZones } from '../api/regions';
import { targetLists } from '../api/targets';
import { listVpcs } from '../api/vpcs';
import { ApiFailure } from '../errors/ApiFailure';
import {
	type ListedEntry,
	TIME_FOR_A_PAGE,
	makeListOfRegions,
	note,
	toItem,
	toMissingPermission,
} from './listing';
import { describeAddressPool } from './searchAddressPools';
import { type ReadActsOn, readAllElasticIps, readSelection } from './searchElasticIps';
import { searchRegions } from './searchRegions';
import { taggedType } from './taggedType';

/**
 * The lists of fields that take several: n8n reads them whole and searches them itself. What such a list
 * cannot show it says in its last entry, since n8n shows nothing of the reason of an error there.
 */

type Options = Promise<INodePropertyOptions[]>;

/** How a list is read, and the API action that does it. */
interface Source {
	action: ActionName;
	read(session: Session): Promise<INodeListSearchResult>;
}

async function readOptions(context: ILoadOptionsFunctions, { action, read }: Source): Options {
	const { results } = await makeListOfRegions(context, async (session) => {
		const list = await read(session).catch(toMissingPermission);
		if (list instanceof ApiFailure) {
			return {
				results: [note(`No list: the permission ${permissionFor(action)} is missing`)],
			};
		}
		const rest = list.paginationToken === undefined ? [] : [note('There are more: specify IDs')];
		return { results: [...list.results, ...rest] };
	});
	return results.map(({ name, value }) => ({ name, value }));
}

function elasticIps(context: ILoadOptionsFunctions, readActsOn: ReadActsOn): Source {
	const selection = readSelection(context, readActsOn);
	return {
		action: 'DescribeEipAddresses',
		read: async (session) => await readAllElasticIps(session, selection),
	};
}

const addressPools: Source = {
	action: 'ListPublicIpAddressPools',
	read: async (session) => itemsOf(await listAddressPools(session, {}), describeAddressPool),
};

const zones: Source = {
	action: 'DescribeZones',
	read: async (session) =>
		itemsOf(await listZones(session, { AcceptLanguage: 'en-us' }), ({ ZoneId, LocalName }) => ({
			id: ZoneId,
			name: LocalName,
		})),
};

/** What can have tags and be listed, by its type in the API of tags. */
const tagged: Record<string, Source> = {
	COMMONBANDWIDTHPACKAGE: {
		action: 'DescribeCommonBandwidthPackages',
		read: async (session) =>
			itemsOf(await listBandwidthPackages(session, {}), ({ BandwidthPackageId, Name, Status }) => ({
				id: BandwidthPackageId,
				name: Name,
				status: Status,
			})),
	},
	HAVIP: lookedUp(targetLists.HaVip.action, targetLists.HaVip.list),
	NATGATEWAY: lookedUp(targetLists.Nat.action, targetLists.Nat.list),
	PUBLICIPADDRESSPOOL: addressPools,
	VPC: lookedUp('DescribeVpcs', listVpcs),
};

function itemsOf<Entry>(
	entries: Entry[],
	describe: (entry: Entry) => ListedEntry,
): INodeListSearchResult {
	return { results: entries.map(describe).map(toItem) };
}

function lookedUp(
	action: ActionName,
	list: (session: Session, query: LookUpQuery) => Promise<LookUpPage>,
): Source {
	return {
		action,
		async read(session) {
			const results: INodeListSearchResult['results'] = [];
			for (let next: string | undefined; ; ) {
				const page: LookUpPage = await list(session, { next });
				results.push(
					...page.entries.map(({ id, name, state }) => toItem({ id, name, status: state })),
				);
				next = page.next;
				const isOver = next === undefined || session.deadline.rest < TIME_FOR_A_PAGE;
				if (isOver) return { results, paginationToken: next };
			}
		},
	};
}

/** The Elastic IPs that the chosen operation can act on. */
export function elasticIpOptions(readActsOn: ReadActsOn) {
	return async function (this: ILoadOptionsFunctions): Options {
		return await readOptions(this, elasticIps(this, readActsOn));
	};
}

/** The regions that the account can use. */
export async function getRegions(this: ILoadOptionsFunctions): Options {
	const { results } = await searchRegions.call(this);
	return results.map(({ name, value }) => ({ name, value }));
}

/** The IP address pools of the region. */
export async function getAddressPools(this: ILoadOptionsFunctions): Options {
	return await readOptions(this, addressPools);
}

/** The zones of the region. */
export async function getZones(this: ILoadOptionsFunctions): Options {
	return await readOptions(this, zones);
}

/** The resources of the type whose tags the form is about. */
export async function getTaggedResources(this: ILoadOptionsFunctions): Options {
	const type = taggedType(this);
	const source = type === 'EIP' ? elasticIps(this, () => undefined) : tagged[type];
	if (source) return await readOptions(this, source);
	const { name, value } = note('No list of this type: specify IDs');
	return [{ name, value }];
}
