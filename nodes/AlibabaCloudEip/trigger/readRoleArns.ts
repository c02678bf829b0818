import { splitList } from '../api/splitList';
import { trimPasted } from '../../../credentials/signature/trimPasted';
import { isExpression, unwrap } from '../api/unwrap';
import { InvalidInput } from '../errors/ApiFailure';

const MAX_ACCOUNTS = 100;

/**
 * The roles in 'Act in Accounts', once each; none where the field is left empty.
 *
 * @param value a list, or a text with commas as an expression may give it
 * @param written the field before n8n resolves it
 * @throws InvalidInput when there are too many, one is no text, or an expression has no result: another account
 *   would be watched, and what is remembered of the others would be forgotten
 */
export function readRoleArns(value: unknown, written: unknown): string[] {
	const entries = listOf(unwrap(value)).map((entry) => toText(unwrap(entry)));
	const roleArns = [...new Set(entries.filter((arn) => arn !== ''))];
	const isCalculated = [written].flat().some(isExpression);
	if (isCalculated && (roleArns.length === 0 || entries.includes(''))) {
		throw new InvalidInput(
			"An expression in 'Act in Accounts' has no result",
			'Nothing was read, and what the trigger remembers of the accounts is kept. Enter the ARN of a role for each account.',
		);
	}
	if (roleArns.length <= MAX_ACCOUNTS) return roleArns;
	throw new InvalidInput(
		`'Act in Accounts' has more than ${MAX_ACCOUNTS} roles`,
		'Use several triggers.',
	);
}

function listOf(value: unknown): unknown[] {
	if (typeof value !== 'string') return [value].flat();
	return splitList(value).filter((entry) => trimPasted(entry) !== '');
}

function toText(value: unknown): string {
	if (value === undefined || value === null) return '';
	if (typeof value === 'string') return trimPasted(value);
	throw new InvalidInput(
		"'Act in Accounts' has an entry that is not text",
		"Enter the ARNs of roles, such as 'acs:ram::1234567890123456:role/eip-operator'.",
	);
}
