import type { ElasticIp } from '../../../nodes/AlibabaCloudEip/api/elasticIp';
import { readElasticIps } from '../../../nodes/AlibabaCloudEip/api/elasticIp';
import { type Check, NO_ELASTIC_IP, couldNotTell, describe, toFinding, refusal } from '../Check';

export const idOf = (elasticIp: ElasticIp) => String(elasticIp.AllocationId);

const isSorted = <Value extends number | string>(values: Value[]) =>
	values.every((value, index) => index === 0 || values[index - 1] <= value);

/** What the order of a list is, as far as it can be seen. */
function orderOf(elasticIps: ElasticIp[]): string {
	const times = elasticIps.map(({ AllocationTime }) => Date.parse(String(AllocationTime)));
	if (isSorted(times.map((time) => -time))) return 'newest first';
	if (isSorted(times)) return 'oldest first';
	const ids = elasticIps.map(idOf);
	if (isSorted(ids)) return 'by ID';
	if (isSorted([...ids].reverse())) return 'by ID, descending';
	return 'no order that could be told';
}

/** Pages and order of DescribeEipAddresses. */
export const listChecks: Check[] = [
	{
		id: 'page-size-100',
		expects: 'PageSize 100 is accepted and holds',
		async run(live) {
			const outcome = await live.call('DescribeEipAddresses', { PageSize: '100' });
			const size = outcome.body.PageSize;
			return toFinding(size === 100, outcome.code ? describe(outcome) : `PageSize ${String(size)}`);
		},
	},
	refusal(
		'page-size-101',
		'PageSize 101',
		{ code: 'InvalidParameter', statusCode: 400 },
		async (live) => {
			const outcome = await live.call('DescribeEipAddresses', { PageSize: '101' });
			if (outcome.code) return outcome;
			return toFinding(false, `accepted; PageSize ${String(outcome.body.PageSize)} in the reply`);
		},
	),
	{
		id: 'page-size-default',
		expects: '10 entries when no PageSize is sent',
		async run(live) {
			const { body } = await live.call('DescribeEipAddresses', {});
			const count = readElasticIps(body).length;
			const isFull = Number(body.TotalCount) > 10 ? count === 10 : count <= 10;
			return toFinding(
				body.PageSize === 10 && isFull,
				`PageSize ${String(body.PageSize)}, ${count} entries`,
			);
		},
	},
	{
		id: 'list-order',
		expects: 'newest first',
		async run(live) {
			const all = await live.elasticIps();
			if (new Set(all.map(({ AllocationTime }) => AllocationTime)).size < 3) {
				return couldNotTell('fewer than 3 Elastic IPs bought at different times');
			}
			const order = orderOf(all);
			return toFinding(order === 'newest first', `${order} (${all.length} Elastic IPs)`);
		},
	},
	{
		id: 'total-count',
		expects: 'TotalCount is the number of Elastic IPs on all pages',
		async run(live) {
			const all = await live.elasticIps();
			const { body } = await live.call('DescribeEipAddresses', { PageSize: '1' });
			const total = body.TotalCount;
			const distinct = new Set(all.map(idOf)).size;
			if (Number(total) > 500)
				return couldNotTell(`TotalCount ${String(total)}, too many to count`);
			return toFinding(
				total === distinct,
				`TotalCount ${JSON.stringify(total)}, counted ${distinct}`,
			);
		},
	},
	{
		id: 'page-behind-the-end',
		expects: 'a page behind the end is empty and has the true TotalCount',
		async run(live) {
			const { body } = await live.call('DescribeEipAddresses', { PageSize: '100' });
			const total = Number(body.TotalCount);
			const outcome = await live.call('DescribeEipAddresses', {
				PageSize: '100',
				PageNumber: String(Math.ceil(total / 100) + 1),
			});
			if (outcome.code) return toFinding(false, describe(outcome));
			const count = readElasticIps(outcome.body).length;
			return toFinding(
				count === 0 && outcome.body.TotalCount === total,
				`${count} entries, TotalCount ${String(outcome.body.TotalCount)} of ${total}`,
			);
		},
	},
	{
		id: 'ids-with-commas',
		expects: 'several IDs joined with commas find them all',
		async run(live) {
			const ids = (await live.elasticIps()).slice(0, 50).map(idOf);
			if (ids.length < 2) return couldNotTell('fewer than 2 Elastic IPs in this region');
			const found = (await live.find({ AllocationId: ids.join(',') })).map(idOf);
			return toFinding(
				found.length === ids.length && ids.every((id) => found.includes(id)),
				`${found.length} of ${ids.length}`,
			);
		},
	},
	{
		id: 'wrong-region-endpoint',
		expects: "another region's endpoint answers with an empty list, no error",
		async run(live) {
			if (!live.hasRegionalEndpoints) return couldNotTell('a custom endpoint serves all regions');
			if ((await live.elasticIps()).length === 0) return NO_ELASTIC_IP;
			const other = live.regionId === 'ap-southeast-1' ? 'cn-hangzhou' : 'ap-southeast-1';
			const outcome = await live.outcome({ endpointOf: other });
			if (outcome.code) return toFinding(false, describe(outcome));
			return toFinding(outcome.body.TotalCount === 0, `${String(outcome.body.TotalCount)} entries`);
		},
	},
	{
		id: 'region-endpoint',
		expects: 'DescribeRegions names vpc.aliyuncs.com or vpc.<region>.aliyuncs.com for this region',
		async run(live) {
			const { body } = await live.call('DescribeRegions', {});
			const outer = body.Regions as { Region?: Array<Record<string, unknown>> } | undefined;
			const own = outer?.Region?.find(({ RegionId }) => RegionId === live.regionId);
			if (!own) return toFinding(false, 'this region is not in the list');
			const known = ['vpc.aliyuncs.com', `vpc.${live.regionId}.aliyuncs.com`];
			return toFinding(known.includes(String(own.RegionEndpoint)), String(own.RegionEndpoint));
		},
	},
];
