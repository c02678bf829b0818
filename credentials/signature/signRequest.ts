import { randomUUID } from 'node:crypto';
import type {
	ICredentialDataDecryptedObject,
	IHttpRequestMethods,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { type AccessKey, readAccessKey } from './accessKey';
import { sha256Hex, signAcs3 } from './acs3HmacSha256';
import { assertTrustedAddress, vpcEndpoint } from './endpoint';
import { flattenParameters } from './flattenParameters';
import { signHmacSha1 } from './hmacSha1';
import { canonicalQuery } from './percentEncode';
import { trimPasted } from './trimPasted';

/** What makes each signature different; tests fix both. */
export interface SigningMoment {
	/** Milliseconds since 1970. The server accepts 15 minutes of difference. */
	now: number;
	nonce: string;
}

/**
 * n8n's HTTP Request node (legacy request path) fills in `uri` and `form`, a declarative node
 * `baseURL` and `url`.
 */
export type SignableRequest = Partial<IHttpRequestOptions> & {
	uri?: string;
	form?: unknown;
	formData?: unknown;
};

/** The finished request; `uri` is there if it was given. */
export type SignedRequest = IHttpRequestOptions & { uri?: string };

type Parameters = Record<string, string>;

const FORM_CONTENT_TYPE = 'application/x-www-form-urlencoded';

/** Parameters of signature version 1.0. n8n may hand over a request that was signed before. */
const SIGNATURE_PARAMETERS = [
	'AccessKeyId',
	'SecurityToken',
	'Signature',
	'SignatureMethod',
	'SignatureNonce',
	'SignatureType',
	'SignatureVersion',
	'Timestamp',
];

/** Headers that the signature sets itself. */
const SIGNATURE_HEADERS = [
	'authorization',
	'host',
	'x-acs-accesskey-id',
	'x-acs-content-sha256',
	'x-acs-date',
	'x-acs-security-token',
	'x-acs-signature-nonce',
];

/**
 * Signs a request to an RPC-style API of Alibaba Cloud. The request given is not changed: n8n
 * hands the same object over again for the next page or attempt. The new one holds the finished
 * URL, so that what was signed is what is sent; it never follows a redirect.
 *
 * The API action and version are the parameters `Action` and `Version`, as in the API reference.
 * A request without a host goes to the VPC endpoint of the credential.
 *
 * @throws Error when a key is unusable, the host is not trusted, the action is missing or the
 *   body can't be signed. Nothing is ever sent unsigned.
 */
export function signRequest(
	credentials: ICredentialDataDecryptedObject,
	request: SignableRequest,
	moment: SigningMoment = { now: Date.now(), nonce: randomUUID() },
): SignedRequest {
	const accessKey = readAccessKey(credentials);
	const address = readAddress(request, accessKey);
	assertTrustedAddress(accessKey, address);
	const method = (request.method ?? 'GET').toUpperCase();
	const headers = lowerCaseNames(request.headers ?? {});
	const parameters = readParameters(request, address);
	// The test of the credential sends the field as it is.
	if (parameters.RegionId) parameters.RegionId = trimPasted(parameters.RegionId);
	const form = readForm(request, headers);
	// As form fields, action and version serve both signature methods no less than in the query.
	for (const name of ['Action', 'Version']) {
		if (form?.[name] === undefined) continue;
		parameters[name] ??= form[name];
		delete form[name];
	}
	const body = form ? canonicalQuery(form) : readText(request, headers);
	for (const name of SIGNATURE_HEADERS) delete headers[name];
	if (form) headers['content-type'] = FORM_CONTENT_TYPE;
	const path = address.pathname;

	let query: Parameters;
	if (accessKey.signatureMethod === 'HMAC-SHA1') {
		if (body !== '' && !form) {
			throw new Error(
				'With HMAC-SHA1, a body can be signed only as form parameters. Send a form, or choose ACS3-HMAC-SHA256 in the credential.',
			);
		}
		requireAction(parameters.Action, parameters.Version);
		query = { Format: 'JSON', ...parameters, ...signatureParameters(accessKey, moment) };
		query.Signature = signHmacSha1(method, { ...query, ...form }, accessKey.accessKeySecret);
	} else {
		const { Action, Version, ...rest } = parameters;
		headers['x-acs-action'] ??= Action;
		headers['x-acs-version'] ??= Version;
		requireAction(headers['x-acs-action'], headers['x-acs-version']);
		query = rest;
		headers.accept ??= 'application/json';
		headers.host = address.host;
		const bodySha256 = sha256Hex(body);
		Object.assign(headers, signatureHeaders(accessKey, moment, bodySha256));
		headers.authorization = signAcs3(
			{ method, path, parameters: query, headers, bodySha256 },
			accessKey.accessKeyId,
			accessKey.accessKeySecret,
		);
	}

	const url = `${address.origin}${path}?${canonicalQuery(query)}`;
	return withAddress(request, url, method as IHttpRequestMethods, headers, body);
}

function readAddress(request: SignableRequest, accessKey: AccessKey): URL {
	const path = request.uri ?? request.url ?? '';
	const base = request.baseURL || vpcEndpoint(accessKey, accessKey.regionId);
	const isAbsolute = /^[a-z][a-z0-9+.-]*:/i.test(path);
	const below = path.replace(/^\/+/, '');
	// An endpoint with a path is called at that path, with or without a slash at its end.
	const relative = below === '' ? base : `${base.replace(/\/+$/, '')}/${below}`;
	const text = isAbsolute ? path : relative;
	if (!URL.canParse(text)) throw new Error('The URL of the request is not valid.');
	return new URL(text);
}

/** The parameters in the URL and in `qs`; those in `qs` win, as they do without a signature. */
function readParameters(request: SignableRequest, address: URL): Parameters {
	const parameters = flattenParameters({
		...Object.fromEntries(address.searchParams),
		...request.qs,
	});
	for (const name of SIGNATURE_PARAMETERS) delete parameters[name];
	return parameters;
}

function readForm(request: SignableRequest, headers: Parameters): Parameters | undefined {
	const isForm = headers['content-type']?.split(';')[0].trim().toLowerCase() === FORM_CONTENT_TYPE;
	const content: unknown = request.form ?? (isForm ? request.body : undefined);
	const fields = request.body instanceof URLSearchParams ? request.body : content;
	if (fields === undefined || fields === null || fields === '') return undefined;
	if (typeof fields === 'string') return Object.fromEntries(new URLSearchParams(fields));
	if (fields instanceof URLSearchParams) return Object.fromEntries(fields);
	if (typeof fields !== 'object') throw new Error('The form of the request is not valid.');
	return flattenParameters(fields);
}

/** The body of a request that is no form, as the text that n8n will send. */
function readText(request: SignableRequest, headers: Parameters): string {
	const body: unknown = request.body;
	const prototype: unknown = typeof body === 'object' && body && Object.getPrototypeOf(body);
	const isFile = prototype && prototype !== Object.prototype && !Array.isArray(body);
	if (isFile || request.formData !== undefined) {
		throw new Error('Files and multipart forms cannot be signed. Send parameters or JSON.');
	}
	if (body === undefined || body === null || body === '') return '';
	if (typeof body === 'string') return body;
	if (typeof body === 'object' && Object.keys(body).length === 0) return '';
	headers['content-type'] ??= 'application/json';
	return JSON.stringify(body);
}

function requireAction(action: string | undefined, version: string | undefined) {
	const missing = !action ? 'Action' : !version ? 'Version' : undefined;
	if (!missing) return;
	throw new Error(
		`The query parameter '${missing}' is missing. Every call of Alibaba Cloud's API names its action and version, e.g. Action=DescribeRegions and Version=2014-05-26.`,
	);
}

function signatureParameters(accessKey: AccessKey, { now, nonce }: SigningMoment): Parameters {
	return {
		AccessKeyId: accessKey.accessKeyId,
		SignatureMethod: 'HMAC-SHA1',
		SignatureNonce: nonce,
		SignatureVersion: '1.0',
		Timestamp: toTimestamp(now),
		...(accessKey.securityToken && { SecurityToken: accessKey.securityToken }),
	};
}

function signatureHeaders(
	accessKey: AccessKey,
	{ now, nonce }: SigningMoment,
	bodySha256: string,
): Parameters {
	return {
		'x-acs-content-sha256': bodySha256,
		'x-acs-date': toTimestamp(now),
		'x-acs-signature-nonce': nonce,
		...(accessKey.securityToken && {
			'x-acs-accesskey-id': accessKey.accessKeyId,
			'x-acs-security-token': accessKey.securityToken,
		}),
	};
}

function toTimestamp(now: number): string {
	return `${new Date(now).toISOString().slice(0, 19)}Z`;
}

function lowerCaseNames(headers: object): Parameters {
	return Object.fromEntries(
		Object.entries(headers)
			.filter(([, value]) => value !== undefined && value !== null)
			.map(([name, value]) => [name.toLowerCase(), String(value)]),
	);
}

function withAddress(
	request: SignableRequest,
	url: string,
	method: IHttpRequestMethods,
	headers: Parameters,
	body: string,
): SignedRequest {
	const { uri, form: _form, body: _body, baseURL: _baseURL, ...rest } = request;
	const isLegacy = uri !== undefined;
	return {
		...rest,
		...(isLegacy ? { uri: url, followRedirect: false, followAllRedirects: false } : {}),
		// As `form` n8n's legacy path would encode it again; a text goes out as it is.
		...(body !== '' && { body }),
		url,
		method,
		headers,
		qs: {},
		// A redirect would carry the signature to another host.
		disableFollowRedirect: true,
	};
}
