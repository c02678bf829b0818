import type { IDataObject } from 'n8n-workflow';
import type { Session } from '../api/client/session';
import { Absence } from '../api/waiting/absence';
import { waitUntil } from '../api/waiting/waitUntil';

/**
 * Waits until something that is being deleted is gone: not found repeatedly, apart in time.
 *
 * @param name how messages call it, e.g. `The IP address pool 'pippool-1'`
 * @param look reads it once
 * @param fallBack its state while it is being deleted, and the one that says that it will not be
 * @throws UnexpectedOutcome when it falls back, or is still there after the time limit; CancelledError
 */
export async function waitUntilGone(
	session: Session,
	name: string,
	look: () => Promise<IDataObject | undefined>,
	fallBack?: { from: string; to: string; advice: string },
): Promise<void> {
	const absence = new Absence(session.clock, true);
	let wasUnderWay = false;
	await waitUntil(session, name, look, (found) => {
		if (absence.isProven(found)) return 'done';
		if (!found || !fallBack) return undefined;
		const { from, to, advice } = fallBack;
		wasUnderWay ||= found.Status === from;
		return wasUnderWay && found.Status === to
			? { unexpected: `${name} fell back to ${to}`, advice }
			: undefined;
	});
}
