import type { AccessKey } from './accessKey';
import { percentEncode } from './percentEncode';

/** Region IDs are a part of a host name: anything else must never get into one. */
export const REGION_ID = /^[a-z]{2,}(-[a-z0-9]+){1,5}$/;
const LONGEST_REGION_ID = 40;

/** A product of Alibaba Cloud, as its API names it. */
export type Product = 'Vpc' | 'Ecs' | 'Slb' | 'ResourceManager' | 'Sts';

/** Where the API of a product is served: `<name>.<region>.aliyuncs.com` but for what is named here. */
interface ProductHosts {
	name: string;
	/** First labels of the hosts that serve several regions, by region; `*` stands for all others. */
	central: Readonly<Record<string, string>>;
	/** Whether each region has `<name>-vpc.<region>.aliyuncs.com` for those inside a VPC. */
	hasVpcHosts: boolean;
}

/**
 * From the endpoint maps of the official SDKs: `@alicloud/vpc20160428` 7.3.2, `@alicloud/ecs20140526`
 * 7.11.6, `@alicloud/sts20150401` 1.2.0, `@alicloud/resourcemanager20200331` 2.6.1, and that of SLB in
 * alibaba-cloud-sdk-go. Regions that only Alibaba Cloud uses itself are left out. Beyond the maps: VPC
 * of three regions has hosts of their own by its product metadata, and STS has none in seven regions.
 */
const hosts: Readonly<Record<Product, ProductHosts>> = {
	Vpc: {
		name: 'vpc',
		central: { 'cn-hangzhou-finance': 'vpc', 'cn-north-2-gov-1': 'vpc' },
		hasVpcHosts: true,
	},
	Ecs: {
		name: 'ecs',
		central: {
			'cn-hangzhou': 'ecs-cn-hangzhou',
			'cn-shanghai-finance-1': 'ecs-cn-hangzhou',
			'cn-shenzhen-finance-1': 'ecs-cn-hangzhou',
			'cn-hangzhou-finance': 'ecs',
			'cn-north-2-gov-1': 'ecs',
		},
		hasVpcHosts: true,
	},
	Slb: {
		name: 'slb',
		central: {
			'ap-southeast-1': 'slb',
			'cn-beijing': 'slb',
			'cn-hangzhou': 'slb',
			'cn-hongkong': 'slb',
			'cn-qingdao': 'slb',
			'cn-shanghai': 'slb',
			'cn-shenzhen': 'slb',
			'us-east-1': 'slb',
			'us-west-1': 'slb',
		},
		hasVpcHosts: true,
	},
	ResourceManager: {
		name: 'resourcemanager',
		central: { '*': 'resourcemanager' },
		hasVpcHosts: false,
	},
	Sts: {
		name: 'sts',
		central: {
			'ap-south-1': 'sts',
			'ap-southeast-2': 'sts',
			'ap-southeast-6': 'sts',
			'cn-hangzhou-finance': 'sts',
			'cn-heyuan-acdr-1': 'sts',
			'cn-shenzhen-finance-1': 'sts',
			'cn-zhengzhou-jva': 'sts',
		},
		hasVpcHosts: true,
	},
};

/** Whether the text has the form of a region ID, e.g. `cn-hangzhou`. Says nothing about its existence. */
export function isRegionId(text: string): boolean {
	return text.length <= LONGEST_REGION_ID && REGION_ID.test(text);
}

/**
 * The address that serves the VPC API of a region for this credential: scheme, host and port, and the
 * path of a custom endpoint that has one. It decides whose data is seen; the `RegionId` parameter
 * does not by itself.
 *
 * @throws Error when the region ID is malformed or the custom endpoint is not a http(s) URL.
 */
export function vpcEndpoint(
	accessKey: Pick<AccessKey, 'endpointType' | 'endpoint'>,
	regionId: string,
): string {
	return endpointOf(accessKey, 'Vpc', regionId);
}

/**
 * The same for the API of any product. A custom endpoint serves all of them. A product without hosts
 * inside a VPC is called on its public one.
 *
 * @throws Error when the region ID is malformed or the custom endpoint is not a http(s) URL.
 */
export function endpointOf(
	accessKey: Pick<AccessKey, 'endpointType' | 'endpoint'>,
	product: Product,
	regionId: string,
): string {
	if (!isRegionId(regionId)) {
		throw new Error(
			`The region ID '${shorten(regionId)}' is not valid. Use an ID such as 'cn-hangzhou'.`,
		);
	}
	if (accessKey.endpointType === 'custom') {
		const { origin, path } = readCustom(accessKey.endpoint);
		return `${origin}${path === '/' ? '' : path}`;
	}
	const { name, central, hasVpcHosts } = hosts[product];
	if (accessKey.endpointType === 'vpc' && hasVpcHosts) {
		return `https://${name}-vpc.${regionId}.aliyuncs.com`;
	}
	const shared = Object.hasOwn(central, regionId) ? central[regionId] : central['*'];
	return `https://${shared ?? `${name}.${regionId}`}.aliyuncs.com`;
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
	if (
		accessKey.endpointType === 'custom' &&
		address.origin === readCustom(accessKey.endpoint).origin
	) {
		return;
	}
	const isAlibabaCloud = /^[a-z0-9-]+(\.[a-z0-9-]+)*\.aliyuncs\.com$/.test(address.hostname);
	if (isAlibabaCloud && address.protocol === 'https:' && address.port === '') return;
	throw new Error(
		`The request was not sent: this credential signs requests only for https://*.aliyuncs.com and its own custom endpoint, not for '${shorten(address.origin)}'.`,
	);
}

/** A setting is used as it is or refused: of an address with a query only a part would be used. */
function readCustom(endpoint: string | undefined): { origin: string; path: string } {
	const text = endpoint ?? '';
	const url = URL.canParse(text) ? new URL(text) : undefined;
	const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:';
	const path = url && canonicalPath(url.pathname);
	if (!url || !isWeb || path === undefined || url.username !== '' || url.password !== '') {
		throw new Error(
			"The 'Custom Endpoint' of the credential is not valid. Enter a full URL such as 'https://vpc.cn-hangzhou.aliyuncs.com'.",
		);
	}
	if (/[?#]/.test(text)) {
		throw new Error(
			"The 'Custom Endpoint' of the credential has a query or a fragment, which cannot be used. Enter the scheme, host, port and path only.",
		);
	}
	return { origin: url.origin, path };
}

/** The path in the one spelling that a signature has; undefined if it is no percent-encoded UTF-8. */
function canonicalPath(path: string): string | undefined {
	try {
		return path
			.split('/')
			.map((part) => percentEncode(decodeURIComponent(part)))
			.join('/');
	} catch {
		return undefined;
	}
}

function shorten(text: string): string {
	return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
