import type { SimulatorClient } from '../../test/simulator/client';
import { INTERNATIONAL_KEY, MEMBER_ACCOUNT_IDS, accountIdOf } from '../../test/simulator/accounts';
import type { EipFields } from '../../test/simulator/state/eip';
import { CREDENTIAL_TYPE, credentialData } from '../../test/support/examples';
import type { CredentialImport } from '../../test/support/n8nCommand';

const DAY = 86_400_000;

/** The main account of the second credential. */
export const SECOND_ACCOUNT = accountIdOf(INTERNATIONAL_KEY);

/** An account that the first credential can act in by a role. */
export const [MEMBER_ACCOUNT] = MEMBER_ACCOUNT_IDS;

/** The Elastic IP that workflow 14 replaces as it is shipped, with the name of its DNS record. */
export const REPLACED = {
	allocationId: 'eip-25877c70gddh5abcd',
	rr: 'www',
	domainName: 'example.com',
};

/** What the Elastic IPs of the demo are there for, by their names. */
export const STORIES: Record<string, string> = {
	web: 'in use',
	spare: 'idle: associate it',
	blog: 'in use, at the DNS record www.example.com: workflow 14 replaces it',
	'old-campaign': 'idle for 40 days and paid by bandwidth: release it',
	'spare-beijing': 'idle in another region',
	shop: 'in use, and locked for an overdue payment',
	mail: 'a subscription that ends in five days',
	'vpn-reserve': 'idle, but protected against release',
	api: 'in use, in an Internet Shared Bandwidth instance',
	'partner-api': 'in use',
	'partner-old': 'idle for 90 days',
	'branch-office': 'idle in the account of the role',
};

/** A credential for the second account, which is one of the international site. */
export function secondCredential(endpoint: string): CredentialImport {
	return {
		id: 'EipDemoKey000002',
		name: 'Alibaba Cloud (simulator, second account)',
		type: CREDENTIAL_TYPE,
		data: { ...credentialData(endpoint, INTERNATIONAL_KEY), regionId: 'ap-southeast-1' },
	};
}

/**
 * Adds to the sample data of a simulator what there is to find: idle, locked, expiring and protected
 * Elastic IPs in several regions, and other accounts.
 */
export async function addDemoWorld(simulator: SimulatorClient, now = Date.now()): Promise<void> {
	const addServer = async (id: string, name: string, region: string, accountId?: string) =>
		await simulator.addInstance({ type: 'EcsInstance', id, name, region, accountId });
	const addEip = async (name: string, fields: EipFields) => {
		const [eip] = await simulator.addEips(1, { name, ...fields });
		return eip;
	};
	const daysAgo = (days: number) => now - days * DAY;

	await simulator.addInstance({
		...{ type: 'EcsInstance', id: 'i-simulator-ecs-3', name: 'legacy-1' },
		publicIpAddress: '198.51.100.20',
	});

	const { allocationId, ...record } = REPLACED;
	await simulator.addInstance({
		...{ type: 'EcsInstance', id: 'i-simulator-ecs-4', name: 'blog-1', region: 'cn-hangzhou' },
		privateIpAddresses: ['192.168.0.61'],
	});
	const blog = await addEip('blog', {
		...{ allocationId, region: 'cn-hangzhou', instanceId: 'i-simulator-ecs-4' },
	});
	await simulator.addDnsRecord({ ...record, value: blog.ipAddress });

	await addEip('old-campaign', {
		...{ bandwidth: 50, internetChargeType: 'PayByBandwidth', allocationTime: daysAgo(40) },
		tags: [{ key: 'project', value: 'campaign' }],
	});

	await addServer('i-simulator-beijing-1', 'shop-1', 'cn-beijing');
	const shop = await addEip('shop', {
		...{ region: 'cn-beijing', instanceId: 'i-simulator-beijing-1' },
		allocationTime: daysAgo(200),
	});
	await simulator.lock(shop.allocationId, 'financial');

	await addServer('i-simulator-shanghai-1', 'mail-1', 'cn-shanghai');
	await addEip('mail', {
		...{ region: 'cn-shanghai', instanceId: 'i-simulator-shanghai-1' },
		...{ chargeType: 'PrePaid', internetChargeType: 'PayByBandwidth' },
		...{ allocationTime: daysAgo(25), expiredTime: now + 5 * DAY },
	});

	await addEip('vpn-reserve', {
		...{ region: 'eu-central-1', deletionProtection: true, allocationTime: daysAgo(120) },
		tags: [{ key: 'keep', value: 'disaster-recovery' }],
	});

	await addServer('i-simulator-singapore-1', 'api-1', 'ap-southeast-1');
	const { bandwidthPackageId } = await simulator.addBandwidthPackage({
		...{ region: 'ap-southeast-1', name: 'shared-singapore', bandwidth: 100 },
	});
	const api = await addEip('api', {
		...{ region: 'ap-southeast-1', instanceId: 'i-simulator-singapore-1' },
	});
	await simulator.change(api.allocationId, { bandwidthPackageId });

	await addServer('i-simulator-partner-1', 'partner-1', 'ap-southeast-1', SECOND_ACCOUNT);
	await addEip('partner-api', {
		...{ accountId: SECOND_ACCOUNT, region: 'ap-southeast-1', instanceId: 'i-simulator-partner-1' },
	});
	await addEip('partner-old', {
		...{ accountId: SECOND_ACCOUNT, region: 'eu-central-1', allocationTime: daysAgo(90) },
	});
	await addEip('branch-office', { accountId: MEMBER_ACCOUNT });
}
