import { randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { type SignatureMethod, readAccessKey } from '../../credentials/signature/accessKey';
import { vpcEndpoint } from '../../credentials/signature/endpoint';
import { signHmacSha1 } from '../../credentials/signature/hmacSha1';
import { canonicalQuery } from '../../credentials/signature/percentEncode';
import { signRequest } from '../../credentials/signature/signRequest';
import { type ActionName, versionOf } from '../../nodes/AlibabaCloudEip/api/actions';
import { ApiFailure } from '../../nodes/AlibabaCloudEip/errors/ApiFailure';
import type { Clock } from '../../nodes/AlibabaCloudEip/api/client/clock';
import { type ElasticIp, readElasticIps } from '../../nodes/AlibabaCloudEip/api/elasticIp';
import { type RawReply, parseReply } from '../../nodes/AlibabaCloudEip/api/client/parseReply';
import type { Send } from '../../nodes/AlibabaCloudEip/api/client/sendRequest';
import { type Session, createSession } from '../../nodes/AlibabaCloudEip/api/client/session';
import type { Deliver, SignedRequest } from './deliver';
import type { Credentials } from './options';

/** What a call came to: the body, or the code of the refusal. */
export interface Outcome {
	/** Alibaba's code, or undefined if the call succeeded. */
	code?: string;
	/** Known for refusals and for hand-made requests. */
	statusCode?: number;
	body: IDataObject;
}

/** A request that the shipped code would not send. */
export interface HandMade {
	action?: string;
	parameters?: Record<string, string>;
	method?: 'GET' | 'POST';
	signatureMethod?: SignatureMethod;
	/** `false`: says nothing about the format of the reply. */
	asksForJson?: boolean;
	/** Writes spaces in the URL as `+`, after signing. */
	plusForSpace?: boolean;
	/** Another key than the user's. */
	key?: Partial<Credentials>;
	/** Another region's endpoint. */
	endpointOf?: string;
	nonce?: string;
}

export interface LiveOptions {
	credentials: Credentials;
	deliver: Deliver;
	clock: Clock;
	signal?: AbortSignal;
}

/** So many Elastic IPs are looked at; more tell nothing new. */
const MOST_ELASTIC_IPS = 500;
const PAGE_SIZE = 100;
const TIME_LIMIT = 60_000;

/** The way to the API of the user's region, through the code that the package ships. */
export class Live {
	/** RequestId of the latest reply. */
	lastRequestId = '';

	/** Signed as the package does by default. */
	readonly session: Session;

	#elasticIps: Promise<ElasticIp[]> | undefined;

	constructor(readonly options: LiveOptions) {
		this.session = this.sessionWith();
	}

	get regionId(): string {
		return this.options.credentials.regionId;
	}

	/** Whether each region has its own address, so that a wrong one can be tried. */
	get hasRegionalEndpoints(): boolean {
		return this.options.credentials.endpointType === 'public';
	}

	/** A session of the shipped transport with other settings. */
	sessionWith(
		settings: {
			signatureMethod?: SignatureMethod;
			timeLimit?: number;
			/** Keeps working after the user has asked to stop. */
			unstoppable?: boolean;
			/** Put around each request. */
			around?: (send: Send) => Send;
		} = {},
	): Session {
		const { clock, signal } = this.options;
		const fields = toFields(this.options.credentials, settings.signatureMethod);
		const send: Send = async (request) =>
			await this.#deliver(signRequest(fields, request, this.#moment()));
		const open = () =>
			createSession({
				accessKey: readAccessKey(fields),
				regionId: this.regionId,
				send: settings.around?.(send) ?? send,
				timeLimit: settings.timeLimit ?? TIME_LIMIT,
				clock,
				signal: settings.unstoppable ? undefined : signal,
			});
		// It serves all checks, so each call has the whole time limit.
		return { ...open(), call: async (...call) => await open().call(...call) };
	}

	/**
	 * Calls an action through the shipped transport. A refusal is a result like any other.
	 * @throws Error when no answer of Alibaba Cloud came
	 */
	async call(
		action: ActionName,
		parameters: Record<string, string>,
		session = this.session,
	): Promise<Outcome> {
		try {
			return { body: await session.call(action, parameters) };
		} catch (error) {
			if (!(error instanceof ApiFailure) || error.details.code === undefined) throw error;
			const { code, statusCode, requestId } = error.details;
			if (requestId) this.lastRequestId = requestId;
			return { code, statusCode, body: {} };
		}
	}

	/** Sends one hand-made request and hands back the reply as it came. */
	async raw(made: HandMade): Promise<RawReply> {
		const { clock, signal } = this.options;
		// A gateway allows some haste, not any.
		await clock.sleep(50, signal);
		const { method = 'POST', signatureMethod = 'ACS3-HMAC-SHA256', asksForJson = true } = made;
		const credentials = { ...this.options.credentials, ...made.key };
		const fields = toFields(credentials, signatureMethod);
		const moment = { ...this.#moment(), ...(made.nonce && { nonce: made.nonce }) };
		const parameters = {
			Action: made.action ?? 'DescribeEipAddresses',
			Version: versionOf('DescribeEipAddresses'),
			RegionId: this.regionId,
			...made.parameters,
		};
		const baseURL = vpcEndpoint(readAccessKey(fields), made.endpointOf ?? this.regionId);
		const isUnspecified = !asksForJson && signatureMethod === 'HMAC-SHA1';
		const signed = isUnspecified
			? withoutFormat(credentials, baseURL, method, parameters, moment)
			: signRequest(
					fields,
					{
						method,
						baseURL,
						url: '/',
						qs: parameters,
						...(!asksForJson && { headers: { accept: '*/*' } }),
					},
					moment,
				);
		if (!made.plusForSpace) return await this.#deliver(signed);
		return await this.#deliver({ ...signed, url: signed.url.replaceAll('%20', '+') });
	}

	/** As `raw`, read by the shipped parser. */
	async outcome(made: HandMade): Promise<Outcome> {
		const reply = await this.raw(made);
		try {
			return { body: parseReply(reply), statusCode: reply.statusCode };
		} catch (error) {
			if (!(error instanceof ApiFailure) || error.details.code === undefined) throw error;
			return { code: error.details.code, statusCode: reply.statusCode, body: {} };
		}
	}

	/** The first Elastic IPs of the region in the order in which the API lists them. Read once. */
	async elasticIps(): Promise<ElasticIp[]> {
		this.#elasticIps ??= this.#readElasticIps();
		return await this.#elasticIps;
	}

	/** The Elastic IPs on one page of up to 100 that fit a filter. */
	async find(filter: Record<string, string>): Promise<ElasticIp[]> {
		const reply = await this.session.call('DescribeEipAddresses', {
			...filter,
			PageSize: String(PAGE_SIZE),
		});
		return readElasticIps(reply);
	}

	async #readElasticIps(): Promise<ElasticIp[]> {
		const found: ElasticIp[] = [];
		for (let page = 1; page * PAGE_SIZE <= MOST_ELASTIC_IPS; page++) {
			const entries = await this.find({ PageNumber: String(page) });
			found.push(...entries);
			if (entries.length < PAGE_SIZE) break;
		}
		return found;
	}

	#moment() {
		return { now: this.options.clock.now(), nonce: randomUUID() };
	}

	async #deliver(signed: object): Promise<RawReply> {
		// What comes out of the signing always has these three.
		const { url, method, headers } = signed as SignedRequest;
		const reply = await this.options.deliver({ url, method, headers });
		const requestId = /RequestId"?\s*[:>]\s*"?([0-9A-Za-z-]{8,64})/.exec(String(reply.body))?.[1];
		if (requestId) this.lastRequestId = requestId;
		return reply;
	}
}

/** The fields of the package's credential. */
function toFields(credentials: Credentials, signatureMethod: SignatureMethod = 'ACS3-HMAC-SHA256') {
	return { ...credentials, signatureMethod };
}

/** Signature 1.0 without `Format`: the shipped code always asks for JSON. */
function withoutFormat(
	credentials: Credentials,
	baseURL: string,
	method: 'GET' | 'POST',
	parameters: Record<string, string>,
	{ now, nonce }: { now: number; nonce: string },
): SignedRequest {
	const query: Record<string, string> = {
		...parameters,
		AccessKeyId: credentials.accessKeyId,
		SignatureMethod: 'HMAC-SHA1',
		SignatureNonce: nonce,
		SignatureVersion: '1.0',
		Timestamp: `${new Date(now).toISOString().slice(0, 19)}Z`,
		...(credentials.securityToken && { SecurityToken: credentials.securityToken }),
	};
	query.Signature = signHmacSha1(method, query, credentials.accessKeySecret);
	return { url: `${baseURL}/?${canonicalQuery(query)}`, method, headers: {} };
}
