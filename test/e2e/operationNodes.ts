import type { INode, INodeParameters } from 'n8n-workflow';
import { CREDENTIAL_TYPE } from '../support/examples';
import { PACKAGE_NAME } from '../support/repository';

/** The trigger that a click starts. */
export const START: INode = {
	id: 'start',
	name: 'Start',
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** An action node that carries out an operation, given as `<resource>/<operation>`. */
export function operationNode(
	name: string,
	operation: string,
	parameters: INodeParameters,
	credential?: { id: string; name: string },
): INode {
	const [resource, value] = operation.split('/');
	return {
		id: name,
		name,
		type: `${PACKAGE_NAME}.alibabaCloudEip`,
		typeVersion: 1,
		position: [0, 0],
		parameters: { resource, operation: value, ...parameters },
		...(credential && { credentials: { [CREDENTIAL_TYPE]: credential } }),
	};
}
