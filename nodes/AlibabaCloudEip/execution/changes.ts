import { randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { type ActionName, isCreating, isRead } from '../api/actions';
import type { CallChecks } from '../api/client/repeatedCall';
import { ApiFailure } from '../errors/ApiFailure';
import type { ItemMemory } from './executionMemory';

/** The parameters that name the resource which a change is about. */
const RESOURCE_PARAMETERS = [
	'AllocationId',
	'IpInstanceId',
	'SegmentInstanceId',
	'BandwidthPackageId',
	'PublicIpAddressPoolId',
	'CidrBlock',
	'ResourceId',
	'ResourceId.1',
	'InstanceIds.1',
	'IpInstanceIds.1',
];

function resourceIdOf(parameters: Record<string, string>): string {
	const ids = RESOURCE_PARAMETERS.flatMap((name) => parameters[name] ?? []).join(',');
	// In a binding it is what is bound to.
	return ids === '' ? (parameters.InstanceId ?? '') : ids;
}

/** What an item knows in every try about the changes that it has sent. */
export interface Changes {
	/**
	 * Makes a call and keeps what became of it. Rejects as the call does.
	 *
	 * @param userToken the user's own ClientToken, which stays
	 * @param call makes it, with what is known of earlier ones
	 */
	note(
		action: ActionName,
		parameters: Record<string, string>,
		userToken: string | undefined,
		call: (known: Pick<CallChecks, 'sent' | 'renewToken'>) => Promise<IDataObject>,
	): Promise<IDataObject>;
	wasSent(action: ActionName, parameters: Record<string, string>): boolean;
	/** All that was sent about the resource so far, in their order. */
	sentAbout(parameters: Record<string, string>): ActionName[];
	/** The token whose outcome is not known, else a new one. */
	clientToken(action: ActionName, parameters: Record<string, string>): string;
}

/** Reads and keeps the changes of an item in its memory. */
export function changesOf(item: ItemMemory): Changes {
	const wasSent = (action: ActionName, parameters: Record<string, string>) => {
		const resourceId = resourceIdOf(parameters);
		return item.sent.some((one) => one.action === action && one.resourceId === resourceId);
	};
	const requestKey = (action: ActionName, parameters: Record<string, string>) =>
		`${action} ${resourceIdOf(parameters)}`;
	const keep = (key: string, token: string | undefined, outcome: Outcome) => {
		if (outcome !== 'unknown' || token === undefined) delete item.openTokens[key];
		else item.openTokens[key] = token;
	};
	return {
		wasSent,
		sentAbout(parameters) {
			const resourceId = resourceIdOf(parameters);
			return item.sent.filter((one) => one.resourceId === resourceId).map(({ action }) => action);
		},
		async note(action, parameters, userToken, call) {
			const sent = new Set<ActionName>(wasSent(action, parameters) ? [action] : []);
			// What is created has its own memory, with its token.
			if (isRead(action) || isCreating(action)) return await call({ sent });
			let { ClientToken: token } = parameters as Record<string, string | undefined>;
			const isOurs = token !== undefined && token !== userToken;
			const renewToken = isOurs ? () => (token = randomUUID()) : undefined;
			const result = await call({ sent, renewToken }).then(
				(body) => ({ body, outcome: 'made' as Outcome }),
				(failure: unknown) => ({ failure, outcome: outcomeOf(failure) }),
			);
			if (sent.has(action) && !wasSent(action, parameters)) {
				item.sent.push({ action, resourceId: resourceIdOf(parameters) });
			}
			keep(requestKey(action, parameters), token, result.outcome);
			if ('failure' in result) throw result.failure;
			return result.body;
		},
		clientToken: (action, parameters) =>
			item.openTokens[requestKey(action, parameters)] ?? randomUUID(),
	};
}

type Outcome = 'made' | 'refused' | 'unknown';

function outcomeOf(failure: unknown): Outcome {
	return failure instanceof ApiFailure && failure.isRefusal ? 'refused' : 'unknown';
}
