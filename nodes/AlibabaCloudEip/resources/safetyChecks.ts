import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { trimPasted } from '../../../credentials/signature/trimPasted';

/** For the `options` of operations that destroy, cut off or buy for an instance. */
export const safetyChecks: INodeProperties = {
	displayName: 'Safety Checks',
	name: 'safetyChecks',
	type: 'boolean',
	default: true,
	description:
		'Whether to refuse in words what should not be done: with any item that comes from a test event of the trigger; and with an Elastic IP that is released or disassociated, after a look at it: wrong state, associated or not associated, subscription, deletion protection, lock, managed by another service, part of an Elastic IP group; and with an instance that an Elastic IP is bought for: not found, or has one; and with an instance whose public IP is converted: not in a VPC, has an Elastic IP, or neither Running nor Stopped',
};

/**
 * Whether the checks are on. They stay on with whatever an expression makes of them, unless it is a
 * clear no.
 *
 * @param options the values of the `options` collection
 */
export function areSafetyChecksOn({ safetyChecks: value }: IDataObject): boolean {
	return (
		value !== false && !(typeof value === 'string' && trimPasted(value).toLowerCase() === 'false')
	);
}
