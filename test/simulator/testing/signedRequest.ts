import OpenApiUtil from '@alicloud/openapi-util';
import { Request } from '@alicloud/tea-typescript';
import { createHash, randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import type { Account, Simulator } from '../index';

/** A request by hand: what is to be sent, with every part open to be spoilt. */
export interface HandMade {
	account?: Account;
	method?: string;
	action?: string;
	version?: string;
	parameters?: Record<string, string>;
	/** Parameters travel in the query or as a form. */
	place?: 'query' | 'form';
	host?: string;
	headers?: Record<string, string | undefined>;
	/** System parameters (1.0) put in before signing; `undefined` takes one out. */
	system?: Record<string, string | undefined>;
	/** Spoils what is sent after it was signed. */
	spoil?: (sent: {
		url: string;
		headers: Record<string, string | undefined>;
		body: string;
	}) => void;
	time?: number;
}

/** A raw reply. */
export interface RawReply {
	status: number;
	headers: Record<string, string | string[] | undefined>;
	text: string;
	/** The error code in a JSON or XML body. */
	code: string;
}

const isoTime = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`;

function formOf(parameters: Readonly<Record<string, string | undefined>>): string {
	return Object.entries(parameters)
		.filter((pair): pair is [string, string] => pair[1] !== undefined)
		.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
		.join('&');
}

/** Sends bytes to a simulator without any client's own ideas. */
export function sendRaw(
	simulator: Simulator,
	{
		method,
		url,
		headers,
		body,
	}: { method: string; url: string; headers: Record<string, string | undefined>; body: string },
): Promise<RawReply> {
	const defined = Object.fromEntries(
		Object.entries(headers).filter(([, value]) => value !== undefined),
	);
	return new Promise((resolve, reject) => {
		const target = new URL(simulator.url);
		const request = httpRequest(
			{
				host: target.hostname,
				port: target.port,
				method,
				path: url,
				headers: defined,
				agent: false,
			},
			(response) => {
				const chunks: Buffer[] = [];
				response.on('data', (chunk: Buffer) => chunks.push(chunk));
				response.on('error', reject);
				response.on('end', () => {
					const text = Buffer.concat(chunks).toString('utf8');
					const code = /"Code":"([^"]*)"|<Code>([^<]*)</.exec(text);
					resolve({
						status: response.statusCode ?? 0,
						headers: response.headers,
						text,
						code: code?.[1] ?? code?.[2] ?? '',
					});
				});
			},
		);
		request.on('error', reject);
		request.end(body);
	});
}

/** Sends a request with signature 1.0, computed by the official code. */
export function sendV1(simulator: Simulator, made: HandMade = {}): Promise<RawReply> {
	const account = made.account ?? simulator.account;
	const method = made.method ?? 'GET';
	const all: Record<string, string | undefined> = {
		Action: made.action ?? 'DescribeRegions',
		Version: made.version ?? '2016-04-28',
		Format: 'JSON',
		AccessKeyId: account.accessKeyId,
		SignatureMethod: 'HMAC-SHA1',
		SignatureVersion: '1.0',
		SignatureNonce: randomUUID(),
		Timestamp: isoTime(made.time ?? Date.now()),
		SecurityToken: account.securityToken,
		...made.parameters,
		...made.system,
	};
	const signed = Object.fromEntries(
		Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined),
	);
	const form = formOf({
		...signed,
		Signature: OpenApiUtil.getRPCSignature(signed, method, account.accessKeySecret),
	});
	const inForm = made.place === 'form';
	const sent = {
		url: inForm ? '/' : `/?${form}`,
		headers: {
			...(made.host === undefined ? {} : { host: made.host }),
			...(inForm ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
			...made.headers,
		},
		body: inForm ? form : '',
	};
	made.spoil?.(sent);
	return sendRaw(simulator, { method, ...sent });
}

/** Sends a request with ACS3-HMAC-SHA256, computed by the official code. */
export function sendV3(simulator: Simulator, made: HandMade = {}): Promise<RawReply> {
	const account = made.account ?? simulator.account;
	const method = made.method ?? 'POST';
	const inForm = made.place === 'form';
	const form = formOf(made.parameters ?? {});
	const body = inForm ? form : '';
	const hash = createHash('sha256').update(body).digest('hex');
	const headers: Record<string, string | undefined> = {
		host: made.host ?? new URL(simulator.url).host,
		accept: 'application/json',
		'x-acs-action': made.action ?? 'DescribeRegions',
		'x-acs-version': made.version ?? '2016-04-28',
		'x-acs-date': isoTime(made.time ?? Date.now()),
		'x-acs-signature-nonce': randomUUID(),
		'x-acs-content-sha256': hash,
		...(account.securityToken === undefined
			? {}
			: { 'x-acs-security-token': account.securityToken }),
		...(inForm ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
		...made.headers,
	};
	const request = new Request();
	request.method = method;
	request.pathname = '/';
	request.query = inForm ? {} : { ...made.parameters };
	request.headers = Object.fromEntries(
		Object.entries(headers).filter((pair): pair is [string, string] => pair[1] !== undefined),
	);
	headers.authorization = OpenApiUtil.getAuthorization(
		request,
		'ACS3-HMAC-SHA256',
		hash,
		account.accessKeyId,
		account.accessKeySecret,
	);
	const sent = { url: inForm || form === '' ? '/' : `/?${form}`, headers, body };
	made.spoil?.(sent);
	return sendRaw(simulator, { method, ...sent });
}
