import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AlibabaCloudAccessKeyApi } from '../../../credentials/AlibabaCloudAccessKeyApi.credentials';
import type { AlibabaCloudEip } from '../../../nodes/AlibabaCloudEip/AlibabaCloudEip.node.ts';
import { NODE_TYPE, type Subject, withRequestOptions } from '../../engine/harness';

/**
 * A module of the built package: what users run. The loader that runs the benchmarks would otherwise
 * compile the source, and adds a call to each function.
 *
 * @param path without its ending, from the top of the repository
 */
export function shipped<Module>(packageFolder: string, path: string): Module {
	return createRequire(__filename)(join(packageFolder, 'dist', `${path}.js`)) as Module;
}

/** The action node of the built package. */
export function shippedActionNode(packageFolder: string): Subject {
	const nodes = shipped<{ AlibabaCloudEip: typeof AlibabaCloudEip }>(
		packageFolder,
		'nodes/AlibabaCloudEip/AlibabaCloudEip.node',
	);
	return {
		name: NODE_TYPE,
		version: 1,
		node: withRequestOptions(new nodes.AlibabaCloudEip()),
		credential: shippedCredential(packageFolder),
	};
}

export function shippedCredential(packageFolder: string): AlibabaCloudAccessKeyApi {
	const credentials = shipped<{ AlibabaCloudAccessKeyApi: typeof AlibabaCloudAccessKeyApi }>(
		packageFolder,
		'credentials/AlibabaCloudAccessKeyApi.credentials',
	);
	return new credentials.AlibabaCloudAccessKeyApi();
}
