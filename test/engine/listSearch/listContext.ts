import { LoadOptionsContext } from 'n8n-core';
import {
	type IDataObject,
	type ILoadOptionsFunctions,
	type INode,
	type INodeParameters,
	Workflow,
} from 'n8n-workflow';
import { AlibabaCloudAccessKeyApi } from '../../../credentials/AlibabaCloudAccessKeyApi.credentials';
import { AlibabaCloudEip } from '../../../nodes/AlibabaCloudEip/AlibabaCloudEip.node.ts';
import {
	CREDENTIAL_TYPE,
	NODE_TYPE,
	TestCredentials,
	testAdditionalData,
	testNodeTypes,
} from '../harness';

/**
 * What the editor does to fill a list of the action node, with n8n-core's own context.
 *
 * @param path where the field stands, such as `parameters.tags.tag[0].value`
 */
export function listContext(
	parameters: INodeParameters,
	credential: IDataObject,
	path = '',
): ILoadOptionsFunctions {
	const inode: INode = {
		id: '1',
		name: 'EIP',
		type: NODE_TYPE,
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: { [CREDENTIAL_TYPE]: { id: '1', name: 'Test' } },
	};
	const nodeTypes = testNodeTypes({ [NODE_TYPE]: new AlibabaCloudEip() as never });
	const workflow = new Workflow({ nodes: [inode], connections: {}, active: false, nodeTypes });
	const credentials = new TestCredentials(new AlibabaCloudAccessKeyApi(), credential as never);
	const additionalData = testAdditionalData(credentials, {} as never, undefined);
	additionalData.currentNodeParameters = parameters;
	return new LoadOptionsContext(
		workflow,
		inode,
		additionalData,
		path,
	) as unknown as ILoadOptionsFunctions;
}
