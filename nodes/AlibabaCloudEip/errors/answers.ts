import { type ErrorTableEntry, lasting, passing, throttled } from './ErrorTableEntry';

/**
 * What came instead of an answer of the API:
 * - `rate limit`: status 429 without a code
 * - `proxy credentials`: status 407
 * - `gateway refusal`: a refusal in a form that Alibaba's API does not have
 * - `redirect`: an address to go to
 * - `web page`: a page with a status of success
 * - `certificate`: the connection was not trusted
 * - `no TLS`: what listens there does not speak TLS
 */
export type AnswerKind =
	| 'rate limit'
	| 'proxy credentials'
	| 'gateway refusal'
	| 'redirect'
	| 'web page'
	| 'certificate'
	| 'no TLS';

/** What is shown for each answer that did not come from the API. */
export const answers: Record<AnswerKind, ErrorTableEntry> = {
	'rate limit': throttled(
		'There were too many requests in a short time',
		'Alibaba Cloud or a gateway in front of it limits them.',
	),
	'proxy credentials': lasting(
		'endpoint',
		'A proxy asks for a user name and a password',
		'Set them in the proxy settings of n8n, such as HTTPS_PROXY, or ask for the endpoint to be allowed without them.',
	),
	'gateway refusal': lasting(
		'endpoint',
		'A proxy or gateway in front of Alibaba Cloud refused the request',
		"The answer does not have the form of the API of Alibaba Cloud. Check the proxy of n8n, the firewall, and the 'Endpoint Type' and 'Custom Endpoint' of the credential.",
	),
	redirect: lasting(
		'endpoint',
		'The endpoint redirects to another address',
		"A signed request does not follow redirects. A proxy or login page on the way may be the reason. Check the 'Endpoint Type' and 'Custom Endpoint' of the credential.",
	),
	'web page': passing(
		'server',
		'The endpoint answered with a web page instead of JSON',
		"A proxy or gateway on the way may be the reason. Check the proxy of n8n, and the 'Endpoint Type' and 'Custom Endpoint' of the credential.",
		'endpoint',
	),
	certificate: lasting(
		'endpoint',
		'The certificate of the endpoint is not trusted',
		"A proxy that inspects TLS, or a private gateway, usually has its own certificate: add its root certificate to n8n with NODE_EXTRA_CA_CERTS. Also check the clock of the machine and the 'Custom Endpoint' of the credential.",
	),
	'no TLS': lasting(
		'endpoint',
		'The endpoint does not speak HTTPS',
		"Check the 'Custom Endpoint' of the credential and the proxy of n8n: the address may have to begin with http://.",
	),
};
