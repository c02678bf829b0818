import type { IDataObject } from 'n8n-workflow';
import type { ElasticIp } from '../../../nodes/AlibabaCloudEip/api/elasticIp';
import { type Check, NO_ELASTIC_IP, couldNotTell, toFinding } from '../Check';
import type { Live } from '../Live';
import { idOf } from './lists';

const OTHER_TYPES = ['Nat', 'SlbInstance', 'NetworkInterface', 'HaVip', 'IpAddress'];
const MINUTE = 60_000;

/** Whether a filter lets an Elastic IP through; it is asked for by its ID, so that pages don't matter. */
async function passes(live: Live, elasticIp: ElasticIp, filter: Record<string, string>) {
	const found = await live.find({ ...filter, AllocationId: idOf(elasticIp) });
	return found.some((entry) => idOf(entry) === idOf(elasticIp));
}

function tagsOf(elasticIp: ElasticIp): IDataObject[] {
	const outer = elasticIp.Tags as { Tag?: IDataObject[] } | undefined;
	// Tags of Alibaba Cloud's own services can't be filtered by everywhere.
	return (outer?.Tag ?? []).filter(({ Key }) => !/^(acs:|aliyun)/.test(String(Key)));
}

async function findTagged(live: Live) {
	const elasticIp = (await live.elasticIps()).find((entry) => tagsOf(entry).length > 0);
	if (!elasticIp) return undefined;
	const [{ Key, Value }] = tagsOf(elasticIp);
	const tag = { 'Tag.1.Key': String(Key), 'Tag.1.Value': String(Value ?? '') };
	return { elasticIp, tag };
}

const NO_TAG = couldNotTell('no Elastic IP with a tag');

/** Filters of DescribeEipAddresses. */
export const filterChecks: Check[] = [
	{
		id: 'filter-name',
		expects: 'EipName finds the whole name only',
		async run(live) {
			const named = (await live.elasticIps()).find(({ Name }) => String(Name ?? '').length >= 4);
			if (!named) return couldNotTell('no Elastic IP with a name of 4 characters or more');
			const name = String(named.Name);
			if (!(await passes(live, named, { EipName: name }))) {
				return toFinding(false, 'the whole name finds nothing');
			}
			const parts = { beginning: name.slice(0, -1), end: name.slice(1) };
			const hits = [];
			for (const [part, text] of Object.entries(parts)) {
				if (await passes(live, named, { EipName: text })) hits.push(part);
			}
			const swapped =
				name === name.toUpperCase()
					? name.toLowerCase()
					: /[a-z]/i.test(name) && name.toUpperCase();
			if (swapped && swapped !== name && (await passes(live, named, { EipName: swapped }))) {
				hits.push('another case');
			}
			return toFinding(
				hits.length === 0,
				hits.length === 0 ? 'exact' : `fuzzy: also found by ${hits.join(', ')}`,
			);
		},
	},
	{
		id: 'filter-tags-and',
		expects: 'with several tags an Elastic IP must have all (AND)',
		async run(live) {
			const tagged = await findTagged(live);
			if (!tagged) return NO_TAG;
			const { elasticIp, tag } = tagged;
			if (!(await passes(live, elasticIp, tag))) return toFinding(false, 'one tag finds nothing');
			const isOr = await passes(live, elasticIp, {
				...tag,
				'Tag.2.Key': 'n8n-verify-live-no-such-tag',
				'Tag.2.Value': 'none',
			});
			return toFinding(!isOr, isOr ? 'one is enough (OR)' : 'AND');
		},
	},
	{
		id: 'filter-tag-key-only',
		expects: 'a tag filter with an empty value fits any value',
		async run(live) {
			const tagged = await findTagged(live);
			if (!tagged) return NO_TAG;
			if (tagged.tag['Tag.1.Value'] === '') return couldNotTell('the tag at hand has no value');
			const fits = await passes(live, tagged.elasticIp, { ...tagged.tag, 'Tag.1.Value': '' });
			return toFinding(fits, fits ? 'it does' : 'it fits only tags without a value');
		},
	},
	{
		id: 'filter-creation-time',
		expects: 'CreationStartTime is inclusive, to the minute',
		async run(live) {
			const [elasticIp] = await live.elasticIps();
			if (!elasticIp) return NO_ELASTIC_IP;
			const minute = Math.floor(Date.parse(String(elasticIp.AllocationTime)) / MINUTE) * MINUTE;
			if (Number.isNaN(minute)) return toFinding(false, 'AllocationTime is no time');
			const ask = async (time: number) =>
				await passes(live, elasticIp, {
					'Filter.1.Key': 'CreationStartTime',
					'Filter.1.Value': `${new Date(time).toISOString().slice(0, 16)}Z`,
				});
			const [before, same, after] = [
				await ask(minute - MINUTE),
				await ask(minute),
				await ask(minute + MINUTE),
			];
			const word = (is: boolean) => (is ? 'found' : 'not found');
			return toFinding(
				before && same && !after,
				`a minute before: ${word(before)}, same minute: ${word(same)}, a minute after: ${word(after)}`,
			);
		},
	},
	{
		id: 'filter-type-default',
		expects: 'without AssociatedInstanceType every kind of Elastic IP is listed',
		async run(live) {
			const all = await live.elasticIps();
			const seen = new Set(all.map(({ InstanceType }) => String(InstanceType ?? '')));
			const hidden = [];
			let others = 0;
			for (const type of OTHER_TYPES) {
				const found = await live.find({ AssociatedInstanceType: type });
				others += found.length;
				const isPart = found.every((entry) => all.some((known) => idOf(known) === idOf(entry)));
				if (found.length > 0 && !isPart && all.length < 500) hidden.push(type);
			}
			if (hidden.length > 0) return toFinding(false, `hidden: ${hidden.join(', ')}`);
			if (others === 0)
				return couldNotTell('no Elastic IP associated with something other than ECS');
			return toFinding(true, `listed: ${[...seen].filter(Boolean).sort().join(', ')}`);
		},
	},
	{
		id: 'filter-status',
		expects: 'Status lets through that state only',
		async run(live) {
			const [first] = await live.elasticIps();
			if (!first) return NO_ELASTIC_IP;
			const own = String(first.Status);
			const other = own === 'Available' ? 'InUse' : 'Available';
			const isFound = await passes(live, first, { Status: own });
			const isLeak = await passes(live, first, { Status: other });
			return toFinding(
				isFound && !isLeak,
				`${own}: ${isFound ? 'found' : 'not found'}; ${other}: ${isLeak ? 'found' : 'not found'}`,
			);
		},
	},
];
