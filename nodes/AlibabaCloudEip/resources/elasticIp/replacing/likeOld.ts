import type { IDataObject } from 'n8n-workflow';
import type { ElasticIp } from '../../../api/elasticIp';
import { UnexpectedOutcome } from '../../../errors/ApiFailure';
import { findTags } from '../../../output/simplifyElasticIp';
import type { ApiParameters } from '../../Operation';
import { nameOf } from '../guards/reading';
import { REPLACES_TAG, isOwnTag } from '../ownTags';

/** What is asked for is like the old Elastic IP, where the form does not say otherwise. */

/** The most tags that an Elastic IP can have. */
export const MOST_TAGS = 20;

/** Fields that are not for the purchase. */
const NOT_BOUGHT: ReadonlySet<string> = new Set(['AllocationId', 'BandwidthPackageId', 'Force']);

/** What must be known of the old one, and the field that says it otherwise. */
const NEEDED = {
	Bandwidth: 'Peak Bandwidth',
	InternetChargeType: 'Metering Method',
	ISP: 'Line Type',
};

/**
 * The parameters of AllocateEipAddress for a new Elastic IP like an old one. It is always pay-as-you-go: a
 * subscription could not be given back.
 *
 * @param wanted what the form says
 * @param mark the value of the tag that it has while it replaces the old one
 * @throws UnexpectedOutcome where the reply does not tell what is needed
 */
export function purchaseLike(
	old: ElasticIp,
	wanted: ApiParameters,
	mark: string | undefined,
): ApiParameters {
	const own = Object.fromEntries(Object.entries(wanted).filter(([name]) => !NOT_BOUGHT.has(name)));
	const likeOld = copied(old);
	// An address that is asked for says where it comes from.
	if (own.IpAddress !== undefined) delete likeOld.PublicIpAddressPoolId;
	const hasTags = own['Tag.1.Key'] !== undefined;
	const purchase: ApiParameters = {
		...likeOld,
		...(hasTags ? {} : tagsOf(old)),
		...own,
		InstanceChargeType: 'PostPaid',
	};
	for (const [name, field] of Object.entries(NEEDED)) {
		if (purchase[name] !== undefined) continue;
		throw new UnexpectedOutcome(
			`The '${field}' of the Elastic IP ${nameOf(old)} is not known`,
			`The reply of Alibaba Cloud does not include it. Nothing was bought. Add '${field}' to 'Additional Fields'.`,
		);
	}
	const count = Object.keys(purchase).filter((name) => /^Tag\.\d+\.Key$/.test(name)).length;
	return {
		...purchase,
		...(mark !== undefined && count < MOST_TAGS && numbered(count + 1, REPLACES_TAG, mark)),
	};
}

function copied(old: ElasticIp): ApiParameters {
	const inPackage = textOf(old.BandwidthPackageId) !== '';
	const texts = {
		// In a package `Bandwidth` is what the package gives it.
		Bandwidth: old.EipBandwidth || (inPackage ? '' : old.Bandwidth),
		InternetChargeType: old.InternetChargeType,
		ISP: old.ISP,
		Name: old.Name,
		Description: old.Description ?? old.Descritpion,
		ResourceGroupId: old.ResourceGroupId,
		PublicIpAddressPoolId: old.PublicIpAddressPoolId,
		Zone: old.Zone,
		'SecurityProtectionTypes.1': firstOf(old.SecurityProtectionTypes),
	};
	const entries = Object.entries(texts).map(([name, value]) => [name, textOf(value)] as const);
	return Object.fromEntries(entries.filter(([, text]) => text !== ''));
}

function textOf(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function firstOf(types: unknown): unknown {
	const list: unknown =
		types && typeof types === 'object' ? (types as IDataObject).SecurityProtectionType : undefined;
	return Array.isArray(list) ? list[0] : undefined;
}

/** Its tags but those that Alibaba Cloud itself sets, and those that are about it alone. */
function tagsOf(old: ElasticIp): ApiParameters {
	// Replies did not tell tags before 2022; what cannot be read is not taken for none.
	const tags = old.Tags === undefined ? {} : findTags(old);
	if (!tags) {
		throw new UnexpectedOutcome(
			`The tags of the Elastic IP ${nameOf(old)} are not known`,
			"The reply of Alibaba Cloud does not include them in a form that can be read. Nothing was bought. Add 'Tags' to 'Additional Fields'.",
		);
	}
	const wanted = Object.entries(tags).filter(
		([key]) => !/^(aliyun|acs:)/i.test(key) && !isOwnTag(key),
	);
	return Object.assign(
		{},
		...wanted.map(([key, value], index) => numbered(index + 1, key, String(value))),
	) as ApiParameters;
}

function numbered(index: number, key: string, value: string): ApiParameters {
	return { [`Tag.${index}.Key`]: key, [`Tag.${index}.Value`]: value };
}
