/** What a list of API actions does not tell about the permissions of an operation. */
interface PermissionNote {
	/** As `<resource>/<operation>`. */
	operations: string[];
	text: string;
}

const NOTES: PermissionNote[] = [
	{
		operations: [
			...['elasticIp/allocate', 'elasticIp/update', 'elasticIp/setBandwidth'],
			...['elasticIp/setDeletionProtection', 'elasticIp/setForwardMode'],
			...['elasticIp/changeResourceGroup', 'elasticIp/setHighDefinitionMonitorLog'],
		],
		text: 'Works without `vpc:DescribeEipAddresses` too: its output then leaves out what it would have read.',
	},
	{
		operations: ['elasticIp/convertPublicIp'],
		text: 'It reads the instance before it sends anything, and looks for its address among the Elastic IPs afterwards: without `ecs:DescribeInstances` nothing is sent.',
	},
	{
		operations: ['elasticIp/allocate', 'elasticIp/allocateAndAssociate'],
		text: 'With the option _Reuse an Idle Elastic IP_ it lists the Elastic IPs with `vpc:DescribeEipAddresses` first; without that permission it then fails, and nothing is bought.',
	},
	{
		operations: ['elasticIp/allocateAndAssociate'],
		text: 'Before it buys, it reads the instance with the list action of its kind, such as `ecs:DescribeInstances`; without that permission, it continues without this check.',
	},
	{
		operations: ['elasticIp/associate', 'elasticIp/allocateAndAssociate', 'elasticIp/move'],
		text: 'Finds an ECS instance by its private address with `ecs:DescribeInstances`.',
	},
];

/** The notes on an operation. */
export function permissionNotesOn(operation: string): string[] {
	return NOTES.filter(({ operations }) => operations.includes(operation)).map(({ text }) => text);
}
