import {
	type RetryClass,
	errorTable,
	findErrorEntry,
} from '../../../nodes/AlibabaCloudEip/errors/errorTable';
import { GENERATED, table } from './markdown';

const RETRIES: Record<RetryClass, string> = {
	throttled: 'yes, until the time limit',
	busy: 'yes, until the time limit',
	passing: 'while the Elastic IP is being changed',
	notReady: 'for up to 30 seconds',
	again: 'up to 3 times, signed anew',
	server: 'if that is safe',
	final: 'no',
};

/** `docs/errors.md`: what each code of Alibaba Cloud means and what to do. */
export function errorsPage(): string {
	const codes = Object.keys(errorTable).sort((one, other) =>
		one.toLowerCase() < other.toLowerCase() ? -1 : 1,
	);
	return [
		GENERATED,
		'# Errors',
		'The nodes say what happened and what to do, and end with Alibaba Cloud’s own code and the RequestId: `(code InvalidAllocationId.NotFound, RequestId …)`. Look the code up here. The spelling is Alibaba Cloud’s, mistakes included.',
		'A code that is not in the list shows Alibaba Cloud’s own message; codes of a known family, such as `QuotaExceeded.…`, are taken for the nearest one in it. _Tried again_: what the node does by itself before it gives up; the _Time Limit_ option is 300 seconds by default.',
		table(
			['Code', 'What happened', 'What to do', 'Tried again'],
			codes.map((code) => {
				const { message, description, retry } = errorTable[code];
				return [`\`${code}\``, message, description, RETRIES[retry]];
			}),
		),
	].join('\n\n');
}

/** The codes that people meet first. */
const COMMON = [
	'SignatureDoesNotMatch',
	'InvalidAccessKeyId.NotFound',
	'InvalidTimeStamp.Expired',
	'Forbidden.RAM',
	'InvalidAllocationId.NotFound',
	'IncorrectEipStatus',
	'QuotaExceeded.Eip',
	'COMMODITY.INVALID_COMPONENT',
	'FrequentPurchase.EIP',
	'InvalidIpStatus.HasBeenUsedBySnatTable',
];

/** The table of the README. */
export function commonErrors(): string {
	return table(
		['You see', 'Do', 'Code'],
		COMMON.map((code) => {
			const entry = findErrorEntry(code);
			if (!entry) throw new Error(`There is no code ${code}`);
			return [entry.message, entry.description, `\`${code}\``];
		}),
	);
}
