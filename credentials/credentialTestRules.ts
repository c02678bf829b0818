import type { IAuthenticateRuleResponseSuccessBody } from 'n8n-workflow';
import { type ErrorTableEntry, errorTable } from '../nodes/AlibabaCloudEip/errors/errorTable';

/**
 * What the credential test shows for each code. n8n compares exact values only and takes every
 * reply that no rule matches for a success, so the last rule asks for the one thing that a failed
 * call can't have: the number of Elastic IPs.
 */
export const credentialTestRules: IAuthenticateRuleResponseSuccessBody[] = [
	...Object.entries(errorTable).map(([code, entry]) => rule('Code', code, messageOf(entry))),
	rule(
		'TotalCount',
		undefined,
		"The call failed with an answer that this test does not know. Check 'Default Region', 'Endpoint Type' and 'Custom Endpoint'. If they are right, run 'Get Many' of the Alibaba Cloud EIP node with this credential: it shows the code and message in full.",
	),
];

/** In the words of the credential's form; which permission is missing is known: the test has one action. */
function messageOf({ message, description, elsewhere, isPermission }: ErrorTableEntry): string {
	const missing = isPermission ? 'Missing permission: vpc:DescribeEipAddresses. ' : '';
	const advice = (elsewhere ?? description).replaceAll("'Region'", "'Default Region'");
	return `${message}. ${missing}${advice}`;
}

function rule(key: string, value: unknown, message: string): IAuthenticateRuleResponseSuccessBody {
	return { type: 'responseSuccessBody', properties: { key, value, message } };
}
