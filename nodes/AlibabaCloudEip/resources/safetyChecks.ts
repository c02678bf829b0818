import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { trimPasted } from '../../../credentials/signature/trimPasted';

/** For the `options` of operations that destroy, cut off or buy for an instance. */
export const safetyChecks: INodeProperties = {
	displayName: 'Safety Checks',
	name: 'safetyChecks',
	type: 'boolean',
	default: true,
	description:
		'Whether to check first and to refuse, with an explanation: any item that comes from a test event of the trigger; releasing or disassociating an Elastic IP whose state does not allow it, or that is a subscription, is protected from deletion, locked, managed by another service or part of an Elastic IP group; buying an Elastic IP for an instance that is not found or already has one; and converting the public IP of an instance that is not in a VPC, has an Elastic IP, or is neither running nor stopped',
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
