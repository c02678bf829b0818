import type { IDataObject } from 'n8n-workflow';
import { MAX_REQUESTS_IN_FLIGHT } from '../../../nodes/AlibabaCloudEip/api/client/turn';
import { OFFICIAL_SDK, type OfficialSdk } from './officialSdk';

/** How the table names it. */
export const SDK_SCRIPT = `a script with ${OFFICIAL_SDK}`;

/** Milliseconds before the first look at a status and between two, as the node has them. */
const FIRST_TICK = 1_000;
const TICK = 2_000;

/** An Elastic IP, what it is or will be bound to, and where it is moved to. */
export interface WorldItem extends IDataObject {
	id: string;
	target: string;
	other: string;
}

/** The calls of a script that a user of the official SDK would write: each is about one Elastic IP. */
export interface SdkScript {
	/** @throws Error unless it is there */
	look(id: string): Promise<{ status: string; instanceId: string }>;
	associate(id: string, instanceId: string): Promise<void>;
	unassociate(id: string, instanceId: string): Promise<void>;
	release(id: string): Promise<void>;
	/** Looks again and again. */
	waitFor(id: string, status: string): Promise<void>;
}

const sleep = async (milliseconds: number) =>
	await new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A script that keeps no more requests under way than the node does. */
export function sdkScript({ client, models }: OfficialSdk): SdkScript {
	const regionId = 'cn-hangzhou';
	const inTurn = limiter(MAX_REQUESTS_IN_FLIGHT);
	const look = async (allocationId: string) => {
		const request = new models.DescribeEipAddressesRequest({ regionId, allocationId });
		const { body } = await inTurn(async () => await client.describeEipAddresses(request));
		const eip = body?.eipAddresses?.eipAddress?.[0];
		if (!eip) throw new Error(`${allocationId} was not found`);
		return { status: eip.status ?? '', instanceId: eip.instanceId ?? '' };
	};
	return {
		look,
		async associate(allocationId, instanceId) {
			const instanceType = 'EcsInstance';
			const values = { regionId, allocationId, instanceId, instanceType };
			const request = new models.AssociateEipAddressRequest(values);
			await inTurn(async () => await client.associateEipAddress(request));
		},
		async unassociate(allocationId, instanceId) {
			const instanceType = 'EcsInstance';
			const values = { regionId, allocationId, instanceId, instanceType };
			const request = new models.UnassociateEipAddressRequest(values);
			await inTurn(async () => await client.unassociateEipAddress(request));
		},
		async release(allocationId) {
			const request = new models.ReleaseEipAddressRequest({ regionId, allocationId });
			await inTurn(async () => await client.releaseEipAddress(request));
		},
		async waitFor(id, status) {
			for (let pause = FIRST_TICK; ; pause = TICK) {
				await sleep(pause);
				if ((await look(id)).status === status) return;
			}
		},
	};
}

/** Lets so many tasks run at the same time; the others wait for their turn. */
function limiter(most: number): <Result>(task: () => Promise<Result>) => Promise<Result> {
	const waiting: Array<() => void> = [];
	let running = 0;
	return async (task) => {
		if (running < most) running++;
		else await new Promise<void>((resolve) => waiting.push(resolve));
		try {
			return await task();
		} finally {
			const next = waiting.shift();
			// The place is handed on.
			if (next) next();
			else running--;
		}
	};
}
