import type { SignatureMethod } from '../../../credentials/signature/accessKey';
import { redact } from '../../../nodes/AlibabaCloudEip/errors/redact';
import { type Check, describe, toFinding, refusal } from '../Check';
import type { Live } from '../Live';

const METHODS: SignatureMethod[] = ['ACS3-HMAC-SHA256', 'HMAC-SHA1'];
const shortName = (method: SignatureMethod) => (method === 'HMAC-SHA1' ? 'sha1' : 'acs3');

/** No ID has this form by chance. */
const NO_ELASTIC_IP_ID = 'eip-00000000verifylive000';

const accepted: Check[] = METHODS.flatMap((signatureMethod) =>
	(['POST', 'GET'] as const).map((method) => ({
		id: `accepted-${method.toLowerCase()}-${shortName(signatureMethod)}`,
		expects: `a ${method} signed by ${signatureMethod} is accepted`,
		async run(live: Live) {
			const outcome = await live.outcome({
				method,
				signatureMethod,
				parameters: { PageSize: '1' },
			});
			return toFinding(outcome.code === undefined, describe(outcome));
		},
	})),
);

const defaultFormat: Check[] = METHODS.map((signatureMethod) => ({
	id: `default-format-${shortName(signatureMethod)}`,
	expects: `XML when no format is asked for (${signatureMethod})`,
	async run(live) {
		const { body } = await live.raw({
			...{ signatureMethod, asksForJson: false, parameters: { PageSize: '1' } },
		});
		const text = String(body).trimStart();
		const format = text.startsWith('{') ? 'JSON' : text.startsWith('<') ? 'XML' : 'something else';
		return toFinding(format === 'XML', format);
	},
}));

const plusInQuery: Check[] = METHODS.map((signatureMethod) => ({
	id: `plus-in-query-${shortName(signatureMethod)}`,
	expects: `a "+" in the URL is read as a space (${signatureMethod})`,
	async run(live) {
		const outcome = await live.outcome({
			...{ signatureMethod, plusForSpace: true },
			parameters: { EipName: 'n8n verify live', PageSize: '1' },
		});
		// Read as a plus it does not fit the signature, which was made over a space.
		if (outcome.code === undefined) return toFinding(true, 'as a space');
		const isPlus = outcome.code === 'SignatureDoesNotMatch';
		return toFinding(
			false,
			isPlus ? 'as a plus (the signature does not match)' : describe(outcome),
		);
	},
}));

const rateHeaders: Check = {
	id: 'rate-headers',
	expects: 'no header of a reply names a rate limit',
	async run(live) {
		const { headers } = await live.raw({ parameters: { PageSize: '1' } });
		const names = Object.keys(headers).filter((name) =>
			/rate-?limit|throttl|quota|retry-after/i.test(name),
		);
		return toFinding(names.length === 0, names.length === 0 ? 'none' : names.sort().join(', '));
	},
};

const echo: Check[] = METHODS.map((signatureMethod) => ({
	id: `wrong-secret-${shortName(signatureMethod)}`,
	expects: `SignatureDoesNotMatch, HTTP 400; what it echoes is taken out (${signatureMethod})`,
	async run(live) {
		const { statusCode, body } = await live.raw({
			...{ signatureMethod, parameters: { PageSize: '1' } },
			key: { accessKeySecret: 'n8n-verify-live-wrong-secret' },
		});
		const { accessKeyId, securityToken } = live.options.credentials;
		const text = String(body);
		const code = /"Code"\s*:\s*"([^"]*)"/.exec(text)?.[1] ?? 'no code';
		const message = /"Message"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(text)?.[1] ?? '';
		const shown = redact(message, [securityToken]);
		const isSafe = !shown.includes(accessKeyId) && !shown.includes('SignatureNonce');
		return toFinding(
			code === 'SignatureDoesNotMatch' && statusCode === 400 && isSafe,
			`${code}, HTTP ${statusCode}; ${message === shown ? 'nothing was echoed' : isSafe ? 'echo taken out' : 'the echo is NOT recognised'}`,
		);
	},
}));

/** Signatures, formats and refusals of the gateway. */
export const gatewayChecks: Check[] = [
	...accepted,
	...defaultFormat,
	...plusInQuery,
	...echo,
	refusal(
		'unknown-key',
		'an AccessKey that does not exist',
		{ code: 'InvalidAccessKeyId.NotFound', statusCode: 404 },
		async (live) =>
			await live.outcome({
				key: {
					accessKeyId: 'LTAI5tN8nVerifyLiveNoKey',
					accessKeySecret: 'n8n-verify-live-wrong-secret',
					securityToken: '',
				},
			}),
	),
	refusal(
		'unknown-action',
		'an action that does not exist',
		{ code: 'InvalidApi.NotFound', statusCode: 404 },
		async (live) => await live.outcome({ action: 'DescribeN8nVerifyLive' }),
	),
	refusal(
		'used-nonce',
		'the same nonce twice',
		{ code: 'SignatureNonceUsed', statusCode: 400 },
		async (live) => {
			const nonce = `n8n-verify-live-${live.options.clock.now()}-${Math.random()}`;
			await live.outcome({ nonce, parameters: { PageSize: '1' } });
			return await live.outcome({ nonce, parameters: { PageSize: '1' } });
		},
	),
	refusal(
		'unknown-elastic-ip',
		'monitoring data of an Elastic IP that does not exist',
		{ code: 'InvalidAllocationId.NotFound', statusCode: 404 },
		async (live) => {
			const now = live.options.clock.now();
			return await live.call('DescribeEipMonitorData', {
				AllocationId: NO_ELASTIC_IP_ID,
				StartTime: `${new Date(now - 600_000).toISOString().slice(0, 19)}Z`,
				EndTime: `${new Date(now).toISOString().slice(0, 19)}Z`,
			});
		},
	),
	rateHeaders,
	{
		id: 'list-unknown-id',
		expects: 'an ID that does not exist gives an empty list, no error',
		async run(live) {
			const outcome = await live.call('DescribeEipAddresses', { AllocationId: NO_ELASTIC_IP_ID });
			const count = outcome.body.TotalCount;
			return toFinding(
				outcome.code === undefined && count === 0,
				outcome.code === undefined ? `${String(count)} entries` : describe(outcome),
			);
		},
	},
	refusal(
		'dry-run',
		'DryRun of a call that is allowed',
		{ code: 'DryRunOperation', statusCode: 400 },
		async (live) => await live.call('DescribeEipAddresses', { DryRun: 'true' }),
	),
];
