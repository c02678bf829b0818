import { InvalidInput } from '../errors/ApiFailure';
import { toTexts } from './settings/readEventSettings';

const MAX_ACCOUNTS = 100;

/**
 * The roles in 'Act in Accounts', once each.
 *
 * @throws InvalidInput when there are too many, or one is no text
 */
export function readRoleArns(value: unknown): string[] {
	const roleArns = [...new Set(toTexts(value).filter((arn) => arn !== ''))];
	if (roleArns.length <= MAX_ACCOUNTS) return roleArns;
	throw new InvalidInput(
		`'Act in Accounts' has more than ${MAX_ACCOUNTS} roles`,
		'Use several triggers.',
	);
}
