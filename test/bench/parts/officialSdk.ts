import type Vpc from '@alicloud/vpc20160428';
import { ACTIVE_KEY } from '../../simulator';

/** How the table names it. */
export const OFFICIAL_SDK = '`@alicloud/vpc20160428`';

export interface OfficialSdk {
	client: Vpc;
	/** The classes of requests. */
	models: typeof import('@alicloud/vpc20160428');
}

/**
 * The official SDK's client, pointed at a simulator. Loaded only here: it takes seconds, which the
 * other benchmarks need not spend.
 */
export async function officialSdk(url: string): Promise<OfficialSdk> {
	const { $OpenApiUtil } = await import('@alicloud/openapi-core');
	const models = await import('@alicloud/vpc20160428');
	const { accessKeyId, accessKeySecret } = ACTIVE_KEY;
	const config = new $OpenApiUtil.Config({
		accessKeyId,
		accessKeySecret,
		endpoint: url.replace('http://', ''),
		protocol: 'http',
	});
	return { client: new models.default(config), models };
}
