import { isoSeconds } from '../state/time';
import { defineAction } from './parts/defineAction';
import { page, pageParameters } from './parts/paging';
import { bool, list, oneOf, pairs, text } from './parts/parameters';
import { haveTags, is, viewOfTags } from './parts/targets';

/** Whether a name contains what is searched for, in any case. */
function contains(name: string, search: string | undefined): boolean {
	return name.toLowerCase().includes((search ?? '').toLowerCase());
}

/** Resource Manager 2020-03-31: the resource groups of the account, whatever the region. */
export const ListResourceGroups = defineAction({
	name: 'ListResourceGroups',
	product: 'ResourceManager',
	version: '2020-03-31',
	kind: 'read',
	parameters: {
		DisplayName: text({ max: 50 }),
		IncludeTags: bool(),
		Name: text({ max: 50 }),
		...pageParameters(100),
		ResourceGroupId: text(),
		ResourceGroupIds: list(100),
		Status: oneOf(['Creating', 'OK', 'PendingDelete']),
		Tag: pairs(20),
	},
	run({ world, accountId, parameters: wanted }) {
		const found = world
			.resourceGroups(accountId)
			.filter(
				(group) =>
					contains(group.name, wanted.Name) &&
					contains(group.displayName, wanted.DisplayName) &&
					is(wanted.ResourceGroupId, group.id) &&
					(!wanted.ResourceGroupIds || wanted.ResourceGroupIds.includes(group.id)) &&
					is(wanted.Status, group.status) &&
					haveTags(group.tags, wanted.Tag),
			);
		const { items, counts } = page(found, wanted);
		return {
			...counts,
			ResourceGroups: {
				ResourceGroup: items.map((group) => ({
					Id: group.id,
					Name: group.name,
					DisplayName: group.displayName,
					Status: group.status,
					AccountId: group.accountId,
					// The reference shows an offset where other products write `Z`.
					CreateDate: isoSeconds(group.creationTime).replace('Z', '+00:00'),
					...(wanted.IncludeTags && { Tags: { Tag: viewOfTags(group.tags) } }),
				})),
			},
		};
	},
});
