import { REGION_ID } from '../../../credentials/signature/endpoint';

/** A kind of resource: what people call it, and what its IDs look like. */
export interface ResourceKind {
	/** In a sentence, without an article. */
	name: string;
	/** What every ID begins with; undefined where IDs have no such mark. */
	prefix?: string;
	/** Matches a whole ID. */
	pattern: RegExp;
	/** IDs for placeholders and messages; all of them stand in the placeholder of a list. */
	examples: string[];
}

function withPrefix(name: string, prefix: string, ...examples: string[]): ResourceKind {
	return { name, prefix, pattern: new RegExp(`^${prefix}[a-zA-Z0-9-]+$`), examples };
}

const OCTET = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';

/** The one place that says what an ID looks like: for fields, checks and messages. */
export const resourceKinds = {
	addressPool: withPrefix('IP address pool', 'pippool-', 'pippool-2vc0kxcedhquybdsz5abcd'),
	bandwidthPackage: withPrefix(
		'Internet Shared Bandwidth instance',
		'cbwp-',
		'cbwp-2ze2ic1xd2qeqk145abcd',
	),
	cidrBlock: {
		name: 'CIDR block',
		pattern: /^\d{1,3}(\.\d{1,3}){3}\/\d{1,2}$/,
		examples: ['203.0.113.0/28'],
	},
	elasticIp: withPrefix('Elastic IP', 'eip-', 'eip-25877c70gddh5abcd', 'eip-2zeerraiwb7uj6abcd'),
	/** What an Elastic IP is bound to: of several kinds, or a private address. */
	instance: {
		name: 'instance',
		pattern: /^[\x21-\x7E]+$/,
		examples: ['i-2zebb08phyczzawe5abcd'],
	},
	ipAddress: {
		name: 'IP address',
		pattern: new RegExp(`^${OCTET}(?:\\.${OCTET}){3}$`),
		examples: ['203.0.113.10'],
	},
	region: { name: 'region', pattern: REGION_ID, examples: ['cn-hangzhou'] },
	resourceGroup: withPrefix('resource group', 'rg-', 'rg-acfmxazffggds5abcd'),
	segment: withPrefix('Elastic IP group', 'eipsg-', 'eipsg-2zett8ba055tbsxme5abcd'),
	tagKey: {
		name: 'tag key',
		pattern: /^.{1,128}$/,
		examples: ['environment'],
	},
	tagValue: { name: 'tag value', pattern: /^.{0,128}$/, examples: ['production'] },
	vpc: withPrefix('VPC', 'vpc-', 'vpc-257gqcdfvx6n5abcd'),
	zone: { name: 'zone', pattern: /^[a-zA-Z0-9-]+$/, examples: ['cn-hangzhou-a'] },
} satisfies Record<string, ResourceKind>;

/** The pattern of a whole ID, to be put into another one. */
export function bodyOf({ pattern }: Pick<ResourceKind, 'pattern'>): string {
	return `(?:${pattern.source.slice(1, -1)})`;
}

/** The name with its indefinite article, such as `an Elastic IP`. */
export function withArticle({ name }: Pick<ResourceKind, 'name'>): string {
	return `${/^[aei]/i.test(name) ? 'an' : 'a'} ${name}`;
}
