import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { accountIdOf, type Account } from '../accounts';
import { actionsNamed, VERSIONS } from '../actions';
import type { Action, Context } from '../actions/parts/defineAction';
import { productOfHost } from '../facts/products';
import { REGION_IDS } from '../facts/regions';
import { cutOf, refusalOf, replacementOf, runsAction } from '../faults/applyFault';
import type { Fault, Faults } from '../faults/faults';
import type { Settings } from '../options';
import { RegionState } from '../state/regionState';
import type { World } from '../state/world';
import { ApiError } from '../wire/apiError';
import type { ReplyObject } from '../wire/json';
import { errorReply, successReply, type HttpReply, type ReplyFormat } from '../wire/reply';
import { formatOf, parseApiRequest, schemeOf, credentialOf, type ApiRequest } from './apiRequest';
import { authenticate } from './authenticate';
import { ClientTokens } from './clientTokens';
import { readHttpRequest, type HttpRequest } from './httpRequest';
import { Nonces } from './nonces';
import { Rates } from './rates';
import { routeOf, unknownRegionCode } from './region';
import type { RecordedRequest, RequestLog } from './requestLog';
import { refusalForRights } from './rights';
import type { Sts } from './sts';

/** What the gateway serves from; all of it is replaced when the simulator is reset. */
export interface GatewayState {
	readonly world: World;
	readonly settings: Settings;
	readonly accounts: readonly Account[];
	readonly faults: Faults;
	readonly log: RequestLog;
	readonly nonces: Nonces;
	readonly rates: Rates;
	readonly tokens: ClientTokens;
	readonly sts: Sts;
}

/** Fresh memory of a gateway. */
export function freshMemory(): Pick<GatewayState, 'nonces' | 'rates' | 'tokens'> {
	return { nonces: new Nonces(), rates: new Rates(), tokens: new ClientTokens() };
}

function lookUp({ action, version, http }: ApiRequest): Action {
	const product = productOfHost(http.headers.host ?? '');
	const named = actionsNamed(action);
	if (named.length === 0)
		throw new ApiError('InvalidApi.NotFound', `There is no API named ${action}.`);
	const found = named.find((candidate) => candidate.version === version);
	// Each host serves one product; the simulator's own address serves all of them.
	if (found && product && product !== found.product) throw new ApiError('InvalidVersion');
	if (found) return found;
	throw VERSIONS.has(version)
		? new ApiError('InvalidApi.NotFound')
		: new ApiError('InvalidVersion');
}

/** Checks method, region, rates, rights and parameters, and does it. */
function serve(
	state: GatewayState,
	request: ApiRequest,
	action: Action,
	account: Account,
	record: RecordedRequest,
): ReplyObject {
	const { world, settings } = state;
	const accountId = accountIdOf(account);
	const now = world.now();
	const regionId = request.business.get('RegionId');
	const isUnknown = regionId !== undefined && regionId !== '' && !REGION_IDS.has(regionId);
	if (isUnknown && action.product === 'Vpc') throw new ApiError(unknownRegionCode(action.name));
	if (isUnknown && ['Ecs', 'Slb'].includes(action.product))
		throw new ApiError('InvalidRegionId.NotFound');
	const { region, misrouted } = routeOf(request.http.headers.host ?? '', regionId);
	const refusal = refusalForRights(account, action);
	const isHidden =
		action.emptyWithoutRights &&
		settings.instancesWithoutRights === 'emptyList' &&
		!/^true$/i.test(request.business.get('DryRun') ?? '');
	if (refusal && !isHidden) throw refusal;

	const context: Context = {
		world,
		settings,
		account,
		accountId,
		regionId: region,
		region:
			misrouted || refusal ? new RegionState(accountId, region) : world.region(accountId, region),
		misrouted,
		sts: state.sts,
		requestId: record.requestId,
		now,
		cause: { time: now, requestId: record.requestId },
	};
	world.settle();
	const reply = action.run(context, request.business);
	world.settle();
	return reply;
}

/** As {@link serve}, but at most once for each ClientToken. Answers with what to call when the request is over. */
function serveOnce(
	state: GatewayState,
	request: ApiRequest,
	action: Action,
	account: Account,
	record: RecordedRequest,
): { reply: ReplyObject; over: () => void } {
	const token = request.business.get('ClientToken');
	const nothing = () => undefined;
	if (!token || !action.takesClientToken || !state.settings.honourClientToken) {
		return { reply: serve(state, request, action, account, record), over: nothing };
	}
	const key = `${accountIdOf(account)}/${record.region}/${action.name}/${token}`;
	const before = state.tokens.begin(key, request.business);
	if (before) return { reply: before, over: nothing };
	try {
		const reply = serve(state, request, action, account, record);
		return { reply, over: () => state.tokens.succeed(key, reply) };
	} catch (error) {
		const { tokenAfterConflict } = state.settings;
		const stays = tokenAfterConflict === 'TaskConflict' && isConflict(error);
		state.tokens.fail(key, stays ? error : undefined);
		throw error;
	}
}

function isConflict(error: unknown): error is ApiError {
	return error instanceof ApiError && error.code === 'TaskConflict';
}

