import { createHash, createHmac } from 'node:crypto';
import OpenApiUtil from '@alicloud/openapi-util';
import { Request } from '@alicloud/tea-typescript';
import type * as Acs3 from '../../credentials/signature/acs3HmacSha256';
import type * as Sha1 from '../../credentials/signature/hmacSha1';
import type * as Signing from '../../credentials/signature/signRequest';
import { type Check, type Outcome, type Row, type Setting, atMost } from './parts/Benchmark';
import { inTurn, median, medianRatio } from './parts/measure';
import { popCoreClient } from './parts/popCore';
import { shipped } from './parts/shipped';

const GOAL = 1.5;
const ACCESS_KEY = {
	accessKeyId: 'LTAI5tBenchmark',
	accessKeySecret: 'a-secret-of-thirty-characters-',
};
/** A signature that takes longer than with the official code is a fault, however busy the machine. */
const WIDE_MARGIN = 1;

/** A call as the node makes it. */
const parameters = {
	RegionId: 'cn-hangzhou',
	AllocationId: 'eip-bp1ov3oi4xo7jh2vu3abc',
	InstanceId: 'i-bp15zckdt37pq72zvxyz',
	InstanceType: 'EcsInstance',
	ClientToken: '5e2b7d0c4c3f8a916d1e0b5f7a2c9d8e4f6b1a3c5d7e9f0b2a4c6d8e0f1a3b5c',
};
const version1 = {
	...parameters,
	Action: 'AssociateEipAddress',
	Version: '2016-04-28',
	Format: 'JSON',
	AccessKeyId: ACCESS_KEY.accessKeyId,
	SignatureMethod: 'HMAC-SHA1',
	SignatureVersion: '1.0',
	SignatureNonce: '3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf',
	Timestamp: '2026-11-24T08:00:00Z',
};
const emptyBody = createHash('sha256').update('').digest('hex');
const version3Headers = {
	host: 'vpc.cn-hangzhou.aliyuncs.com',
	accept: 'application/json',
	'x-acs-action': 'AssociateEipAddress',
	'x-acs-version': '2016-04-28',
	'x-acs-content-sha256': emptyBody,
	'x-acs-date': '2026-11-24T08:00:00Z',
	'x-acs-signature-nonce': '3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf',
};

/** The same signature by the official code. */
function officialAcs3(): string {
	const request = new Request();
	Object.assign(request, {
		method: 'POST',
		pathname: '/',
		query: parameters,
		headers: version3Headers,
	});
	const { accessKeyId, accessKeySecret } = ACCESS_KEY;
	return OpenApiUtil.getAuthorization(
		request,
		'ACS3-HMAC-SHA256',
		emptyBody,
		accessKeyId,
		accessKeySecret,
	);
}

/** Nothing but the two hashes of a signature: no code can be faster. */
function hashesAlone(): void {
	const canonical = 'x'.repeat(700);
	const hash = createHash('sha256').update(canonical).digest('hex');
	createHmac('sha256', ACCESS_KEY.accessKeySecret).update(hash).digest('hex');
}

/** Signatures beside Alibaba Cloud's own code. */
export async function signing({ isShort, packageFolder }: Setting): Promise<Outcome> {
	const { signAcs3 } = shipped<typeof Acs3>(packageFolder, 'credentials/signature/acs3HmacSha256');
	const { signHmacSha1 } = shipped<typeof Sha1>(packageFolder, 'credentials/signature/hmacSha1');
	const { signRequest } = shipped<typeof Signing>(
		packageFolder,
		'credentials/signature/signRequest',
	);
	const { accessKeyId, accessKeySecret } = ACCESS_KEY;
	const credential = { ...ACCESS_KEY, regionId: 'cn-hangzhou', endpointType: 'public' };
	const request = {
		method: 'POST' as const,
		baseURL: 'https://vpc.cn-hangzhou.aliyuncs.com',
		url: '/',
		qs: { Action: 'AssociateEipAddress', Version: '2016-04-28', ...parameters },
	};
	const acs3 = {
		method: 'POST',
		path: '/',
		parameters,
		headers: version3Headers,
		bodySha256: emptyBody,
	};
	let form = '';
	const popCore = popCoreClient(ACCESS_KEY, (text) => (form = text));
	const tasks = {
		acs3: () => void signAcs3(acs3, accessKeyId, accessKeySecret),
		officialAcs3: () => void officialAcs3(),
		hashesAlone,
		hmacSha1: () => void signHmacSha1('POST', version1, accessKeySecret),
		officialHmacSha1: () => void OpenApiUtil.getRPCSignature(version1, 'POST', accessKeySecret),
		wholeAcs3: () => void signRequest(credential, request),
		wholeHmacSha1: () => void signRequest({ ...credential, signatureMethod: 'HMAC-SHA1' }, request),
		popCore: async () => {
			await popCore.request('AssociateEipAddress', parameters, { method: 'POST' });
		},
	};
	const count = isShort ? 2_000 : 10_000;
	const repeated = Object.fromEntries(
		Object.entries(tasks).map(([name, task]) => [
			name,
			async () => {
				for (let index = 0; index < count; index++) {
					const promise = task();
					if (promise) await promise;
				}
			},
		]),
	) as Record<keyof typeof tasks, () => Promise<void>>;
	const samples = await inTurn(isShort ? 5 : 25, repeated);
	const cpu = (name: keyof typeof tasks) => samples[name].map((sample) => sample.cpu);
	const rate = (name: keyof typeof tasks) => (count / median(cpu(name))) * 1_000;

	const row = (
		what: string,
		own: keyof typeof tasks,
		peer: keyof typeof tasks,
		peerName: string,
		goal?: number,
	): Row => {
		const ratio = medianRatio(cpu(peer), cpu(own));
		return {
			what,
			measure: 'signatures a second of CPU',
			value: rate(own),
			peer: { name: peerName, value: rate(peer) },
			ratio,
			...(goal !== undefined && { goal: { text: `≥ ${goal} times`, isMet: ratio >= goal } }),
		};
	};
	const rows = [
		row('ACS3-HMAC-SHA256', 'acs3', 'officialAcs3', '`@alicloud/openapi-util`', GOAL),
		row('ACS3-HMAC-SHA256', 'acs3', 'hashesAlone', 'the two hashes alone'),
		row('HMAC-SHA1', 'hmacSha1', 'officialHmacSha1', '`@alicloud/openapi-util`', GOAL),
		row('HMAC-SHA1, whole request', 'wholeHmacSha1', 'popCore', '`@alicloud/pop-core`'),
		row('ACS3-HMAC-SHA256, whole request', 'wholeAcs3', 'popCore', '`@alicloud/pop-core`'),
	];
	const isSame =
		signAcs3(acs3, accessKeyId, accessKeySecret) === officialAcs3() &&
		signHmacSha1('POST', version1, accessKeySecret) ===
			OpenApiUtil.getRPCSignature(version1, 'POST', accessKeySecret) &&
		form.includes('Signature=');
	const checks: Check[] = [
		{ what: 'All sign the same', fault: isSame ? undefined : 'the signatures differ' },
		...rows
			.filter(({ goal }) => goal)
			.map(({ what, peer, ratio = 0 }) =>
				atMost(`CPU of ${what} beside ${peer?.name}`, 1 / ratio, WIDE_MARGIN),
			),
	];
	return { rows, checks };
}
