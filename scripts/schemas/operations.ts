import { resources } from '../../nodes/AlibabaCloudEip/resources';

/** All operations of the node, as `<resource>/<operation>`. */
export function allOperations(): string[] {
	return resources.flatMap(({ value: resource, list }) =>
		list.map(({ value }) => `${resource}/${value}`),
	);
}
