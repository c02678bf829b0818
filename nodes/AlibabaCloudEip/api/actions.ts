import type { Product } from '../../../credentials/signature/endpoint';

/** The products whose API is called, as the API names them, with their version and RAM's name for them. */
const products = {
	Vpc: { version: '2016-04-28', ram: 'vpc' },
	Ecs: { version: '2014-05-26', ram: 'ecs' },
	Slb: { version: '2014-05-15', ram: 'slb' },
	// Resource groups are a part of RAM for RAM itself.
	ResourceManager: { version: '2020-03-31', ram: 'ram' },
	Sts: { version: '2015-04-01', ram: 'sts' },
} as const satisfies Partial<Record<Product, { version: string; ram: string }>>;

/** Whether a request whose outcome is unknown may be sent again. */
export type Repeatable =
	/** It reads, or repeating it changes nothing. */
	| 'always'
	/** Only together with the same ClientToken. */
	| 'with client token'
	/** Only after the real state has shown that it was not applied. */
	| 'if not applied';

/** What an action does. */
export type ActionKind =
	| 'read'
	/** Changes what is there. */
	| 'change'
	/** Sets up something new that costs nothing by itself. */
	| 'create'
	/** Costs money as soon as it is done. */
	| 'buy'
	/** Gives back or deletes what cannot be had again, such as an address. */
	| 'give back';

/** What was bought or created: its ID, and how a message names it. */
export interface Created {
	id: string;
	label: string;
	/** By what else it can be found: its IP address. */
	address?: string;
}

/** What the package knows about one action of the API. */
export interface ApiAction {
	product: keyof typeof products;
	kind: ActionKind;
	repeat: Repeatable;
	/** Whether it takes a ClientToken. */
	takesToken: boolean;
	/** Whether it acts on nothing that must be there before: a refusal is about what it is given. */
	actsOnNothing?: true;
	/**
	 * Reads what the reply names as created; undefined if it names nothing. Only for an action that
	 * creates exactly once for the same ClientToken.
	 */
	readCreated?(reply: Record<string, unknown>): Created | undefined;
}

function created(id: unknown, what: string): Created | undefined {
	return id ? { id: String(id), label: `${String(id)} (${what})` } : undefined;
}

/** An Elastic IP. */
function createdAt(id: unknown, address: unknown): Created | undefined {
	if (typeof address !== 'string' || address === '') return created(id, 'Elastic IP');
	const elasticIp = created(id, address);
	return elasticIp && { ...elasticIp, address };
}

const read = { product: 'Vpc', kind: 'read', repeat: 'always', takesToken: false } as const;

/** Repeating it changes nothing. */
const setting = { product: 'Vpc', kind: 'change', repeat: 'always' } as const;

/** Its state shows whether it was applied. */
const transition = { product: 'Vpc', kind: 'change', repeat: 'if not applied' } as const;

const givingBack = { product: 'Vpc', kind: 'give back', repeat: 'if not applied' } as const;

/** Done exactly once for the same ClientToken. */
const once = { product: 'Vpc', repeat: 'with client token', takesToken: true } as const;

