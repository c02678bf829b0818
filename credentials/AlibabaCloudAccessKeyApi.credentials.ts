import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';
import { credentialTestRules } from './credentialTestRules';
import { actingRole } from '../nodes/AlibabaCloudEip/api/client/actingRole';
import { toText } from '../nodes/AlibabaCloudEip/errors/toNodeError';
import { regionOptions } from './regions';
import { readRole } from './role/readRole';
import { roleFields } from './roleFields';
import { sendByFetch } from './sendByFetch';
import { readAccessKey } from './signature/accessKey';
import { signRequest } from './signature/signRequest';

export class AlibabaCloudAccessKeyApi implements ICredentialType {
	name = 'alibabaCloudAccessKeyApi';

	displayName = 'Alibaba Cloud AccessKey API';

	icon: Icon = {
		light: 'file:../icons/alibabaCloudEip.svg',
		dark: 'file:../icons/alibabaCloudEip.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-alibaba-cloud-eip/n8n-nodes-alibaba-cloud-eip/blob/HEAD/docs/accounts-and-regions.md#the-credential';

	httpRequestNode = {
		name: 'Alibaba Cloud',
		docsUrl: 'https://www.alibabacloud.com/help/en/sdk/product-overview/rpc-mechanism',
		apiBaseUrl: 'https://vpc.cn-hangzhou.aliyuncs.com/',
	};

	properties: INodeProperties[] = [
		{
			displayName: 'AccessKey ID',
			name: 'accessKeyId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. LTAI5t…',
			description:
				'The ID of an AccessKey pair of a RAM user. Create one in the RAM console; avoid the keys of the Alibaba Cloud account itself.',
		},
		{
			displayName: 'AccessKey Secret',
			name: 'accessKeySecret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'Shown once, when the AccessKey pair is created',
		},
		{
			displayName: 'STS Token',
			name: 'securityToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Only for temporary keys from Security Token Service, whose AccessKey ID begins with "STS.". They expire and are not renewed by n8n.',
		},
		{
			displayName: 'Default Region',
			name: 'regionId',
			type: 'options',
			options: regionOptions,
			// A region that is newer than this list can be entered as an expression.
			allowArbitraryValues: true,
			required: true,
			default: 'cn-hangzhou',
			description:
				'The region that a node uses if it names none. The same key works in all regions. If your region is not listed, choose Expression and enter its ID.',
			hint: 'Accounts of the international site usually have nothing in China (Hangzhou): choose the region that you see in the console.',
		},
		{
			displayName: 'Signature Method',
			name: 'signatureMethod',
			type: 'options',
			options: [
				{
					name: 'ACS3-HMAC-SHA256',
					value: 'ACS3-HMAC-SHA256',
					description: 'Signature version 3, which the current official SDKs use',
				},
				{
					name: 'HMAC-SHA1',
					value: 'HMAC-SHA1',
					description: 'Signature version 1.0, for gateways that do not support version 3',
				},
			],
			default: 'ACS3-HMAC-SHA256',
			description:
				'How requests are signed. Keep the default unless a gateway needs the other one.',
		},
		{
			displayName: 'Endpoint Type',
			name: 'endpointType',
			type: 'options',
			options: [
				{
					name: 'Public',
					value: 'public',
					description: 'The endpoint of each region on the internet',
				},
				{
					name: 'VPC',
					value: 'vpc',
					description:
						'The endpoint of each region inside Alibaba Cloud, for an n8n that runs there',
				},
				{
					name: 'Custom',
					value: 'custom',
					description: 'One address for all regions, such as a private gateway or a simulator',
				},
			],
			default: 'public',
			description:
				'Where requests are sent. If the test of the credential shows only a code such as ENOTFOUND, ECONNREFUSED or SELF_SIGNED_CERT_IN_CHAIN, see the documentation.',
		},
		{
			displayName: 'Custom Endpoint',
			name: 'endpoint',
			type: 'string',
			displayOptions: { show: { endpointType: ['custom'] } },
			required: true,
			default: '',
			placeholder: 'e.g. https://vpc.cn-hangzhou.aliyuncs.com',
			description:
				'The full URL with http or https, including its path. Requests are signed for this host only.',
		},
		...roleFields,
	];

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const accessKey = readAccessKey(credentials);
		const role = actingRole(accessKey, readRole(credentials), sendByFetch(accessKey));
		if (!role) return signRequest(credentials, requestOptions);
		const key = await role.take().catch((failure: unknown) => new Error(toText(failure)));
		if (key instanceof Error) throw key;
		return signRequest({ ...key }, requestOptions);
	}

	/**
	 * Lists one Elastic IP of the default region: proves key, secret, clock, region, endpoint and
	 * the one right that every use of the nodes needs. `authenticate` fills in the host.
	 */
	test: ICredentialTestRequest = {
		request: {
			method: 'POST',
			url: '/',
			qs: {
				Action: 'DescribeEipAddresses',
				Version: '2016-04-28',
				RegionId: '={{ $credentials.regionId }}',
				PageSize: '1',
			},
			// The answer is in Alibaba Cloud's `Code`, not in the HTTP status.
			ignoreHttpStatusErrors: true,
		},
		rules: credentialTestRules,
	};
}
