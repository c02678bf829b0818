import type { IConnections, INode } from 'n8n-workflow';

/** Connections that lead from each node to the next. */
export function connectInLine(nodes: ReadonlyArray<Pick<INode, 'name'>>): IConnections {
	return Object.fromEntries(
		nodes
			.slice(1)
			.map((node, index) => [
				nodes[index].name,
				{ main: [[{ node: node.name, type: 'main', index: 0 }]] },
			]),
	);
}
