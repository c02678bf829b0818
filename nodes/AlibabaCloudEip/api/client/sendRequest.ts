import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import type { AccessKey } from '../../../../credentials/signature/accessKey';
import { endpointOf } from '../../../../credentials/signature/endpoint';
import {
	type ActionName,
	isPurchase,
	isRead,
	productOf,
	ramProductOf,
	versionOf,
} from '../actions';
import { ApiFailure, type FailedCall } from '../../errors/ApiFailure';
import { toError } from '../../errors/toError';
import { type RawReply, parseReply } from './parseReply';
import { toTransportFailure } from './toTransportFailure';

/** Sends one request, signed by the credential, and hands the reply back whatever its status. */
export type Send = (request: IHttpRequestOptions) => Promise<RawReply>;

/** Where requests go, with which key. */
export interface Destination {
	accessKey: AccessKey;
	regionId: string;
	send: Send;
	/** Called with the headers of each reply. */
	onReply?: (headers: RawReply['headers']) => void;
}

/** The parameters that name what a call is about, the first that is there. */
const NAMING = [
	'AllocationId',
	'IpInstanceId',
	'EipId',
	'BandwidthPackageId',
	'SegmentInstanceId',
	'PublicIpAddressPoolId',
	'ResourceId',
	'InstanceId',
];

function resourceOf(parameters: Record<string, string>): string | undefined {
	const name = NAMING.find((candidate) => parameters[candidate]);
	return name && parameters[name].slice(0, 100);
}

/** Every reply to a change has a RequestId; without one it says nothing about what became of it. */
const NO_CONFIRMATION = 'The reply does not say that the change was made';

/**
 * Sends one request and reads its reply.
 *
 * @returns the body, or why there is none; never rejects
 */
export async function sendRequest(
	{ accessKey, regionId, send, onReply }: Destination,
	action: ActionName,
	parameters: Record<string, string>,
): Promise<IDataObject | Error> {
	const secrets = [accessKey.accessKeySecret, accessKey.securityToken];
	const call: FailedCall = {
		action,
		regionId,
		product: ramProductOf(action),
		resource: resourceOf(parameters),
		isPurchase: isPurchase(action),
	};
	const attempt = async () => {
		const reply = await send({
			method: 'POST',
			baseURL: endpointOf(accessKey, productOf(action), regionId),
			url: '/',
			qs: { Action: action, Version: versionOf(action), RegionId: regionId, ...parameters },
		}).catch((error: unknown) => toTransportFailure(error, secrets));
		if (reply instanceof Error) return reply;
		onReply?.(reply.headers);
		const body = parseReply(reply, secrets, action);
		if (isRead(action) || typeof body.RequestId === 'string') return body;
		return new ApiFailure({ message: NO_CONFIRMATION, reached: 'unknown' });
	};
	const outcome = await attempt().catch(toError);
	// A failure knows the call that it is of: its messages name it.
	return outcome instanceof ApiFailure ? outcome.inCall(call) : outcome;
}
