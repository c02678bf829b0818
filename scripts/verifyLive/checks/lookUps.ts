import type { ActionName } from '../../../nodes/AlibabaCloudEip/api/actions';
import { type Check, couldNotTell, describe, isForbidden, toFinding } from '../Check';
import type { Live } from '../Live';
import { entriesAt } from './fields';

/** What the pickers of the forms read besides Elastic IPs: tags and resource groups. */

/** A list that is read token by token, in steps of one entry. */
function tokenCheck(id: string, action: ActionName, list: string): Check {
	return {
		id,
		expects: `${action}: MaxResult 1 gives one entry and a NextToken that leads to another one`,
		async run(live) {
			const read = async (more: Record<string, string>) =>
				await live.call(action, { ResourceType: 'EIP', MaxResult: '1', ...more });
			const first = await read({});
			if (isForbidden(first)) return couldNotTell(describe(first));
			if (first.code) return toFinding(false, describe(first));
			const count = entriesAt(first.body, list).length;
			const token = first.body.NextToken;
			if (count === 0) return couldNotTell('no tag on an Elastic IP in this region');
			if (count === 1 && !token) return couldNotTell('fewer than 2 tags on Elastic IPs');
			const second = await read({ NextToken: String(token) });
			const others = entriesAt(second.body, list);
			const isAnother = JSON.stringify(others) !== JSON.stringify(entriesAt(first.body, list));
			return toFinding(
				count === 1 && others.length === 1 && isAnother,
				`${count} entries, then ${second.code ? describe(second) : `${others.length}${isAnother ? '' : ', the same'}`}`,
			);
		},
	};
}

async function listGroups(live: Live, parameters: Record<string, string>) {
	return await live.call('ListResourceGroups', parameters);
}

export const lookUpChecks: Check[] = [
	tokenCheck('tags-by-token', 'DescribeTags', 'TagResources.TagResource'),
	tokenCheck('tag-keys-by-token', 'DescribeTagKeys', 'TagKeys.TagKey'),
	{
		id: 'resource-groups-page-size',
		expects: 'ListResourceGroups: PageSize 100 is accepted and holds; TotalCount is their number',
		async run(live) {
			const outcome = await listGroups(live, { PageSize: '100' });
			if (isForbidden(outcome)) return couldNotTell(describe(outcome));
			if (outcome.code) return toFinding(false, describe(outcome));
			const { PageSize: size, TotalCount: total } = outcome.body;
			const count = entriesAt(outcome.body, 'ResourceGroups.ResourceGroup').length;
			const isWhole = Number(total) > 100 ? count === 100 : count === Number(total);
			return toFinding(
				Number(size) === 100 && isWhole,
				`PageSize ${String(size)}, ${count} of ${String(total)}`,
			);
		},
	},
	{
		id: 'resource-groups-search',
		expects: 'ListResourceGroups: an unknown ResourceGroupId gives an empty list, no error',
		async run(live) {
			const outcome = await listGroups(live, { ResourceGroupId: 'rg-aek000000000000' });
			if (isForbidden(outcome)) return couldNotTell(describe(outcome));
			if (outcome.code) return toFinding(false, describe(outcome));
			const count = entriesAt(outcome.body, 'ResourceGroups.ResourceGroup').length;
			return toFinding(count === 0, `${count} entries`);
		},
	},
];
