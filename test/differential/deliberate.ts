/** Where our requests differ from the SDK's on purpose, each with its reason. */
export const deliberate = {
	/** Parameters of the SDK that the node does not offer as a field of their own. */
	notOffered: {
		OwnerAccount: 'legacy cross-account parameter, undocumented',
		OwnerId: 'legacy cross-account parameter, undocumented',
		ResourceOwnerAccount: 'legacy cross-account parameter, undocumented',
		ResourceOwnerId: 'legacy cross-account parameter, undocumented',
		ActivityId: 'promotion ID, not meant for callers',
		RegionId: "the field 'Region' of every operation",
		PageNumber: "the node turns pages: 'Return All' and 'Limit'",
		PageSize: "the node turns pages: 'Return All' and 'Limit'",
		NextToken: "the node turns pages: 'Return All' and 'Limit'",
		MaxResults: "the node turns pages: 'Return All' and 'Limit'",
	} as Record<string, string>,

	/** The same for one action only. */
	notOfferedIn: {
		'DescribeEipAddresses.Filter': "'Allocated After' is its only documented key",
		'MoveResourceGroup.ResourceType': 'always EIP: the operation is one of Elastic IPs',
		'DeletionProtection.Type': 'always EIP: the operation is one of Elastic IPs',
		'AllocateEipAddress.Netmode': 'has one value, which is the default',
		'AllocateEipSegmentAddress.Netmode': 'has one value, which is the default',
		'AddCommonBandwidthPackageIps.IpType': 'has one value, which is the default',
		'AssociateEipAddressBatch.Mode': 'has one value, sent for network interfaces',
		'CreateCommonBandwidthPackage.Ratio': "has one value, sent with 'Pay-by-95th-percentile'",
		'DescribeHighDefinitionMonitorLogAttribute.InstanceType': 'has one value, which is the default',
		'SetHighDefinitionMonitorLogStatus.InstanceType': 'has one value, which is the default',
	} as Record<string, string>,

	/** Parameters that the node always sends with the same value. */
	constants: {
		MoveResourceGroup: { ResourceType: 'EIP' },
		DeletionProtection: { Type: 'EIP' },
	} as Record<string, Record<string, string>>,

	/** Parameters that the node adds to what was entered. */
	added: {
		ClientToken: 'so that a repeated purchase or change is carried out once',
		PageNumber: 'the node turns pages',
		PageSize: 'the node turns pages',
		MaxResults: 'the node turns pages',
	} as Record<string, string>,

	/** The same for one action only. */
	addedIn: {
		'DescribeRegions.RegionId': 'the SDK has no such parameter; the server ignores it',
		'ListResourceGroups.RegionId': 'the SDK has no such parameter; the server ignores it',
		'DescribeEipMonitorData.StartTime': "follows from 'Time Range'",
		'DescribeEipMonitorData.EndTime': "follows from 'Time Range', or is now",
		'DescribeEipMonitorData.Period': 'chosen to fit the time',
		'AssociateEipAddressBatch.Mode': 'its only value, for network interfaces',
		'CreateCommonBandwidthPackage.Ratio': 'its only value, with the 95th percentile',
		'UnassociateEipAddress.InstanceId': 'looked up when it was not entered',
		'UnassociateEipAddress.InstanceType': 'looked up when it was not entered',
	} as Record<string, string>,

	/** Fields that the form shows, or the checks accept, only without others. */
	exclusive: {
		// Subscription or pay-as-you-go; this address or that Elastic IP.
		'elasticIp:allocate': [
			'autoPay',
			'period',
			'pricingCycle',
			'internetChargeType',
			'description',
			'name',
			'allocationId',
			'ipAddress',
		],
		// A network interface or an IP address.
		'elasticIp:associate': ['mode', 'vpcId'],
		// Any block of a size or one of the user's choice.
		'addressPool:addCidrBlock': ['cidrMask', 'newCidrBlock'],
		// By resources, which tags may narrow.
		'tag:getAll': ['listBy'],
		// All tags or some.
		'tag:remove': ['tagKeys'],
	} as Record<string, string[]>,

	/** Actions whose SDK model has no RegionId. */
	withoutRegion: new Set(['DescribeRegions']),

	/** Lists that the API takes as one text with commas. */
	commaLists: new Set(['DescribeEipAddresses.AllocationId', 'DescribeEipAddresses.EipAddress']),

	/** Fields that stand for a parameter of another shape. */
	translations: {
		CreationStartTime: (value) => ({
			Filter: [{ Key: 'CreationStartTime', Value: `${String(value).slice(0, 16)}Z` }],
		}),
		// What the API has of it narrows the list; other values of the same filters stay.
		canBeReleased: (value) =>
			value ? { Status: 'Available', ChargeType: 'PostPaid', ServiceManaged: false } : {},
		// Chooses between fields.
		listBy: () => ({}),
		// Filtered by the node.
		withoutTag: () => ({}),
		allocatedBefore: () => ({}),
	} as Record<string, (value: unknown) => Record<string, unknown>>,
};
