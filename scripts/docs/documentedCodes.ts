import { type Repeatable, actionNamed } from '../../nodes/AlibabaCloudEip/api/actions';
import {
	type ErrorTableEntry,
	type RetryClass,
	findErrorEntry,
} from '../../nodes/AlibabaCloudEip/errors/errorTable';
import { saysAlreadySo } from '../../nodes/AlibabaCloudEip/errors/table/alreadySo';
import { apiActions } from '../../test/unit/fixtures/actions';
import { documentedCodes } from '../../test/unit/fixtures/errorCodes';

/** What the node does by itself after a code of this class. */
export const RETRIES: Record<RetryClass, string> = {
	throttled: 'yes, until the time limit',
	busy: 'yes, until the time limit',
	passing: 'while the Elastic IP is being changed',
	notReady: 'for up to 30 seconds',
	again: 'up to 3 times, each signed again',
	server: 'if that is safe',
	final: 'no',
};

/** What "if that is safe" means for an action. */
const SAFE: Record<Repeatable, string> = {
	always: 'yes, until the time limit',
	'with client token': 'yes, with the same client token',
	'if not applied': 'when a look shows that it was not done',
};

/** A code with what the node shows for it and does about it. */
export interface ExplainedCode {
	code: string;
	message: string;
	retry: string;
}

/** The codes that the reference of an action documents, in its order. */
export function codesOf(action: string): ExplainedCode[] {
	const own = documentedCodes.filter((entry) => entry.action === action).map(({ code }) => code);
	const codes = own.length > 0 ? own : (apiActions.get(action)?.documentedErrors ?? []);
	return [...new Set(codes)].map((code) => {
		const { message, retry } = decisionOf(action, code);
		const isSuccess = ['true', 'false'].some((value) =>
			saysAlreadySo(action, { ProtectionEnable: value }, code),
		);
		return {
			code,
			message: isSuccess ? 'Success, where that was requested' : message,
			retry: retry === 'server' ? SAFE[actionNamed(action).repeat] : RETRIES[retry],
		};
	});
}

/** @throws Error for a code that nothing decides */
function decisionOf(action: string, code: string): ErrorTableEntry {
	const entry = findErrorEntry(code, action);
	if (entry) return entry;
	throw new Error(`Nothing is decided for ${code} of ${action}`);
}
