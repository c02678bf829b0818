import type { IDataObject } from 'n8n-workflow';
import type { Session } from './client/session';
import {
	type LookUpList,
	type LookUpPage,
	type LookUpQuery,
	type LookedUp,
	at,
	isIdOf,
	isIpv4,
	lookUp,
	readById,
	textOf,
	textsOf,
} from './lookUp';

const byFilter = (key: string, value: string) => ({
	'Filter.1.Key': key,
	'Filter.1.Value.1': value,
});

const haVips: LookUpList = {
	action: 'DescribeHaVips',
	path: ['HaVips', 'HaVip'],
	id: ['HaVipId'],
	largestPage: 50,
	byId: (id) => byFilter('HaVipId', id),
	filtersFor(search) {
		if (isIdOf('havip-', search)) return [haVips.byId(search)];
		return isIpv4(search) ? [byFilter('HaVipAddress', search)] : [];
	},
	read: (haVip: IDataObject) => ({
		id: textOf(haVip.HaVipId),
		name: textOf(haVip.Name),
		privateIpAddresses: [textOf(haVip.IpAddress)].filter(Boolean),
		state: textOf(haVip.Status),
		zoneId: '',
		elasticIps: textsOf(at(haVip, 'AssociatedEipAddresses', 'associatedEipAddresse')).map(
			(ipAddress) => ({ ipAddress }),
		),
	}),
};

/**
 * HAVIPs of the session's region (DescribeHaVips). Their Elastic IPs are told by address only.
 *
 * @throws ApiFailure also when the key lacks the permission; CancelledError
 */
export async function listHaVips(session: Session, query: LookUpQuery = {}): Promise<LookUpPage> {
	return await lookUp(session, haVips, query);
}

/**
 * One HAVIP by its ID. That it is not found proves nothing.
 *
 * @throws ApiFailure also when the key lacks the permission; CancelledError
 */
export async function findHaVip(session: Session, id: string): Promise<LookedUp | undefined> {
	return await readById(session, haVips, id);
}
