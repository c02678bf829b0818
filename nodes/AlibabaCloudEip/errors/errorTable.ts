import { type ErrorTableEntry, lasting, passing } from './ErrorTableEntry';
import { accessCodes } from './table/access';
import { bandwidthPackageCodes } from './table/bandwidthPackage';
import { bindingCodes } from './table/binding';
import { elasticIpCodes } from './table/elasticIp';
import { codesInAction } from './table/inAction';
import { poolCodes } from './table/pools';
import { purchaseCodes } from './table/purchase';
import { requestCodes } from './table/request';
import { ROOT_KEY } from './table/role';
import { serviceCodes } from './table/service';

export type { ErrorGroup, ErrorTableEntry, FailureCause, RetryClass } from './ErrorTableEntry';
export { codesInAction };

/**
 * Codes of Alibaba Cloud's API with what they mean for the user. The spelling is the API's own,
 * mistakes included; `findErrorEntry` ignores upper and lower case.
 *
 * Sources: the EIP API reference of 2019-09-08 (all chapters) and that of 2024 to 2026, the public
 * error centre, and the lists of codes that the official Terraform provider retries.
 */
export const errorTable: Record<string, ErrorTableEntry> = {
	...accessCodes,
	...serviceCodes,
	...purchaseCodes,
	...elasticIpCodes,
	...bandwidthPackageCodes,
	...poolCodes,
	...bindingCodes,
	...requestCodes,
};

const byLowerCase = (
	entries: Record<string, ErrorTableEntry>,
): ReadonlyMap<string, ErrorTableEntry> =>
	new Map(Object.entries(entries).map(([code, entry]) => [code.toLowerCase(), entry]));

const entriesByCode = byLowerCase(errorTable);
const entriesInAction: ReadonlyMap<string, ReadonlyMap<string, ErrorTableEntry>> = new Map(
	Object.entries(codesInAction).map(([action, entries]) => [action, byLowerCase(entries)]),
);

/** What no document names is no certain refusal where the status is one of a server that failed. */
const family = (entry: ErrorTableEntry): ErrorTableEntry => ({
	...entry,
	isFamily: true,
	isRefusal: undefined,
});

/**
 * Groups of codes that share one meaning, as far as it is said here; the first pattern that fits
 * counts. What the sentence of the service adds is always shown with it.
 */
const families: Array<[RegExp, ErrorTableEntry]> = [
	[/\bthrottling\b/i, family(errorTable.Throttling)],
	[
		/^(invalidsecuritytoken|securitytoken)\b/i,
		family(
			lasting(
				'key',
				'The STS token was not accepted',
				"Get new temporary keys and put all three parts, 'AccessKey ID', 'AccessKey Secret' and 'STS Token', into the credential.",
			),
		),
	],
	[
		/^quotaexceeded\b|\bquotaexceeded$/i,
		family(
			lasting(
				'quota',
				'A quota is used up',
				'Use less of it, or raise it in the Quota Center of the console.',
			),
		),
	],
	[/insufficient_?balance\b/i, family(errorTable.InsufficientBalance)],
	[
		/\bfinanciallocked$/i,
		family(
			lasting(
				'lock',
				'The resource is locked because of an overdue payment',
				'Pay the bill in the Expenses and Costs console, then try again.',
			),
		),
	],
	[/\bsystembusy$/i, family(errorTable.SystemBusy)],
	[/^missing/i, family(errorTable.MissingParameter)],
	[/^(invalidparameter|illegalparam|iellgalparam)/i, family(errorTable.InvalidParameter)],
	[/^taskconflict\b/i, family(errorTable.TaskConflict)],
	[/^operationconflict\b/i, family(errorTable.OperationConflict)],
	[
		/^incorrectstatus\b/i,
		family(
			passing(
				'notReady',
				'The state of the resource does not allow this',
				'Wait until the resource has settled, then try again.',
			),
		),
	],
	[/^resourcenotfound\b/i, family(errorTable.ResourceNotFound)],
	[/^dependencyviolation\b/i, family(errorTable.DependencyViolation)],
];

/**
 * The entry for a code, or undefined if it is not known; then the service's own sentence is shown.
 * Codes are compared without regard to case: the documents disagree on it.
 *
 * @param action the API action that was refused: some codes mean something else there
 */
export function findErrorEntry(code: string, action?: string): ErrorTableEntry | undefined {
	const key = code.toLowerCase();
	return (
		(action === undefined ? undefined : entriesInAction.get(action)?.get(key)) ??
		entriesByCode.get(key) ??
		families.find(([pattern]) => pattern.test(code))?.[1]
	);
}

/**
 * The entry of a code that stands in a sentence: ECS refuses a malformed token of STS with
 * `InvalidParameter` and `The specified parameter "SecurityToken.Malformed" is not valid.`, and STS the key of
 * an account with `NoPermission` and `Roles may not be assumed by root accounts.`
 */
export function findNamedEntry(code: string, sentence = ''): ErrorTableEntry | undefined {
	if (code === 'NoPermission' && /\broot accounts?\b/i.test(sentence)) return ROOT_KEY;
	const name = nameIn(code, sentence);
	return name === undefined ? undefined : findErrorEntry(`Invalid${name}`);
}

function nameIn(code: string, sentence: string): string | undefined {
	if (code !== 'InvalidParameter') return undefined;
	return /"(SecurityToken\.\w+)"/i.exec(sentence)?.[1];
}

/** Whether temporary keys are refused that were valid when they were given out: they expired or were revoked. */
export function areKeysRefused(code: string, sentence = ''): boolean {
	return (
		/^((invalid)?securitytoken\b|invalidaccesskeyid\b)/i.test(code) ||
		nameIn(code, sentence) !== undefined
	);
}
