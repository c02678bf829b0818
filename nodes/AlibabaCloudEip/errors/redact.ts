import { percentEncode } from '../../../credentials/signature/percentEncode';

/**
 * Takes out of a message of the server what must not be stored or shown: the string-to-sign that
 * it echoes when a signature does not match (with signature version 1.0 it holds every parameter
 * and the STS token), and the secrets themselves wherever they stand.
 */
export function redact(message: string, secrets: Array<string | undefined>): string {
	// "server string to sign is:…" by version 1.0, "server StringToSign is […] server CanonicalRequest is […]" by ACS3.
	let text = message.replace(
		/(server )?(string ?to ?sign|canonical ?request)[\s\S]*$/i,
		'(the signed text is left out)',
	);
	for (const secret of secrets) {
		if (!secret) continue;
		for (const form of formsOf(secret)) text = text.replaceAll(form, '•••');
	}
	for (const pattern of CREDENTIAL_PARTS) text = text.replace(pattern, '•••');
	return text.length > LONGEST_MESSAGE ? `${text.slice(0, LONGEST_MESSAGE)}…` : text;
}

/** As it is, and as it stands in a URL, in a URL within a URL, and in JSON. */
function formsOf(secret: string): Set<string> {
	const once = percentEncode(secret);
	const alike = encodeURIComponent(secret);
	return new Set([
		secret,
		once,
		percentEncode(once),
		alike,
		encodeURIComponent(alike),
		JSON.stringify(secret).slice(1, -1),
	]);
}

/** What a gateway shows of a request when it echoes the request: signatures and tokens. */
const CREDENTIAL_PARTS = [
	/authorization["']?(\s*[:=]|%22|%3A|%25)[\s\S]*$/gi,
	/ACS3-HMAC-SHA256(\s|\+|%20|%2520)*Credential[\s\S]*$/gi,
	/(Signature|SecurityToken|x-acs-security-token)["']?(\s*[:=]|%3D|%253D|%22|%2522)[^&\s,}]*/gi,
];

const LONGEST_MESSAGE = 500;
