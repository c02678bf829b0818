import type { Settings } from '../options';
import type { ReplyFormat } from '../wire/reply';
import { ApiError, missing } from '../wire/apiError';
import { hasForm, parseParameters, type HttpRequest } from './httpRequest';

/** Parameters of signature 1.0 and of the gateway; never business parameters of an action. */
const SYSTEM_PARAMETERS: ReadonlySet<string> = new Set([
	'Action',
	'Version',
	'Format',
	'AccessKeyId',
	'Signature',
	'SignatureMethod',
	'SignatureVersion',
	'SignatureNonce',
	'SignatureType',
	'Timestamp',
	'SecurityToken',
]);

/** An API request before it is authenticated. */
export interface ApiRequest {
	readonly http: HttpRequest;
	readonly scheme: 'HMAC-SHA1' | 'ACS3-HMAC-SHA256';
	readonly action: string;
	readonly version: string;
	readonly accessKeyId: string;
	/** Everything in query and form body. */
	readonly all: ReadonlyMap<string, string>;
	/** What is in the query only. */
	readonly query: ReadonlyMap<string, string>;
	/** Business parameters. */
	readonly business: ReadonlyMap<string, string>;
}

/** Which signature a request claims to carry. */
export function schemeOf({ headers }: HttpRequest): ApiRequest['scheme'] {
	return /^ACS3-/i.test(headers.authorization ?? '') ||
		headers['x-acs-signature-nonce'] !== undefined
		? 'ACS3-HMAC-SHA256'
		: 'HMAC-SHA1';
}

/** The Credential in an ACS3 Authorization header. */
export function credentialOf(authorization: string): string {
	return /Credential=([^,\s]*)/.exec(authorization)?.[1] ?? '';
}

/**
 * JSON when the caller asks for it: by the Format parameter, else by the Accept header. Documents
 * disagree on what happens otherwise; the simulator then writes XML, so that nobody relies on it.
 */
export function formatOf(http: HttpRequest): ReplyFormat {
	const encoded = `${http.query}&${hasForm(http) ? http.body.toString('utf8') : ''}`;
	const format = /(?:^|&)Format=([^&]*)/.exec(encoded)?.[1];
	if (format !== undefined) return /^json$/i.test(format) ? 'JSON' : 'XML';
	return /json/i.test(http.headers.accept ?? '') ? 'JSON' : 'XML';
}

/** Reads what a request asks for. */
export function parseApiRequest(
	http: HttpRequest,
	{ plusInQuery, path }: Pick<Settings, 'plusInQuery' | 'path'>,
): ApiRequest {
	if (http.path !== path) throw new ApiError('InvalidApi.NotFound');
	const query = parseParameters(http.query, plusInQuery);
	const all = hasForm(http)
		? parseParameters(http.body.toString('utf8'), 'space', new Map(query))
		: query;
	const scheme = schemeOf(http);
	const { headers } = http;
	const acs3 = scheme === 'ACS3-HMAC-SHA256';
	const action = acs3 ? (headers['x-acs-action'] ?? '') : (all.get('Action') ?? '');
	const version = acs3 ? (headers['x-acs-version'] ?? '') : (all.get('Version') ?? '');
	if (action === '') throw missing('Action');
	if (version === '') throw missing('Version');
	return {
		http,
		scheme,
		action,
		version,
		accessKeyId: acs3 ? credentialOf(headers.authorization ?? '') : (all.get('AccessKeyId') ?? ''),
		all,
		query,
		business: new Map([...all].filter(([name]) => !SYSTEM_PARAMETERS.has(name))),
	};
}
