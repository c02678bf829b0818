import type { IAuthenticateRuleResponseSuccessBody } from 'n8n-workflow';
import { errorTable } from '../nodes/AlibabaCloudEip/errors/errorTable';

/**
 * What the credential test says to each code. n8n compares exact values only and takes every
 * reply that no rule matches for a success, so the last rule asks for the one thing that a failed
 * call can't have: the number of Elastic IPs.
 */
export const credentialTestRules: IAuthenticateRuleResponseSuccessBody[] = [
	...Object.entries(errorTable).map(([code, { message, description }]) =>
		rule('Code', code, `${message}. ${description}`),
	),
	rule(
		'TotalCount',
		undefined,
		"The endpoint did not answer as Alibaba Cloud's VPC API does. Check 'Default Region', 'Endpoint Type' and 'Custom Endpoint'. If they are right, run 'Get Many' of the Alibaba Cloud EIP node with this credential: it shows the code and message in full.",
	),
];

function rule(key: string, value: unknown, message: string): IAuthenticateRuleResponseSuccessBody {
	return { type: 'responseSuccessBody', properties: { key, value, message } };
}
