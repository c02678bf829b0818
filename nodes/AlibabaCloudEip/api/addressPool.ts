import type { IDataObject } from 'n8n-workflow';
import type { Session } from './client/session';
import { type TokenAction, readTokenList } from './client/tokenList';
import { type Patience, readUntilFound } from './waiting/absence';

/** One entry of `PublicIpAddressPoolList[]`, as the API sends it. */
export type AddressPool = IDataObject;

/** One entry of `PublicIpPoolCidrBlockList[]`, as the API sends it. */
export type CidrBlock = IDataObject;

const SIZES = { smallest: 10, largest: 100 };

const addressPools: TokenAction = {
	action: 'ListPublicIpAddressPools',
	path: ['PublicIpAddressPoolList'],
	id: ['PublicIpAddressPoolId'],
	sizes: SIZES,
};

const cidrBlocks: TokenAction = {
	action: 'ListPublicIpAddressPoolCidrBlocks',
	path: ['PublicIpPoolCidrBlockList'],
	id: ['CidrBlock'],
	sizes: SIZES,
};

/** The IP address pools of a region, all or the first ones. */
export async function listAddressPools(
	session: Session,
	parameters: Record<string, string>,
	most?: number,
): Promise<AddressPool[]> {
	const ids = Object.entries(parameters)
		.filter(([name]) => name.startsWith('PublicIpAddressPoolIds.'))
		.map(([, id]) => id);
	const asked = ids.length > 0 ? ids : undefined;
	return await readTokenList(session, addressPools, parameters, most, asked);
}

/** Reads one IP address pool once. That it is not found proves nothing, see `readAddressPool`. */
export async function describeAddressPool(
	session: Session,
	poolId: string,
): Promise<AddressPool | undefined> {
	const [found] = await listAddressPools(session, { 'PublicIpAddressPoolIds.1': poolId }, 10);
	return found;
}

/** Reads one IP address pool; undefined when it was not found repeatedly, apart in time. */
export async function readAddressPool(
	patience: Patience,
	poolId: string,
): Promise<AddressPool | undefined> {
	return await readUntilFound(
		patience,
		poolId,
		async () => await describeAddressPool(patience.session, poolId),
	);
}

/** The CIDR blocks of an IP address pool, all or the first ones. */
export async function listCidrBlocks(
	session: Session,
	parameters: Record<string, string>,
	most?: number,
): Promise<CidrBlock[]> {
	const { CidrBlock: block } = parameters;
	return await readTokenList(session, cidrBlocks, parameters, most, block ? [block] : undefined);
}

/** Reads one CIDR block of a pool once. That it is not found proves nothing, see `readCidrBlock`. */
export async function describeCidrBlock(
	session: Session,
	poolId: string,
	cidrBlock: string,
): Promise<CidrBlock | undefined> {
	const parameters = { PublicIpAddressPoolId: poolId, CidrBlock: cidrBlock };
	const [found] = await listCidrBlocks(session, parameters, 10);
	return found;
}

/** Reads one CIDR block of a pool; undefined when it was not found repeatedly, apart in time. */
export async function readCidrBlock(
	patience: Patience,
	poolId: string,
	cidrBlock: string,
): Promise<CidrBlock | undefined> {
	return await readUntilFound(
		patience,
		poolId,
		async () => await describeCidrBlock(patience.session, poolId, cidrBlock),
	);
}
