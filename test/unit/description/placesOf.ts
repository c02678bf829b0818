import {
	type INode,
	type INodeProperties,
	type INodeTypeDescription,
	NodeHelpers,
} from 'n8n-workflow';
import { AlibabaCloudEip } from '../../../nodes/AlibabaCloudEip/AlibabaCloudEip.node';

export const { description } = new AlibabaCloudEip();

/** A node of this type with these parameters. */
export function nodeWith(parameters: INode['parameters']): INode {
	return {
		id: 'n',
		name: 'EIP',
		type: 'n8n-nodes-alibaba-cloud-eip.alibabaCloudEip',
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: { alibabaCloudAccessKeyApi: { id: '1', name: 'Test' } },
	};
}

/** All parameters with their defaults, as the editor fills them in. */
export function defaultsFor(parameters: INode['parameters']): INode['parameters'] {
	const node = nodeWith(parameters);
	return (
		NodeHelpers.getNodeParameters(
			description.properties,
			parameters,
			true,
			false,
			node,
			description as INodeTypeDescription,
		) ?? {}
	);
}

/** The properties at the top of the form, as the editor shows them for these values. */
export function shownProperties(parameters: INode['parameters']): INodeProperties[] {
	const all = defaultsFor(parameters);
	const node = nodeWith(all);
	return description.properties.filter((property) =>
		NodeHelpers.displayParameter(all, property, node, description as INodeTypeDescription),
	);
}
