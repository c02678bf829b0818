import {
	HTTP_REQUEST,
	elasticIpsOf,
	httpRequestNode,
	httpRequestPaging,
	httpRequestParameters,
} from './httpRequestNode';
import { OFFICIAL_SDK, type OfficialSdk, officialSdk } from './officialSdk';
import { shippedActionNode } from './shipped';
import { runItems } from './world';

/** The most that the API allows. */
export const LARGEST_PAGE = 100;
/** What the API takes without the parameter. */
export const DEFAULT_PAGE = 10;

/** One way to read the list of all Elastic IPs. */
export interface Lister {
	name: string;
	pageSize: number;
	/** @returns everything it found, to be held while memory is measured */
	list(count: number): Promise<object[]>;
}

export type ListerName = 'ours' | 'sdkDefault' | 'sdkLargest' | 'httpRequest';

/** As the SDK's users write it: page after page until all were read. */
async function listWithSdk({ client, models }: OfficialSdk, pageSize: number): Promise<object[]> {
	const found: object[] = [];
	for (let pageNumber = 1, total = Infinity; (pageNumber - 1) * pageSize < total; pageNumber++) {
		const request = new models.DescribeEipAddressesRequest({
			regionId: 'cn-hangzhou',
			pageNumber,
			...(pageSize !== DEFAULT_PAGE && { pageSize }),
		});
		const { body } = await client.describeEipAddresses(request);
		found.push(...(body?.eipAddresses?.eipAddress ?? []));
		total = body?.totalCount ?? 0;
	}
	return found;
}

/** The node and what is compared with it. */
export async function listers(
	url: string,
	packageFolder: string,
): Promise<Record<ListerName, Lister>> {
	const [node, peer] = [shippedActionNode(packageFolder), await httpRequestNode(packageFolder)];
	const sdk = await officialSdk(url);
	const paged = httpRequestParameters(
		url,
		'DescribeEipAddresses',
		{ PageSize: String(LARGEST_PAGE) },
		httpRequestPaging(LARGEST_PAGE),
	);
	return {
		ours: {
			name: 'this package',
			pageSize: LARGEST_PAGE,
			list: async (count) =>
				await runItems(
					node,
					url,
					{ resource: 'elasticIp', operation: 'getAll', returnAll: true },
					[{}],
					count,
				),
		},
		sdkDefault: {
			name: `${OFFICIAL_SDK}, ${DEFAULT_PAGE} a page`,
			pageSize: DEFAULT_PAGE,
			list: async () => await listWithSdk(sdk, DEFAULT_PAGE),
		},
		sdkLargest: {
			name: `${OFFICIAL_SDK}, ${LARGEST_PAGE} a page`,
			pageSize: LARGEST_PAGE,
			list: async () => await listWithSdk(sdk, LARGEST_PAGE),
		},
		httpRequest: {
			name: `${HTTP_REQUEST}, ${LARGEST_PAGE} a page`,
			pageSize: LARGEST_PAGE,
			list: async (count) =>
				elasticIpsOf(await runItems(peer, url, paged, [{}], Math.ceil(count / LARGEST_PAGE))),
		},
	};
}
