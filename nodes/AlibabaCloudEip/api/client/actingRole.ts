import {
	type IssuedKey,
	assumeRoleParameters,
	readIssuedKey,
} from '../../../../credentials/role/assumeRole';
import { type Role, roleKey } from '../../../../credentials/role/readRole';
import {
	type FetchedKey,
	temporaryKeyName,
	temporaryKeysOf,
} from '../../../../credentials/role/temporaryKeys';
import type { AccessKey } from '../../../../credentials/signature/accessKey';
import { ApiFailure } from '../../errors/ApiFailure';
import { toError } from '../../errors/toError';
import { type Clock, systemClock } from './clock';
import type { ActingRole, Send } from './sendRequest';
import { createSession } from './session';

/** Milliseconds for AssumeRole with all its attempts: others may wait for it, with less time left. */
const TIME_LIMIT = 30_000;

/**
 * The role that requests are sent in, with its temporary keys. They are fetched with the AccessKey when the
 * first request needs them, and shared by all that acts in the role with it.
 *
 * @param send sends AssumeRole. What an execution cancels must not end it: others may wait for it.
 */
export function actingRole(
	accessKey: AccessKey,
	role: Role | undefined,
	send: Send,
	clock: Clock = systemClock,
): ActingRole | undefined {
	if (!role) return undefined;
	const name = temporaryKeyName(accessKey, role);
	const keys = temporaryKeysOf(clock);
	const fetch = async () => await assumeRole(accessKey, role, send, clock);
	return {
		arn: role.roleArn,
		key: roleKey(role),
		take: async () => ({ ...accessKey, ...(await keys.take(name, fetch)) }),
		drop: (key) => keys.drop(name, key),
	};
}

/** @throws ApiFailure, which says that nothing was done */
async function assumeRole(
	accessKey: AccessKey,
	role: Role,
	send: Send,
	clock: Clock,
): Promise<FetchedKey> {
	const session = createSession({
		accessKey,
		// One endpoint for all that a credential works in, so that all share the keys.
		regionId: accessKey.regionId,
		send: async (request) => await send(request, accessKey),
		timeLimit: TIME_LIMIT,
		clock,
	});
	const reply = await session.call('AssumeRole', assumeRoleParameters(role)).catch(toError);
	if (reply instanceof Error) {
		throw reply instanceof ApiFailure ? reply.asBefore() : reply;
	}
	const issued = readIssuedKey(reply);
	if (!issued) {
		throw new ApiFailure({
			message: 'The reply to AssumeRole does not contain temporary keys',
			requestId: typeof reply.RequestId === 'string' ? reply.RequestId : undefined,
			reached: 'not sent',
		}).asBefore();
	}
	return { key: issued.key, lifetime: lifetimeOf(issued, role, session.clockLag(), clock.now()) };
}

/**
 * Milliseconds from the request on. The clock here may be wrong, so it counts only together with what Alibaba
 * Cloud has just said of its own.
 */
function lifetimeOf(
	{ expiration }: IssuedKey,
	{ duration }: Role,
	lag: number | undefined,
	now: number,
): number {
	const wanted = duration * 1000;
	if (expiration === undefined || lag === undefined) return wanted;
	const rest = expiration - (now + lag);
	return rest > 0 ? Math.min(rest, wanted) : wanted;
}
