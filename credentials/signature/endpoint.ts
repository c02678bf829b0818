import type { AccessKey } from './accessKey';

/** Region IDs are a part of a host name: anything else must never get into one. */
const REGION_ID = /^[a-z]{2,}(-[a-z0-9]+){1,5}$/;
const LONGEST_REGION_ID = 40;

/** Regions whose VPC API is served by the central host only, by the official SDK's endpoint map. */
const REGIONS_WITH_CENTRAL_ENDPOINT = new Set(['cn-hangzhou-finance', 'cn-north-2-gov-1']);

/** Whether the text has the form of a region ID, e.g. `cn-hangzhou`. Says nothing about its existence. */
export function isRegionId(text: string): boolean {
	return text.length <= LONGEST_REGION_ID && REGION_ID.test(text);
}

/**
 * The origin (scheme, host and port, no path) that serves the VPC API of a region for this
 * credential. It decides whose data is seen; the `RegionId` parameter alone does not.
 *
 * @throws Error when the region ID is malformed or the custom endpoint is not a http(s) URL.
 */
export function vpcEndpoint(
	accessKey: Pick<AccessKey, 'endpointType' | 'endpoint'>,
	regionId: string,
): string {
	if (!isRegionId(regionId)) {
		throw new Error(
			`The region ID '${shorten(regionId)}' is not valid. It looks like 'cn-hangzhou'.`,
		);
	}
	if (accessKey.endpointType === 'custom') return customOrigin(accessKey.endpoint);
	if (accessKey.endpointType === 'vpc') return `https://vpc-vpc.${regionId}.aliyuncs.com`;
	return REGIONS_WITH_CENTRAL_ENDPOINT.has(regionId)
		? 'https://vpc.aliyuncs.com'
		: `https://vpc.${regionId}.aliyuncs.com`;
}

/**
 * Refuses any address that a signed request must not go to: everything but HTTPS to a host below
 * `aliyuncs.com`, and the credential's own custom endpoint.
 *
 * @throws Error saying which host was refused.
 */
export function assertTrustedAddress(
	accessKey: Pick<AccessKey, 'endpointType' | 'endpoint'>,
	address: URL,
): void {
	if (accessKey.endpointType === 'custom' && address.origin === customOrigin(accessKey.endpoint)) {
		return;
	}
	const isAlibabaCloud = /^[a-z0-9-]+(\.[a-z0-9-]+)*\.aliyuncs\.com$/.test(address.hostname);
	if (isAlibabaCloud && address.protocol === 'https:' && address.port === '') return;
	throw new Error(
		`The request was not sent: this credential signs requests only for https://*.aliyuncs.com and its own custom endpoint, not for '${shorten(address.origin)}'.`,
	);
}

function customOrigin(endpoint: string | undefined): string {
	const url = URL.canParse(endpoint ?? '') ? new URL(endpoint ?? '') : undefined;
	const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:';
	if (!url || !isWeb || url.username !== '' || url.password !== '') {
		throw new Error(
			"The 'Custom Endpoint' of the credential is not valid. It is a full URL such as 'https://vpc.cn-hangzhou.aliyuncs.com'.",
		);
	}
	return url.origin;
}

function shorten(text: string): string {
	return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
