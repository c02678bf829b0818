/**
 * Takes out of a message of the server what must not be stored or shown: the string-to-sign that
 * it echoes when a signature does not match (with signature version 1.0 it holds every parameter
 * and the STS token), and the secrets themselves wherever they stand.
 */
export function redact(message: string, secrets: Array<string | undefined>): string {
	// "server string to sign is:…" by version 1.0, "server StringToSign is […]" by ACS3.
	let text = message.replace(
		/(server )?string ?to ?sign[\s\S]*$/i,
		'(the signed text is left out)',
	);
	for (const secret of secrets) {
		if (!secret) continue;
		for (const form of [
			secret,
			encodeURIComponent(secret),
			encodeURIComponent(encodeURIComponent(secret)),
		]) {
			text = text.replaceAll(form, '•••');
		}
	}
	return text.length > LONGEST_MESSAGE ? `${text.slice(0, LONGEST_MESSAGE)}…` : text;
}

const LONGEST_MESSAGE = 500;
