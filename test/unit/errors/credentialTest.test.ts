import type { IDataObject } from 'n8n-workflow';
import { AlibabaCloudAccessKeyApi } from '../../../credentials/AlibabaCloudAccessKeyApi.credentials';
import { errorTable } from '../../../nodes/AlibabaCloudEip/errors/errorTable';
import { furtherCodes, referenceCodes } from './documentedCodes';

const { test: credentialTest } = new AlibabaCloudAccessKeyApi();

const SUCCESS = 'Connection successful!';

/** n8n's own loop over the rules (credentials-tester.service.js), with its lodash `get`. */
function answerTo(body: IDataObject | string): string {
	for (const { type, properties } of credentialTest.rules ?? []) {
		if (type !== 'responseSuccessBody') continue;
		const value = typeof body === 'string' ? undefined : body[properties.key];
		if (value === properties.value) return properties.message;
	}
	return SUCCESS;
}

const refusal = (code: string) => ({ Code: code, Message: 'm', RequestId: 'R', HostId: 'vpc' });

test('a list of Elastic IPs, even an empty one, is a success', () => {
	expect(answerTo({ RequestId: 'R', TotalCount: 0, EipAddresses: { EipAddress: [] } })).toBe(
		SUCCESS,
	);
	expect(answerTo({ RequestId: 'R', TotalCount: 7, PageSize: 1 })).toBe(SUCCESS);
});

test.each(Object.entries(errorTable))(
	'%s gives its message, in the words of the form of the credential',
	(code, { message, isPermission }) => {
		const answer = answerTo(refusal(code));
		expect(answer.startsWith(`${message}. `)).toBe(true);
		expect(answer.length).toBeGreaterThan(message.length + 15);
		expect(answer).not.toContain("'Region'");
		expect(answer.includes('Missing permission: vpc:DescribeEipAddresses.')).toBe(
			isPermission === true,
		);
	},
);

test.each(['Throttling.User', 'SystemBusy', 'OperationConflict', 'TaskConflict'])(
	'%s does not speak of items or an option that the test of a credential does not have',
	(code) => {
		expect(answerTo(refusal(code))).toMatch(/Try again later/);
		expect(answerTo(refusal(code))).not.toMatch(/'Time Limit'|items|was repeated/);
	},
);

test.each([
	['an unknown code', refusal('Unheard.Of')],
	['a code in another case', refusal('forbidden.ram')],
	['a page of a gateway', '<html></html>'],
	['an empty reply', ''],
	['an empty object', {}],
	['another service that answers', { RequestId: 'R', AccountId: '1' }],
	['an XML refusal', '<Error><Code>Forbidden.RAM</Code></Error>'],
	...[...furtherCodes, ...Object.values(referenceCodes).flat()].map(
		(code): [string, IDataObject] => [code, refusal(code)],
	),
])('%s is never a success', (_name, body) => {
	expect(answerTo(body as IDataObject)).not.toBe(SUCCESS);
});

test.each([
	['InvalidAccessKeyId.NotFound', /unknown/],
	['InvalidAccessKeyId.Inactive', /disabled/],
	['SignatureDoesNotMatch', /Secret is wrong/],
	['InvalidTimeStamp.Expired', /clock/],
	['Forbidden.RAM', /permission/],
	['InvalidSecurityToken.Expired', /expired/],
	['InvalidSecurityToken.Malformed', /malformed/],
	['MissingSecurityToken', /missing/],
	['Forbidden.RegionNotFound', /^The region/],
])('%s is told in words: %s', (code, words) => {
	expect(answerTo(refusal(code))).toMatch(words);
});

test('the request asks for one Elastic IP and is judged by its body, not its status', () => {
	expect(credentialTest.request).toEqual({
		method: 'POST',
		url: '/',
		qs: {
			Action: 'DescribeEipAddresses',
			Version: '2016-04-28',
			RegionId: '={{ $credentials.regionId }}',
			PageSize: '1',
		},
		ignoreHttpStatusErrors: true,
	});
});
