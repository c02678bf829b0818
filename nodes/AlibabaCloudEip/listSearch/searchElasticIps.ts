import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { trimPasted } from '../../../credentials/signature/trimPasted';
import {
	type ElasticIp,
	type ElasticIpSelection,
	isElasticIpId,
	readElasticIpPage,
} from '../api/elasticIp';
import { ENOUGH, isIpv4 } from '../api/lookUp';
import type { Session } from '../api/client/session';
import {
	type ListedEntry,
	TIME_FOR_A_PAGE,
	having,
	makeListOfRegion,
	readNeighbour,
	toItem,
} from './listing';

/** So many pages are looked through before the user has to scroll on, but all of them until one is found. */
const PAGES_PER_SEARCH = 10;

/** The Elastic IPs that an operation can act on, by resource and operation; undefined for all. */
export type ReadActsOn = (resource: string, operation: string) => ElasticIpSelection | undefined;

/**
 * Lists the Elastic IPs that the chosen operation can act on: Available ones to bind, those In Use to
 * unbind, to release those that Alibaba Cloud does not keep, to take out of an Internet Shared Bandwidth
 * instance those in it, otherwise all. Searches in name, address and
 * ID. n8n gives the number of the next page back as `paginationToken`.
 */
export function elasticIpSearch(readActsOn: ReadActsOn) {
	return async function (
		this: ILoadOptionsFunctions,
		filter = '',
		paginationToken?: string,
	): Promise<INodeListSearchResult> {
		const firstPage = Number(paginationToken ?? 1);
		const selection = readSelection(this, readActsOn);
		return await makeListOfRegion(
			this,
			async (session) => await search(session, selection, trimPasted(filter), firstPage),
		);
	};
}

/** All of them that the chosen operation can act on, as far as the time for a list suffices. */
export async function readAllElasticIps(
	session: Session,
	selection: ElasticIpSelection,
): Promise<INodeListSearchResult> {
	const results: INodeListSearchResult['results'] = [];
	for (let page = 1; ; ) {
		const part = await search(session, selection, '', page);
		results.push(...part.results);
		if (part.paginationToken === undefined) return { results };
		page = Number(part.paginationToken);
		if (session.deadline.rest < TIME_FOR_A_PAGE) return { results, paginationToken: String(page) };
	}
}

async function search(
	session: Session,
	{ filter, fits = () => true }: ElasticIpSelection,
	text: string,
	firstPage: number,
): Promise<INodeListSearchResult> {
	const parameters: Record<string, string> = {
		...filter,
		...(isElasticIpId(text) && { AllocationId: text }),
		...(isIpv4(text) && { EipAddress: text }),
	};
	const results: INodeListSearchResult['results'] = [];
	for (let page = firstPage; ; page++) {
		const { entries, isLast } = await readElasticIpPage(session, parameters, page);
		results.push(...having(text, entries.filter(fits).map(describe).map(toItem)));
		if (isLast) return { results };
		// The editor never asks for the next page of an empty list.
		const isEnough =
			results.length >= ENOUGH ||
			(results.length > 0 && page - firstPage + 1 >= PAGES_PER_SEARCH) ||
			session.deadline.rest < TIME_FOR_A_PAGE;
		if (isEnough) return { results, paginationToken: String(page + 1) };
	}
}

/** What the chosen operation can act on; everything in the trigger, which has no operations. */
export function readSelection(
	context: ILoadOptionsFunctions,
	readActsOn: ReadActsOn,
): ElasticIpSelection {
	const resource = context.getCurrentNodeParameter('resource');
	const operation = context.getCurrentNodeParameter('operation');
	if (typeof resource !== 'string' || typeof operation !== 'string') return { filter: {} };
	const { memberOf, ...selection } = readActsOn(resource, operation) ?? { filter: {} };
	const chosen = memberOf === undefined ? undefined : readNeighbour(context, memberOf);
	if (chosen === undefined) return selection;
	return { ...selection, fits: ({ BandwidthPackageId: id }) => id === chosen };
}

function describe({ AllocationId, IpAddress, Name, Status }: ElasticIp): ListedEntry {
	const status = Status === 'InUse' ? 'In Use' : String(Status);
	return { id: AllocationId, name: Name, detail: IpAddress, status };
}
