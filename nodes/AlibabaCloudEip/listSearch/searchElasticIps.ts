import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { toNodeError } from '../errors/toNodeError';
import { findOperation } from '../resources';
import { ELASTIC_IPS_PER_PAGE, isElasticIpId } from '../resources/elasticIp/getAll';
import { type ElasticIp, readElasticIps } from '../transport/elasticIp';
import { readTotalCount } from '../transport/paging';
import type { Session } from '../transport/session';
import { loadOptionsSession } from './loadOptionsSession';

/** With a search text so many pages are looked through before the user has to scroll on. */
const PAGES_PER_SEARCH = 10;

/**
 * The Elastic IPs that the chosen operation can act on: Available ones to bind or release, those
 * In Use to unbind, otherwise all. Searches in name, address and ID.
 *
 * @param paginationToken number of the next page
 */
export async function searchElasticIps(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const found = await search(this, filter.trim(), Number(paginationToken ?? 1)).catch(
		(failure: unknown) => toNodeError(this.getNode(), failure),
	);
	if (found instanceof Error) throw found;
	return found;
}

async function search(
	context: ILoadOptionsFunctions,
	filter: string,
	firstPage: number,
): Promise<INodeListSearchResult> {
	const region = context.getCurrentNodeParameter('regionId', { extractValue: true });
	const session = await loadOptionsSession(context, typeof region === 'string' ? region : '');
	const status = readActsOn(context);
	const parameters: Record<string, string> = {
		...(status && { Status: status }),
		...(isElasticIpId(filter) && { AllocationId: filter }),
	};
	const results: INodeListSearchResult['results'] = [];
	const lastPage = firstPage + (filter === '' ? 1 : PAGES_PER_SEARCH) - 1;
	for (let page = firstPage; ; page++) {
		const { entries, isLast } = await readPage(session, parameters, page);
		results.push(...entries.map(toResult).filter(({ name }) => matches(name, filter)));
		if (isLast) return { results };
		if (page >= lastPage) return { results, paginationToken: String(page + 1) };
	}
}

async function readPage(session: Session, parameters: Record<string, string>, page: number) {
	const reply = await session.call('DescribeEipAddresses', {
		...parameters,
		PageNumber: String(page),
		PageSize: String(ELASTIC_IPS_PER_PAGE),
	});
	const entries = readElasticIps(reply);
	const isLast =
		entries.length === 0 || page * ELASTIC_IPS_PER_PAGE >= readTotalCount(reply, entries.length);
	return { entries, isLast };
}

/** Undefined in the trigger, which has no operations. */
function readActsOn(context: ILoadOptionsFunctions): string | undefined {
	const resource = context.getCurrentNodeParameter('resource');
	const operation = context.getCurrentNodeParameter('operation');
	if (typeof resource !== 'string' || typeof operation !== 'string') return undefined;
	return findOperation(resource, operation).actsOn;
}

function toResult(elasticIp: ElasticIp) {
	const { AllocationId, IpAddress, Name, Status } = elasticIp;
	const label = [Name, IpAddress, AllocationId].filter(Boolean).join(' · ');
	return {
		name: `${label} (${Status === 'InUse' ? 'In Use' : String(Status)})`,
		value: String(AllocationId),
	};
}

function matches(name: string, filter: string): boolean {
	return name.toLowerCase().includes(filter.toLowerCase());
}
