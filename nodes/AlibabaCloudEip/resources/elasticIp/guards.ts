import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { OperationContext } from '../../description/Operation';
import { ApiFailure, InvalidInput, UnexpectedOutcome } from '../../errors/ApiFailure';
import { readLockReasons, readTags } from '../../output/simplifyElasticIp';
import { toTags } from '../../transport/apiParameters';
import { type ElasticIp, describeById, isPassingState } from '../../transport/elasticIp';
import type { Judge } from '../../transport/statusPoller';
import { tags } from '../fields';

/**
 * What is looked at before an Elastic IP is released or unbound. What must not be done is refused
 * in words, before anything is sent.
 */

const safetyChecks: INodeProperties = {
	displayName: 'Safety Checks',
	name: 'safetyChecks',
	type: 'boolean',
	default: true,
	description:
		'Whether to look at the Elastic IP first and refuse in words: wrong state, bound or not bound, subscription, deletion protection, lock, managed by another service, part of a contiguous group',
};

const onlyIfIpAddress: INodeProperties = {
	displayName: 'Only If IP Address Is',
	name: 'onlyIfIpAddress',
	type: 'string',
	default: '',
	placeholder: 'e.g. 203.0.113.10',
	description:
		'Refuses every Elastic IP with another address, so that a wrong ID can not hit the wrong one',
};

const onlyIfName: INodeProperties = {
	displayName: 'Only If Name Is',
	name: 'onlyIfName',
	type: 'string',
	default: '',
	placeholder: 'e.g. test server',
	description: 'Refuses every Elastic IP with another name. Upper and lower case matter.',
};

const onlyIfTags: INodeProperties = {
	...tags,
	displayName: 'Only If Tagged',
	name: 'onlyIfTags',
	description: 'Refuses every Elastic IP that does not have all of these tags with these values',
	routing: undefined,
};

const onlyIfAllocatedHours: INodeProperties = {
	displayName: 'Only If Older Than (Hours)',
	name: 'onlyIfAllocatedHours',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 24,
	description: 'Refuses every Elastic IP that was bought later',
};

/** For the `options` of operations that destroy or cut off. */
export const guardOptions: INodeProperties[] = [
	onlyIfIpAddress,
	onlyIfName,
	onlyIfTags,
	onlyIfAllocatedHours,
	safetyChecks,
];

export type GuardedAction = 'release' | 'unassociate';

/** What must hold before an Elastic IP is touched. */
export interface Conditions {
	safetyChecks: boolean;
	ipAddress?: string;
	name?: string;
	tags?: Array<{ key: string; value: string }>;
	hours?: number;
}

export interface Refusal {
	message: string;
	advice: string;
}

/**
 * Reads the conditions. One that was added but is empty, such as an expression without a result, is
 * refused: left out it would let everything pass.
 *
 * @throws InvalidInput naming the field
 */
export function readConditions(options: IDataObject): Conditions {
	const isGiven = ({ name }: INodeProperties) => Object.hasOwn(options, name);
	return {
		safetyChecks: !isGiven(safetyChecks) || !isOff(options.safetyChecks),
		...(isGiven(onlyIfIpAddress) && {
			ipAddress: readText(onlyIfIpAddress, options.onlyIfIpAddress),
		}),
		...(isGiven(onlyIfName) && { name: readText(onlyIfName, options.onlyIfName) }),
		...(isGiven(onlyIfTags) && { tags: readTagRows(options.onlyIfTags) }),
		...(isGiven(onlyIfAllocatedHours) && { hours: readHours(options.onlyIfAllocatedHours) }),
	};
}

/** Checks stay on with whatever an expression makes of them, unless it is a clear no. */
function isOff(value: unknown): boolean {
	return value === false || (typeof value === 'string' && value.trim().toLowerCase() === 'false');
}

function readText({ displayName }: INodeProperties, value: unknown): string {
	if (typeof value === 'string' && value.trim() !== '') return value.trim();
	throw new InvalidInput(
		typeof value === 'string' || value === undefined || value === null
			? `'${displayName}' is empty`
			: `'${displayName}' is not a text`,
		'Fill it in, or remove the option if every Elastic IP may be meant. Nothing was sent.',
	);
}

function readHours(value: unknown): number {
	const isText = typeof value === 'string' && value.trim() !== '';
	const hours = typeof value === 'number' || isText ? Number(value) : NaN;
	if (Number.isFinite(hours) && hours >= 0) return hours;
	throw new InvalidInput(
		`'${onlyIfAllocatedHours.displayName}' is not a number of hours`,
		'Give a number of zero or more, or remove the option. Nothing was sent.',
	);
}

