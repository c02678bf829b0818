import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecutePaginationFunctions,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';
import { type Role, readRole, roleKey } from '../../../credentials/role/readRole';
import {
	type AccessKey,
	CREDENTIAL,
	readAccessKey,
} from '../../../credentials/signature/accessKey';
import { type ActionName, type Created, isRead } from '../api/actions';
import { actingRole } from '../api/client/actingRole';
import { systemClock } from '../api/client/clock';
import { withLock } from '../api/client/locks';
import type { RawReply } from '../api/client/parseReply';
import type { Send } from '../api/client/sendRequest';
import { credentialOf } from '../api/client/sendWithCredential';
import { type Session, createSession } from '../api/client/session';
import { withPatience } from '../api/waiting/absence';
import { waitFor } from '../api/waiting/waitUntil';
import { ApiFailure } from '../errors/ApiFailure';
import { isDryRunPassed } from '../errors/dryRun';
import type { Operation, OperationContext } from '../resources/Operation';
import { untilAllBegan } from './barrier';
import { changesOf } from './changes';
import { createOnce, hasCreated, hasPaidFor, markReturned } from './creations';
import { keepWayBack } from './executionMemory';
import { fieldNames } from './inputFields';
import { idleElasticIpsFor } from './idleElasticIps';
import { type StartedItem, memoryOf } from './itemStart';
import {
	readInput,
	readOperation,
	readRegion,
	readRegions,
	readRoleArn,
	readTimeLimit,
} from './readFields';
import { RecentlyBought, recentlyBought } from './recentlyBought';
import { Names } from './names';
import { refuseNames, resolveElasticIps } from './resolveElasticIps';
import { resolveInstance } from './resolveInstance';
import { ResolvedNames } from './resolvedNames';
import { runInRegions } from './runInRegions';
import { refuseTestEvent } from './testEvents';

/** RoutingNode's own time-out for a request when the user sets none. Too long for these calls. */
const N8N_DEFAULT_TIMEOUT = 300_000;
const REQUEST_TIMEOUT = 30_000;

/** Runs the operation for one item. @returns one object for each output item */
export async function runItem(
	context: IExecutePaginationFunctions,
	request: DeclarativeRestApiSettings.ResultOptions,
	started: StartedItem,
): Promise<IDataObject[]> {
	const operation = readOperation(context);
	refuseTestEvent(context, operation);
	const credentials = await context.getCredentials(CREDENTIAL);
	const accessKey = readAccessKey(credentials);
	const wantedRole = readRole(credentials, readRoleArn(context));
	const input = readInput(context, operation, request.options.qs ?? {});
	operation.check?.(input.parameters, systemClock.now(), input.controls);
	const regions = readRegions(context, operation);
	if (regions) refuseNames(operation, input.parameters);
	await untilAllBegan(context, started.run);
	const destination = {
		accessKey,
		role: actingRole(accessKey, wantedRole, sendInSpiteOfCancel(context, request)),
		regionId: regions ? accessKey.regionId : readRegion(context, accessKey),
		connection: connectionOf(request),
	};
	const plainSession = createSession({
		...destination,
		send: sendThrough(context, request),
		timeLimit: readTimeLimit(context),
		signal: context.getExecutionCancelSignal(),
	});
	const { regionId, clock } = plainSession;
	const { memory, position } = started;
	const { executionId } = memory;
	const item = memoryOf(started);
	// The next try of Retry On Fail need not do again what is done for good.
	if (item.done?.executionId === executionId) return item.done.results;
	const changes = changesOf(item);
	let hasChanged = false;
	const noting = (plain: Session): Session => ({
		...plain,
		async call(action, callParameters, checks) {
			const outcome = await changes.note(
				action,
				callParameters,
				input.parameters.ClientToken,
				async (known) => await plain.call(action, callParameters, { ...checks, ...known }),
			);
			hasChanged ||= !isRead(action);
			return outcome;
		},
	});
	const account = accountKey(context, accessKey, wantedRole);
	const boughtHere = new RecentlyBought(memory.bought);
	const ofProcess = (id: string) => JSON.stringify([account, regionId, id]);
	const isNew = (id: string) =>
		boughtHere.has(id, clock.now()) || recentlyBought.has(ofProcess(id), clock.monotonic());
	const toSession = (plain: Session) => withPatience({ session: noting(plain), isNew });
	const session = toSession(plainSession);
	const patience = { session, isNew };
	const lookup = { patience, names: new ResolvedNames(item, [account, regionId]) };
	const { parameters: withIds, named } = regions
		? { parameters: input.parameters, named: [] }
		: await resolveElasticIps(operation, input.parameters, lookup);
	const parameters = await resolveInstance(withIds, operation.targets, lookup);
	const names = new Names(patience, named, item, parameters);
	const sentBefore = changes.sentAbout(parameters);
	const place = `${context.getNode().id}/${position}`;
	const idle = idleElasticIpsFor({
		...{ memory, item, place, regionId, clock, isNew },
		wasBindingSent: (AllocationId) => changes.wasSent('AssociateEipAddress', { AllocationId }),
	});
	const contextIn = (own: Session): OperationContext => ({
		...input,
		parameters,
		session: own,
		isNew,
		async withLock(ids, task) {
			return await withLock(own, ids, async () => {
				await names.check();
				return await task();
			});
		},
		assertFitsName: (elasticIp) => names.assertFits(elasticIp),
		waitFor: async (...wait) => await waitFor(own, ...wait),
		wayBack: (id) => item.waysBack?.[id],
		keepWayBack: (id, binding) => keepWayBack(item, id, binding),
		kept: (id) => ((item.kept ??= {})[JSON.stringify([account, regionId, id])] ??= {}),
		forWayBack: (timeLimit) => {
			const send = sendInSpiteOfCancel(context, request);
			return contextIn(toSession(createSession({ ...destination, send, timeLimit })));
		},
		wasSent: (action, about = parameters) => changes.wasSent(action, about),
		clientToken: (action) => changes.clientToken(action, parameters),
		async createOnce(action, wanted) {
			const scope = {
				item,
				seed: memory.seed,
				place,
				executionId,
				account,
				session: own,
				onCreated({ id, address }: Created) {
					for (const name of address === undefined ? [id] : [id, address]) {
						boughtHere.note(name, clock.now());
						recentlyBought.note(ofProcess(name), clock.monotonic());
					}
				},
			};
			return await createOnce(scope, action, wanted);
		},
		hasCreated: (action) => hasCreated(item, action, regionId),
		isOfOtherItem: (id) =>
			[...started.run.items.values()].some((one) => one !== item && hasPaidFor(one, id)),
		idle,
		markReturned: (id) => markReturned(item, id),
	});
	const run = async (own: Session, limit: number | undefined) =>
		await runOrCheck(operation, { ...contextIn(own), limit });
	const running = regions
		? runInRegions(context.getNode(), fieldNames(operation), regions, {
				...{
					input,
					session: plainSession,
					run: async (plain, most) => await run(toSession(plain), most),
				},
				key: `${executionId} ${started.runKey}`,
			})
		: run(session, input.limit);
	const results = await running.catch((failure: unknown) => throwAfter(sentBefore, failure));
	if (hasChanged) item.done = { executionId, results };
	return results;
}