function note(record: RecordedRequest, http: HttpRequest): void {
	record.headers = { ...http.headers };
	record.body = http.body.toString('utf8');
	record.signatureMethod = schemeOf(http);
	record.accessKeyId = credentialOf(http.headers.authorization ?? '');
}

/** Tells of a reply: what came, and what to do with it. */
interface Outcome {
	readonly reply: HttpReply;
	readonly fault?: Fault;
	readonly over?: () => void;
}

async function answer(
	state: GatewayState,
	http: HttpRequest,
	record: RecordedRequest,
): Promise<Outcome | 'drop'> {
	let format: ReplyFormat = formatOf(http);
	const hostId = (http.headers.host ?? '').replace(/:\d+$/, '');
	const refuse = (error: ApiError): HttpReply => {
		record.outcome = error.code;
		return errorReply(
			error,
			{
				requestId: record.requestId,
				hostId,
				product: record.product || 'Vpc',
				action: record.action,
			},
			format,
		);
	};
	let fault: Fault | undefined;
	try {
		note(record, http);
		if (!['GET', 'POST', 'HEAD'].includes(http.method)) throw new ApiError('UnsupportedHTTPMethod');
		const request = parseApiRequest(http, state.settings);
		record.action = request.action;
		record.version = request.version;
		record.accessKeyId = request.accessKeyId;
		record.parameters = Object.fromEntries(request.business);
		record.region = routeOf(http.headers.host ?? '', request.business.get('RegionId')).region;
		const action = lookUp(request);
		record.unknownParameters = action.unknown(request.business);
		if (!action.methods.includes(http.method)) throw new ApiError('UnsupportedHTTPMethod');
		record.product = action.product;
		const account = authenticate(
			request,
			[...state.accounts, ...state.sts.keys],
			state.nonces,
			state.world.now(),
		);
		if (state.settings.rates === 'documented') {
			state.rates.check(accountIdOf(account), record.region, action.name, state.world.now());
		}

		fault = state.faults.take(record);
		record.fault = fault?.kind;
		if (fault) {
			if (fault.kind === 'delay' && !fault.after) await (fault.until ?? sleep(fault.ms ?? 100));
			if (fault.kind === 'xml') format = 'XML';
			if (!runsAction(fault)) {
				if (fault.kind === 'dropBefore' || fault.kind === 'dropAfter') return 'drop';
				const refusal = refusalOf(fault);
				if (refusal) throw refusal;
				const replacement = replacementOf(fault);
				if (replacement) return { reply: replacement };
			}
		}

		const { reply, over } = serveOnce(state, request, action, account, record);
		record.outcome = 'ok';
		const success = successReply(action.name, { RequestId: record.requestId, ...reply }, format);
		if (!fault) return { reply: success, over };
		const refusal = refusalOf(fault);
		if (refusal)
			return {
				reply: errorReply(
					refusal,
					{
						requestId: record.requestId,
						hostId,
						product: record.product,
						action: record.action,
					},
					format,
				),
				over,
			};
		return { reply: replacementOf(fault) ?? success, fault, over };
	} catch (error) {
		if (!(error instanceof ApiError)) throw error;
		const reply = refuse(error);
		return { reply: fault ? (replacementOf(fault) ?? reply) : reply, fault };
	}
}

function send(
	response: ServerResponse,
	{ status, headers, body }: HttpReply,
	method: string,
): void {
	const bytes = typeof body === 'string' ? Buffer.from(body, 'utf8') : body;
	response.writeHead(status, { ...headers, 'content-length': String(bytes.length) });
	response.end(method === 'HEAD' ? undefined : bytes);
}

/** Serves one API request, faults included. */
export async function handleApiRequest(
	state: GatewayState,
	message: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const record = state.log.begin(state.world.now(), message.method ?? '', message.url ?? '');
	record.requestId = state.world.random.uuid();
	const served: { over?: () => void } = {};
	let open = true;
	const finish = () => {
		if (!open) return;
		open = false;
		served.over?.();
		state.log.end(record);
	};
	response.once('close', finish);
	const http = await readHttpRequest(message);
	if (!http) {
		message.destroy();
		finish();
		return;
	}
	const { latency } = state.settings;
	const outcome = await answer(state, http, record);
	if (outcome === 'drop') {
		message.socket.destroy();
		finish();
		return;
	}
	served.over = outcome.over;
	if (!open) served.over?.();
	if (latency > 0) await sleep(latency);
	const { fault, reply } = outcome;
	if (state.log.keepReplies) record.reply = reply.body.toString();
	if (fault?.kind === 'delay' && fault.after) await (fault.until ?? sleep(fault.ms ?? 100));
	if (fault?.kind === 'dropAfter') {
		message.socket.destroy();
		finish();
		return;
	}
	if (fault?.kind === 'truncate') {
		const bytes = typeof reply.body === 'string' ? Buffer.from(reply.body, 'utf8') : reply.body;
		const cut = bytes.subarray(0, cutOf(fault, bytes.length));
		if (fault.clean) {
			send(response, { ...reply, body: cut }, http.method);
			return;
		}
		response.writeHead(reply.status, { ...reply.headers, 'content-length': String(bytes.length) });
		response.write(cut, () => message.socket.destroy());
		return;
	}
	// Over before it is sent: a client that answers a reply with its next request has one in flight.
	finish();
	send(response, reply, http.method);
}
