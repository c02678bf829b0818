import type { ElasticIp, ElasticIpSelection } from '../../api/elasticIp';
import { bandwidthPackageId } from '../fields';

/** Which Elastic IPs the lists of operations on an Internet Shared Bandwidth instance show. */

/** Alibaba Cloud takes no subscriptions. */
const filter = { ChargeType: 'PostPaid' };

function packageOf({ BandwidthPackageId: id }: ElasticIp): string {
	return typeof id === 'string' ? id : '';
}

/**
 * Those that can be added: in no other one, and neither being released nor changed. Line type, zone and
 * security protection must fit as well: which one is meant is not always known, so Alibaba Cloud decides.
 */
export const addable = {
	filter,
	fits: (elasticIp) =>
		packageOf(elasticIp) === '' && ['Available', 'InUse'].includes(String(elasticIp.Status)),
} satisfies ElasticIpSelection;

/** Those that are in one: in the chosen one, once it is chosen. */
export const members: ElasticIpSelection = {
	filter,
	fits: (elasticIp) => packageOf(elasticIp) !== '',
	memberOf: bandwidthPackageId.name,
};