/** Throws it; where a look has failed, with what was sent before: nobody knows what became of that. */
function throwAfter(sentBefore: ActionName[], failure: unknown): never {
	if (sentBefore.length === 0 || !(failure instanceof ApiFailure)) throw failure;
	const { call, isUncertain } = failure.details;
	const isOfChange = isUncertain || (call !== undefined && !isRead(call.action));
	throw isOfChange ? failure : failure.after([...new Set(sentBefore)]);
}

/** Runs the operation. Where the user wants a dry run, the API refuses what would have been possible. */
async function runOrCheck(operation: Operation, context: OperationContext): Promise<IDataObject[]> {
	if (context.parameters.DryRun !== 'true') return await operation.run(context);
	const results = await operation.run(context).catch(isDryRunPassed);
	return results instanceof ApiFailure ? [{ dryRun: true, allowed: true }] : results;
}

/**
 * Tells accounts, roles and endpoints apart. Temporary keys in the credential change their ID each hour; then
 * it is the credential that tells.
 */
function accountKey(
	context: IExecutePaginationFunctions,
	accessKey: AccessKey,
	role: Role | undefined,
): string {
	const { accessKeyId, endpointType, endpoint = '' } = accessKey;
	const credentialId = context.getNode().credentials?.[CREDENTIAL]?.id ?? '';
	const key = accessKeyId.startsWith('STS.') ? `STS ${credentialId}` : accessKeyId;
	return `${key}${role ? ` as ${roleKey(role)}` : ''}@${endpointType}:${endpoint}`;
}

/** Tells apart what the settings of a node make of a request on its way. */
function connectionOf({ options }: DeclarativeRestApiSettings.ResultOptions): string {
	const { proxy, skipSslCertificateValidation, timeout, allowedDomains } = options;
	return JSON.stringify([proxy, skipSslCertificateValidation, timeout, allowedDomains]);
}

/** Sends through n8n's RoutingNode: its proxy, TLS and time-out settings hold, the credential signs. */
function sendThrough(
	context: IExecutePaginationFunctions,
	request: DeclarativeRestApiSettings.ResultOptions,
): Send {
	const sendInRole = sendDirectly(context, context, request);
	return async (options, key) => {
		if (key) return await sendInRole(options, key);
		const [item] = await context.makeRoutingRequest({
			...request,
			options: optionsOf(request, options),
		});
		return item.json as unknown as RawReply;
	};
}

/**
 * Sends as RoutingNode does. With a cancel n8n ends all requests of an execution that have its signal, so
 * these have none.
 */
function sendInSpiteOfCancel(
	context: IExecutePaginationFunctions,
	request: DeclarativeRestApiSettings.ResultOptions,
): Send {
	const uncancelled = Object.create(context, {
		getExecutionCancelSignal: { value: () => undefined },
	}) as IExecutePaginationFunctions;
	return sendDirectly(context, uncancelled, request);
}

/** @param caller whose cancel signal ends the request */
function sendDirectly(
	context: IExecutePaginationFunctions,
	caller: IExecutePaginationFunctions,
	request: DeclarativeRestApiSettings.ResultOptions,
): Send {
	return async (options, key) => {
		// The expressions that the type allows in settings are resolved by now.
		const resolved = optionsOf(request, options) as IHttpRequestOptions;
		const { httpRequestWithAuthentication } = context.helpers;
		const reply = (await httpRequestWithAuthentication.call(
			caller,
			CREDENTIAL,
			{ ...resolved, returnFullResponse: true },
			key && { credentialsDecrypted: credentialOf(key) },
		)) as IN8nHttpFullResponse;
		return { statusCode: reply.statusCode, headers: reply.headers, body: reply.body };
	};
}

/** A request with the settings of the node. */
function optionsOf(
	{ options: { timeout, ...settings } }: DeclarativeRestApiSettings.ResultOptions,
	options: IHttpRequestOptions,
): DeclarativeRestApiSettings.ResultOptions['options'] {
	return {
		...settings,
		...options,
		timeout: timeout === N8N_DEFAULT_TIMEOUT ? REQUEST_TIMEOUT : timeout,
	};
}