/** Every API action that the package calls. `Session.call()` takes no other. */
export const actions = {
	AllocateEipAddress: {
		...once,
		actsOnNothing: true,
		kind: 'buy',
		readCreated: ({ AllocationId: id, EipAddress: address, OrderId: order }) =>
			createdAt(id, address) ?? created(order && `order ${String(order)}`, 'not paid'),
	},
	AssociateEipAddress: { ...transition, takesToken: true },
	AssociateEipAddressBatch: { ...transition, takesToken: true },
	DeletionProtection: { ...setting, takesToken: true },
	DescribeEipAddresses: read,
	DescribeEipGatewayInfo: read,
	DescribeEipMonitorData: read,
	DescribeHighDefinitionMonitorLogAttribute: read,
	ModifyEipAddressAttribute: { ...setting, takesToken: false },
	ModifyEipForwardMode: { ...setting, takesToken: true },
	MoveResourceGroup: { ...setting, takesToken: false },
	ReleaseEipAddress: { ...givingBack, takesToken: false },
	SetHighDefinitionMonitorLogStatus: { ...setting, takesToken: false },
	UnassociateEipAddress: { ...transition, takesToken: true },

	AddCommonBandwidthPackageIps: { ...transition, takesToken: true },
	CancelCommonBandwidthPackageIpBandwidth: { ...setting, takesToken: false },
	CreateCommonBandwidthPackage: {
		...once,
		actsOnNothing: true,
		kind: 'buy',
		readCreated: ({ BandwidthPackageId: id }) => created(id, 'Internet Shared Bandwidth instance'),
	},
	DeleteCommonBandwidthPackage: { ...givingBack, takesToken: false },
	DescribeCommonBandwidthPackages: read,
	ModifyCommonBandwidthPackageAttribute: { ...setting, takesToken: false },
	ModifyCommonBandwidthPackageIpBandwidth: { ...setting, takesToken: false },
	ModifyCommonBandwidthPackageSpec: { ...setting, takesToken: false },
	RemoveCommonBandwidthPackageIp: { ...transition, takesToken: true },

	AllocateEipSegmentAddress: {
		...once,
		actsOnNothing: true,
		kind: 'buy',
		readCreated: ({ EipSegmentInstanceId: id }) => created(id, 'Elastic IP group'),
	},
	DescribeEipSegment: { ...read, takesToken: true },
	ReleaseEipSegmentAddress: { ...givingBack, takesToken: true },
	TransformEipSegmentToPublicIpAddressPool: {
		...once,
		kind: 'give back',
		readCreated: ({ PublicIpAddressPoolId: id }) => created(id, 'IP address pool'),
	},

	AddPublicIpAddressPoolCidrBlock: {
		...once,
		kind: 'buy',
		readCreated: ({ CidrBlock: block, RequestId: request }) =>
			created(block ?? (request && 'a CIDR block'), 'CIDR block'),
	},
	CreatePublicIpAddressPool: {
		...once,
		actsOnNothing: true,
		kind: 'create',
		// The API sends both spellings.
		readCreated: ({ PublicIpAddressPoolId: id, PulbicIpAddressPoolId: other }) =>
			created(id ?? other, 'IP address pool'),
	},
	DeletePublicIpAddressPool: { ...givingBack, takesToken: true },
	DeletePublicIpAddressPoolCidrBlock: { ...givingBack, takesToken: true },
	GetPublicIpAddressPoolServiceStatus: { ...read, takesToken: true },
	ListPublicIpAddressPoolCidrBlocks: read,
	ListPublicIpAddressPools: read,
	OpenPublicIpAddressPoolService: {
		product: 'Vpc',
		kind: 'create',
		repeat: 'always',
		takesToken: true,
	},
	UpdatePublicIpAddressPoolAttribute: { ...setting, takesToken: true },

	DescribeTagKeys: read,
	DescribeTags: read,
	ListTagResources: read,
	TagResources: { ...setting, takesToken: false },
	UnTagResources: { ...setting, takesToken: false },

	DescribeRegions: read,
	DescribeZones: read,

	/** The public IP of an instance becomes an Elastic IP, which is paid for on its own. It cannot be undone. */
	ConvertNatPublicIpToEip: {
		...{ product: 'Ecs', kind: 'buy', repeat: 'if not applied', takesToken: false },
	},
	DescribeHaVips: read,
	DescribeInstances: { ...read, product: 'Ecs' },
	DescribeLoadBalancers: { ...read, product: 'Slb' },
	DescribeNatGateways: read,
	DescribeNetworkInterfaces: { ...read, product: 'Ecs' },
	DescribeVpcs: read,
	ListResourceGroups: { ...read, product: 'ResourceManager' },

	/** Changes nothing that anybody sees: more keys than are needed expire. */
	AssumeRole: { ...read, product: 'Sts' },
} as const satisfies Record<string, ApiAction>;

export type ActionName = keyof typeof actions;

type Named<Wanted> = {
	[Name in ActionName]: (typeof actions)[Name] extends Wanted ? Name : never;
}[ActionName];

/** Actions that create something exactly once for the same ClientToken. */
export type CreatingAction = Named<{ readCreated: unknown }>;

/** Actions that take a ClientToken. */
export type TokenTaker = Named<{ takesToken: true }>;

/** The entry of an action. @throws Error when it is not in the table */
export function actionNamed(name: string): ApiAction {
	if (Object.hasOwn(actions, name)) return actions[name as ActionName];
	throw new Error(`The table of API actions has no ${name}`);
}

export function isRead(name: string): boolean {
	return actionNamed(name).kind === 'read';
}

/** Whether it costs money as soon as it is done. */
export function isPurchase(name: string): boolean {
	return actionNamed(name).kind === 'buy';
}

export function isCreating(name: ActionName): name is CreatingAction {
	return 'readCreated' in actions[name];
}

/** The product that an action belongs to. */
export function productOf(name: string): Product {
	return actionNamed(name).product;
}

/** The version of the API that an action belongs to. */
export function versionOf(name: string): string {
	return products[actionNamed(name).product].version;
}

/** The name in RAM of the product that an action belongs to. */
export function ramProductOf(name: string): string {
	return products[actionNamed(name).product].ram;
}

/** The RAM permission that an action needs, such as `vpc:ReleaseEipAddress`. */
export function permissionFor(name: string): string {
	return `${ramProductOf(name)}:${name}`;
}
