import type { IDataObject } from 'n8n-workflow';
import type { Session } from './client/session';
import {
	type LookUpList,
	type LookUpPage,
	type LookUpQuery,
	isIdOf,
	lookUp,
	textOf,
} from './lookUp';

const resourceGroups: LookUpList = {
	action: 'ListResourceGroups',
	path: ['ResourceGroups', 'ResourceGroup'],
	id: ['Id'],
	largestPage: 100,
	byId: (id) => ({ ResourceGroupId: id }),
	filtersFor: (search) => (isIdOf('rg-', search) ? [resourceGroups.byId(search)] : []),
	read: (group: IDataObject) => ({
		id: textOf(group.Id),
		// The identifier is for machines; what the console shows is the display name.
		name: textOf(group.DisplayName) || textOf(group.Name),
		privateIpAddresses: [],
		state: textOf(group.Status),
		zoneId: '',
		elasticIps: undefined,
	}),
};

/**
 * Resource groups of the account, whatever the region (ListResourceGroups of Resource Manager).
 *
 * @throws ApiFailure also when the key lacks the permission; CancelledError
 */
export async function listResourceGroups(
	session: Session,
	query: LookUpQuery = {},
): Promise<LookUpPage> {
	return await lookUp(session, resourceGroups, query);
}