function readTagRows(value: unknown): Array<{ key: string; value: string }> {
	const flat = toTags('Tag', onlyIfTags, value ?? {}, true);
	const rows = Object.keys(flat)
		.filter((name) => name.endsWith('.Key'))
		.map((name) => ({ key: flat[name], value: flat[name.replace(/Key$/, 'Value')] }));
	if (rows.length > 0) return rows;
	throw new InvalidInput(
		`'${onlyIfTags.displayName}' is empty`,
		'Add a tag, or remove the option if every Elastic IP may be meant. Nothing was sent.',
	);
}

/** Whether anything has to be looked at before. */
export function needsLook({ safetyChecks: isOn, ...conditions }: Conditions): boolean {
	return isOn || Object.keys(conditions).length > 0;
}

/**
 * Why the Elastic IP must not be touched, or undefined if it may be.
 *
 * @param now milliseconds since 1970
 */
export function refusalOf(
	action: GuardedAction,
	elasticIp: ElasticIp,
	conditions: Conditions,
	now: number,
): Refusal | undefined {
	return (
		unmetCondition(elasticIp, conditions, now) ??
		(conditions.safetyChecks ? obstacle(action, elasticIp) : undefined)
	);
}

function unmetCondition(
	elasticIp: ElasticIp,
	{ ipAddress, name, tags: wanted = [], hours }: Conditions,
	now: number,
): Refusal | undefined {
	const which = nameOf(elasticIp);
	if (ipAddress !== undefined && elasticIp.IpAddress !== ipAddress) {
		return {
			message: `The Elastic IP ${which} does not have the IP address '${ipAddress}'`,
			advice: `Check where the ID comes from. '${onlyIfIpAddress.displayName}' asks for this address.`,
		};
	}
	if (name !== undefined && String(elasticIp.Name ?? '').trim() !== name) {
		return {
			message: `The name of the Elastic IP ${which} is '${String(elasticIp.Name ?? '')}', not '${name}'`,
			advice: `Check where the ID comes from. '${onlyIfName.displayName}' asks for this name.`,
		};
	}
	const own = readTags(elasticIp);
	const missing = wanted.find(({ key, value }) => own[key] !== value);
	if (missing) {
		return {
			message: `The Elastic IP ${which} does not have the tag '${missing.key}' with the value '${missing.value}'`,
			advice: `'${onlyIfTags.displayName}' asks for it.`,
		};
	}
	if (hours === undefined) return undefined;
	const age = (now - Date.parse(String(elasticIp.AllocationTime))) / 3_600_000;
	if (age >= hours) return undefined;
	return {
		message: Number.isNaN(age)
			? `It is not known when the Elastic IP ${which} was bought`
			: `The Elastic IP ${which} was bought ${Math.max(0, Math.floor(age))} hours ago, less than ${hours}`,
		advice: `'${onlyIfAllocatedHours.displayName}' asks for more.`,
	};
}

const SWITCH = `To leave it to Alibaba Cloud, turn off the option '${safetyChecks.displayName}'.`;

/** What Alibaba Cloud would refuse, or what should not be done without a second thought. */
function obstacle(action: GuardedAction, elasticIp: ElasticIp): Refusal | undefined {
	const which = nameOf(elasticIp);
	const to = action === 'release' ? 'released' : 'unbound';
	const locks = readLockReasons(elasticIp);
	if (locks.length > 0 || elasticIp.BusinessStatus === 'OperationLock') {
		return {
			message: `The Elastic IP ${which} is locked${locks.length > 0 ? ` (${locks.join(', ')})` : ''}`,
			advice: `Settle the overdue payment or the security incident first. ${SWITCH}`,
		};
	}
	if (Number(elasticIp.ServiceManaged) === 1) {
		return {
			message: `The Elastic IP ${which} is managed by another Alibaba Cloud service`,
			advice: `It is to be ${to} in the service that created it.`,
		};
	}
	if (action === 'release') {
		const { ChargeType, DeletionProtection, SegmentInstanceId } = elasticIp;
		if (ChargeType === 'PrePaid') {
			return {
				message: `The Elastic IP ${which} is a subscription and can not be released`,
				advice: 'It ends when it expires. It can be converted to pay-as-you-go in the console.',
			};
		}
		if (DeletionProtection === true || DeletionProtection === 'true') {
			return {
				message: `Deletion protection of the Elastic IP ${which} is on`,
				advice:
					"Turn it off first, with 'Set Deletion Protection', if it really is to be released.",
			};
		}
		if (SegmentInstanceId) {
			return {
				message: `The Elastic IP ${which} belongs to the contiguous group '${String(SegmentInstanceId)}'`,
				advice: 'It can be released only together with the group: release the group instead.',
			};
		}
	}
	const { Status: status, InstanceId: instance } = elasticIp;
	if (action === 'release' && status !== 'Available') {
		return {
			message: instance
				? `The Elastic IP ${which} is bound to '${String(instance)}'`
				: `The Elastic IP ${which} is ${String(status)}, not Available`,
			advice: "Only one that is not bound can be released. Run 'Unassociate' first.",
		};
	}
	if (action === 'unassociate' && status !== 'InUse') {
		return {
			message: `The Elastic IP '${String(elasticIp.AllocationId)}' is not bound to anything`,
			advice: `It is ${String(status)}. Nothing was sent.`,
		};
	}
	return undefined;
}

