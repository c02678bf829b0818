import { $OpenApiUtil } from '@alicloud/openapi-core';
import Vpc from '@alicloud/vpc20160428';
import { ACTIVE_KEY } from '../../simulator';

/** How the table names it. */
export const OFFICIAL_SDK = '`@alicloud/vpc20160428`';

/** The official SDK's client, pointed at a simulator. */
export function officialSdk(url: string): Vpc {
	const { accessKeyId, accessKeySecret } = ACTIVE_KEY;
	return new Vpc(
		new $OpenApiUtil.Config({
			accessKeyId,
			accessKeySecret,
			endpoint: url.replace('http://', ''),
			protocol: 'http',
		}),
	);
}
