import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { readAccessKey } from '../../../credentials/signature/accessKey';
import { sendWithCredential } from '../transport/sendWithCredential';
import { type Session, createSession } from '../transport/session';
import { CREDENTIAL } from '../transport/transport';

/** A list in the editor must not keep the user waiting. Milliseconds. */
const TIME_LIMIT = 15_000;

/**
 * A session for a list in the editor.
 * @param regionId the credential's default region if empty
 */
export async function loadOptionsSession(
	context: ILoadOptionsFunctions,
	regionId?: string,
): Promise<Session> {
	const accessKey = readAccessKey(await context.getCredentials(CREDENTIAL));
	return createSession({
		accessKey,
		regionId: regionId || accessKey.regionId,
		send: sendWithCredential(context),
		timeLimit: TIME_LIMIT,
	});
}
