import type { IDataObject } from 'n8n-workflow';
import type { Session } from './session';
import { type TokenAction, readTokenList } from './tokenList';

/** One entry of `PublicIpAddressPoolList[]`, as the API sends it. */
export type AddressPool = IDataObject;

/** One entry of `PublicIpPoolCidrBlockList[]`, as the API sends it. */
export type CidrBlock = IDataObject;

const SIZES = { smallest: 10, largest: 100 };

const addressPools: TokenAction = {
	action: 'ListPublicIpAddressPools',
	readEntries: ({ PublicIpAddressPoolList: list }) => list,
	idOf: ({ PublicIpAddressPoolId: id }) => String(id),
	sizes: SIZES,
};

const cidrBlocks: TokenAction = {
	action: 'ListPublicIpAddressPoolCidrBlocks',
	readEntries: ({ PublicIpPoolCidrBlockList: list }) => list,
	idOf: ({ CidrBlock: block }) => String(block),
	sizes: SIZES,
};

/** The IP address pools of a region, all or the first ones. */
export async function listAddressPools(
	session: Session,
	parameters: Record<string, string>,
	most?: number,
): Promise<AddressPool[]> {
	return await readTokenList(session, addressPools, parameters, most);
}

/** Reads one IP address pool, or undefined if the region has none with this ID. */
export async function describeAddressPool(
	session: Session,
	poolId: string,
): Promise<AddressPool | undefined> {
	const found = await listAddressPools(session, { 'PublicIpAddressPoolIds.1': poolId }, 10);
	return found.find(({ PublicIpAddressPoolId: id }) => id === poolId);
}

/** The CIDR blocks of an IP address pool, all or the first ones. */
export async function listCidrBlocks(
	session: Session,
	parameters: Record<string, string>,
	most?: number,
): Promise<CidrBlock[]> {
	return await readTokenList(session, cidrBlocks, parameters, most);
}

/** Reads one CIDR block of a pool, or undefined if the pool has no such block. */
export async function describeCidrBlock(
	session: Session,
	poolId: string,
	cidrBlock: string,
): Promise<CidrBlock | undefined> {
	const parameters = { PublicIpAddressPoolId: poolId, CidrBlock: cidrBlock };
	const found = await listCidrBlocks(session, parameters, 10);
	return found.find(({ CidrBlock: block }) => block === cidrBlock);
}
