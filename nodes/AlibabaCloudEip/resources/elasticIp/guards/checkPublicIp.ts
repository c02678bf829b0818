import type { StateNow } from '../../../api/client/repeatedCall';
import type { LookedUp } from '../../../api/lookUp';
import { UnexpectedOutcome } from '../../../errors/ApiFailure';
import { areSafetyChecksOn, safetyChecks } from '../../safetyChecks';
import type { OperationContext } from '../../Operation';

/** The states in which the public IP of an ECS instance can be converted. */
const FITTING = ['Running', 'Stopped'];

/** Those that lead to one of them. */
const PASSING = ['Pending', 'Starting', 'Stopping'];

/** What the state of an ECS instance says after a conversion was refused. */
export function stateOfInstance(instance: LookedUp | undefined): StateNow {
	const state = instance?.state ?? '';
	if (PASSING.includes(state)) return 'passing';
	return FITTING.includes(state) ? 'fitting' : 'lasting';
}

/**
 * Refuses an ECS instance whose public IP cannot become an Elastic IP, before anything is sent. Only what
 * is about its state and its network can be left to Alibaba Cloud: without a public IP there is nothing to
 * look for afterwards.
 *
 * @param instance undefined when it was not found repeatedly, apart in time
 * @returns its public IP
 * @throws UnexpectedOutcome
 */
export function checkPublicIp(
	{ session, readOptions }: OperationContext,
	id: string,
	instance: LookedUp | undefined,
): string {
	const refuse = (message: string, advice: string): never => {
		throw new UnexpectedOutcome(message, `${advice} Nothing was sent.`);
	};
	if (!instance) {
		return refuse(
			`The ECS instance '${id}' was not found`,
			`It is not in the region ${session.regionId}. Check 'Instance' and 'Region': each region knows only its own resources.`,
		);
	}
	const { publicIpAddresses = [], elasticIps = [], networkType, state } = instance;
	const [elasticIp] = elasticIps;
	const [address, ...others] = publicIpAddresses;
	if (address === undefined) {
		return elasticIp
			? refuse(
					`The ECS instance '${id}' already has the Elastic IP '${elasticIp.ipAddress}' and no public IP of its own`,
					'There is nothing to convert.',
				)
			: refuse(
					`The ECS instance '${id}' has no public IP`,
					"There is nothing to convert. To give it an Elastic IP, use 'Allocate and Associate'.",
				);
	}
	if (others.length > 0) {
		refuse(
			`The ECS instance '${id}' has several public IPs: ${publicIpAddresses.join(', ')}`,
			'It is not known which of them would become the Elastic IP. Convert the public IP in the ECS console instead.',
		);
	}
	if (!areSafetyChecksOn(readOptions())) return address;
	const SWITCH = `To leave it to Alibaba Cloud, turn off the option '${safetyChecks.displayName}'.`;
	if (networkType !== 'vpc') {
		refuse(
			networkType === 'classic'
				? `The ECS instance '${id}' is in the classic network`
				: `It is not known whether the ECS instance '${id}' is in a VPC`,
			`Its public IP can be converted only if the instance is in a VPC. ${SWITCH}`,
		);
	}
	if (elasticIp) {
		refuse(
			`The ECS instance '${id}' already has the Elastic IP '${elasticIp.ipAddress}'`,
			`Its public IP can be converted only while it has no Elastic IP. Disassociate that Elastic IP first. ${SWITCH}`,
		);
	}
	if (!FITTING.includes(state)) {
		refuse(
			`The ECS instance '${id}' is ${state || 'in an unknown state'}, neither Running nor Stopped`,
			`Wait until it is Running or Stopped. ${SWITCH}`,
		);
	}
	return address;
}
