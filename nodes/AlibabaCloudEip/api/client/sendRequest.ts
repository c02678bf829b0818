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

/**
 * Sends one request, signed by the credential, and hands the reply back whatever its status.
 *
 * @param key signs it instead of the credential: the temporary keys of a role, or the keys it is assumed with
 */
export type Send = (request: IHttpRequestOptions, key?: AccessKey) => Promise<RawReply>;

/** A RAM role that requests are sent in. */
export interface ActingRole {
	readonly arn: string;
	/** Tells it apart from others, and from the same one with other rights. */
	readonly key: string;
	/** Its temporary keys. @throws Error why there are none */
	take(): Promise<AccessKey>;
	/** Forgets keys that Alibaba Cloud refused. */
	drop(key: AccessKey): void;
}

/** Where requests go, with which key. */
export interface Destination {
	accessKey: AccessKey;
	/** Assumed with the AccessKey; the requests are sent with its temporary keys. */
	role?: ActingRole;
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
	'RoleArn',
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
 * @param key the temporary keys of the role, where there is one
 * @returns the body, or why there is none; never rejects
 */
export async function sendRequest(
	{ accessKey, role, regionId, send, onReply }: Destination,
	action: ActionName,
	parameters: Record<string, string>,
	key?: AccessKey,
): Promise<IDataObject | Error> {
	const secrets = [accessKey, key].flatMap((one) => [one?.accessKeySecret, one?.securityToken]);
	const call: FailedCall = {
		action,
		regionId,
		product: ramProductOf(action),
		resource: resourceOf(parameters),
		...(role && { role: role.arn }),
		isPurchase: isPurchase(action),
	};
	const attempt = async () => {
		const request: IHttpRequestOptions = {
			method: 'POST',
			baseURL: endpointOf(accessKey, productOf(action), regionId),
			url: '/',
			qs: { Action: action, Version: versionOf(action), RegionId: regionId, ...parameters },
		};
		const reply = await send(request, key).catch((error: unknown) =>
			toTransportFailure(error, secrets),
		);
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
