import type { ElasticIpSelection } from '../../../api/elasticIp';
import { obstacle } from './obstacle';

/** The Elastic IPs that Release does not refuse. Of one that cannot be read it is not known, so it is left out. */
export const releasable = {
	filter: { Status: 'Available', ChargeType: 'PostPaid', ServiceManaged: 'false' },
	fits: (elasticIp) => obstacle('release', elasticIp) === undefined,
} satisfies ElasticIpSelection;
