/** A product whose API the simulator plays, wholly or in part. */
export type Product = 'Vpc' | 'Ecs' | 'Slb' | 'ResourceManager' | 'Sts' | 'Alidns';

interface ProductFacts {
	/** RAM's name for the product, the first part of a permission. */
	readonly ram: string;
	/** First label of its host names; with `-vpc` behind it inside a VPC. */
	readonly host: string;
	/** The code of a refusal for lack of rights. */
	readonly noRights: 'Forbidden.RAM' | 'NoPermission';
}

/** Host names: endpoint maps of the official SDKs; refusals: `facts/recordings.md` section 2 and the reference of AssumeRole. */
export const PRODUCTS: Readonly<Record<Product, ProductFacts>> = {
	Vpc: { ram: 'vpc', host: 'vpc', noRights: 'Forbidden.RAM' },
	Ecs: { ram: 'ecs', host: 'ecs', noRights: 'Forbidden.RAM' },
	Slb: { ram: 'slb', host: 'slb', noRights: 'Forbidden.RAM' },
	ResourceManager: { ram: 'ram', host: 'resourcemanager', noRights: 'NoPermission' },
	Alidns: { ram: 'alidns', host: 'alidns', noRights: 'Forbidden.RAM' },
	Sts: { ram: 'sts', host: 'sts', noRights: 'NoPermission' },
};

/** The product that a host name is of, by its first label; `undefined` for any other host. */
export function productOfHost(host: string): Product | undefined {
	const [label] = host.toLowerCase().split('.');
	const name = label.replace(/^ecs-cn-hangzhou$/, 'ecs').replace(/-vpc$/, '');
	if (!host.includes('.')) return undefined;
	return (Object.keys(PRODUCTS) as Product[]).find((product) => PRODUCTS[product].host === name);
}
