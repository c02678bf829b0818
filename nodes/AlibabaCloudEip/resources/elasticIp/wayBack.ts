import type { ElasticIp } from '../../api/elasticIp';
import { UnexpectedOutcome } from '../../errors/ApiFailure';
import type { ApiParameters } from '../Operation';
import { isInstanceType } from './fields';

/** What AssociateEipAddress can't do without, by the type of the instance. */
const NEEDED: Readonly<Record<string, string[]>> = {
	NetworkInterface: ['Mode', 'PrivateIpAddress'],
	IpAddress: ['VpcId'],
};

/** What messages say that was not done, and how to do without a way back. */
interface Words {
	notDone: string;
	instead: string;
}

const MOVE: Words = {
	notDone: 'moved',
	instead: "If you need no way back, run 'Disassociate' and then 'Associate'.",
};

/**
 * What AssociateEipAddress needs to make the binding that there is: the way back from an unbinding.
 *
 * @throws UnexpectedOutcome where the reply does not tell all of it
 */
export function readWayBack(elasticIp: ElasticIp, { notDone, instead } = MOVE): ApiParameters {
	const text = (name: string) => {
		const value = elasticIp[name];
		return typeof value === 'string' ? value.trim() : '';
	};
	const refuse = (reason: string) => {
		throw new UnexpectedOutcome(
			`The Elastic IP '${String(elasticIp.AllocationId)}' was not ${notDone}: it could not be associated with its instance again if the new association failed`,
			`${reason} Nothing was sent. ${instead}`,
		);
	};
	const type = text('InstanceType');
	const names = ['InstanceId', 'InstanceType', ...(NEEDED[type] ?? [])];
	const missing = names.filter((name) => text(name) === '').map((name) => `'${name}'`);
	if (missing.length > 0)
		refuse(`The reply of Alibaba Cloud does not include ${missing.join(', ')}.`);
	if (!isInstanceType(type))
		refuse(`Nothing can be associated with an 'InstanceType' of '${type}'.`);
	// Only with Global Accelerator it is another one; older replies do not have it.
	const region = text('InstanceRegionId');
	if (region !== '' && region !== text('RegionId')) names.push('InstanceRegionId');
	return Object.fromEntries(names.map((name) => [name, text(name)]));
}