function nameOf({ AllocationId: id, IpAddress: address }: ElasticIp): string {
	return address ? `'${String(id)}' (${String(address)})` : `'${String(id)}'`;
}

/** What the look before a destructive call found. */
export type LookResult =
	/** It may be touched, as it is now. */
	| { elasticIp: ElasticIp }
	/**
	 * Someone else, or an earlier try of this item, was doing the same, and it is done now; `elasticIp`
	 * is undefined if it is gone.
	 */
	| { alreadyDone: true; elasticIp: ElasticIp | undefined };

/**
 * Looks at the Elastic IP and refuses what must not be done. A state that passes is waited for.
 *
 * @throws UnexpectedOutcome, ApiFailure (not found), InvalidInput, CancelledError
 */
export async function lookBefore(
	action: GuardedAction,
	context: OperationContext,
	eipId: string,
	conditions: Conditions,
): Promise<LookResult> {
	const { session } = context;
	const first = await describeById(session, eipId);
	if (!first) {
		if (action === 'release' && context.wasSent('ReleaseEipAddress')) {
			return { alreadyDone: true, elasticIp: undefined };
		}
		// As Alibaba Cloud itself would say it.
		throw new ApiFailure({
			code: 'InvalidAllocationId.NotFound',
			message: `The region ${session.regionId} has no Elastic IP '${eipId}'`,
			reached: 'refused',
		});
	}
	const refuse = (elasticIp: ElasticIp, checked: Conditions) => {
		const refusal = refusalOf(action, elasticIp, checked, session.clock.now());
		if (refusal) throw new UnexpectedOutcome(refusal.message, refusal.advice);
	};
	// The conditions first: what they exclude is not worth a wait, and not to be called done either.
	refuse(first, { ...conditions, safetyChecks: false });
	const isUnbound = action === 'unassociate' && first.Status === 'Available';
	if (isUnbound && context.wasSent('UnassociateEipAddress')) {
		return { alreadyDone: true, elasticIp: first };
	}
	if (!conditions.safetyChecks) return { elasticIp: first };
	if (!isPassingState(first.Status)) {
		refuse(first, conditions);
		return { elasticIp: first };
	}
	const doing = action === 'release' ? 'Releasing' : 'Unassociating';
	const last = await context.waitFor(eipId, untilPassed(eipId, context));
	if (first.Status === doing && (!last || last.Status === 'Available')) {
		if (action === 'unassociate' || !last) return { alreadyDone: true, elasticIp: last };
	}
	if (!last) {
		throw new UnexpectedOutcome(
			`The Elastic IP '${eipId}' disappeared meanwhile`,
			'It was released by someone else. Look at the history in ActionTrail.',
		);
	}
	refuse(last, conditions);
	return { elasticIp: last };
}

/** Waits until no change is under way; a change that takes too long is said to be someone else's. */
function untilPassed(eipId: string, { session: { clock, timeLimit } }: OperationContext): Judge {
	const deadline = clock.now() + timeLimit;
	return (elasticIp) => {
		if (!elasticIp || !isPassingState(elasticIp.Status)) return 'done';
		if (clock.now() < deadline) return undefined;
		return {
			unexpected: `The Elastic IP '${eipId}' is still ${String(elasticIp.Status)} after ${Math.round(timeLimit / 1000)} seconds`,
			advice:
				"Another change is under way, so nothing was sent. Run it again later, or raise the 'Time Limit' option.",
		};
	};
}
