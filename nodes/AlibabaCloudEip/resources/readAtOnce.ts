import type { Session } from '../api/client/session';
import { toError } from '../errors/toError';

/** Milliseconds that such a look may take at most; and never more than a quarter of what is left. */
const MOST_TIME = 5_000;

/**
 * Looks at something that the change does not depend on.
 *
 * @returns undefined where it is not found or cannot be read at once
 */
export async function readAtOnce<Found>(
	session: Session,
	read: (session: Session) => Promise<Found | undefined>,
): Promise<Found | undefined> {
	const time = Math.min(MOST_TIME, session.deadline.rest / 4);
	const found = await read(session.independent(time, session.signal)).catch(toError);
	return found instanceof Error ? undefined : found;
}
