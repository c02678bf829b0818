import type { DnsRecord, DnsRecordFields } from './dns';
import { DEFAULT_REGION } from '../facts/regions';
import type { EipStatus } from '../facts/values';
import type { Settings } from '../options';
import { toJson, type ReplyValue } from '../wire/json';
import { Addresses } from './addresses';
import type { Eip, EipFields } from './eip';
import { ID_PREFIX, READY_STATUS, type Instance, type InstanceFields } from './instance';
import type { ChangeKind, JournalEntry } from './journal';
import { hash32, Random } from './random';
import {
	DEFAULT_RESOURCE_GROUP,
	type ResourceGroup,
	type ResourceGroupFields,
	type Vpc,
	type VpcFields,
} from './networks';
import { RegionState } from './regionState';
import type {
	AddressPool,
	AddressPoolFields,
	BandwidthPackage,
	BandwidthPackageFields,
	Segment,
} from './resources';

const ID_ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Fields with a journal entry of their own name; all others are journalled as `changed`. */
const CHANGE_OF_FIELD: Partial<Record<keyof Eip, ChangeKind>> = {
	status: 'status',
	bandwidth: 'bandwidth',
	name: 'name',
	description: 'description',
	tags: 'tags',
	deletionProtection: 'deletionProtection',
	bandwidthPackageId: 'bandwidthPackage',
	bandwidthPackageCap: 'bandwidthPackageCap',
	resourceGroupId: 'resourceGroup',
	expiredTime: 'expiredTime',
	mode: 'mode',
	hdMonitor: 'hdMonitor',
	publicIpAddressPoolId: 'addressPool',
};

/** What belongs to a binding; told by `bound`, `unbound` and `moved`. */
const SILENT_FIELDS: ReadonlySet<keyof Eip> = new Set<keyof Eip>([
	'instanceId',
	'instanceType',
	'instanceRegionId',
	'privateIpAddress',
	'vpcId',
	'traffic',
	'logProject',
	'logStore',
	'reservation',
]);

interface Transition {
	readonly at: number;
	readonly serial: number;
	/** The resource that is passing from one state to another. */
	readonly owner: string;
	readonly run: (time: number) => void;
}

/** Who causes a change, and when it takes effect. */
export interface Cause {
	readonly time: number;
	readonly requestId?: string;
}

/** Without the members that are `undefined`, so that they don't hide a default. */
function defined<T extends object>(fields: T): T {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}

function asText(value: unknown): string {
	if (value === undefined) return '';
	return typeof value === 'object' ? toJson(value as ReplyValue) : String(value);
}

/**
 * The state behind the API. Nothing runs by timers: what takes time is noted with the time it is
 * due, and {@link settle} does all that is due before anything is read. Every change of an EIP goes
 * through this class, so that the journal is complete.
 */
export class World {
	readonly journal: JournalEntry[] = [];
	readonly random: Random;
	readonly addresses = new Addresses();

	readonly #regions = new Map<string, RegionState>();
	readonly #transitions: Transition[] = [];
	/** Ids and addresses of EIPs that are gone, for those who ask for the same one again. */
	readonly #former = new Map<string, { accountId: string; ipAddress: string }>();
	/** Accounts that switched the address pool service on. */
	readonly #poolServices = new Set<string>();
	readonly #resourceGroups: ResourceGroup[] = [];
	readonly #dnsRecords: DnsRecord[] = [];
	#serial = 0;

	constructor(
		seed: number,
		readonly settings: Settings,
		readonly now: () => number,
	) {
		this.random = new Random(seed);
	}

	/** What an account has in a region; made when first asked for. */
	region(accountId: string, region: string): RegionState {
		const key = `${accountId}/${region}`;
		let state = this.#regions.get(key);
		if (!state) {
			state = new RegionState(accountId, region);
			this.#regions.set(key, state);
		}
		return state;
	}

	/** All regions of all accounts, or of one account. */
	regions(accountId?: string): RegionState[] {
		return [...this.#regions.values()].filter(
			(state) => accountId === undefined || state.accountId === accountId,
		);
	}

	/** An EIP by its id, wherever it is. */
	find(allocationId: string): Eip | undefined {
		for (const state of this.#regions.values()) {
			const eip = state.eip(allocationId);
			if (eip) return eip;
		}
		return undefined;
	}

	/** A new id such as `eip-bp1x3...`; the region is part of it, as in real ids. */
	newId(prefix: string, region: string): string {
		const place = region === DEFAULT_REGION ? 'bp1' : hash32(region).toString(36).slice(0, 3);
		return `${prefix}-${place}${this.random.text(17, ID_ALPHABET)}`;
	}

	/** A 64-bit number beyond 2^53, odd in its last digits, as OrderId and ServiceID can be. */
	newLong(): bigint {
		return 9_007_199_254_740_993n + BigInt(Math.floor(this.random.next() * 1e9)) * 1_000_003n * 2n;
	}

	// Time ---------------------------------------------------------------------------------------

	/** Notes what will happen to a resource `delay` ms from now. */
	later(owner: string, delay: number, run: (time: number) => void): void {
		const serial = this.#serial++;
		this.#transitions.push({ at: this.now() + delay, serial, owner, run });
	}

	/** Forgets what was going to happen to a resource. */
	cancel(owner: string): void {
		for (let index = this.#transitions.length - 1; index >= 0; index--) {
			if (this.#transitions[index].owner === owner) this.#transitions.splice(index, 1);
		}
	}

	/** Does everything that is due by now, in the order it was due. */
	settle(): void {
		const now = this.now();
		for (;;) {
			const due = this.#transitions.filter(({ at }) => at <= now);
			if (due.length === 0) return;
			due.sort((left, right) => left.at - right.at || left.serial - right.serial);
			const done = new Set(due);
			const rest = this.#transitions.filter((transition) => !done.has(transition));
			this.#transitions.splice(0, Infinity, ...rest);
			for (const transition of due) transition.run(transition.at);
		}
	}

	// Elastic IPs --------------------------------------------------------------------------------

	/** Makes an EIP; what is not given has the API's defaults. */
	addEip(accountId: string, given: EipFields, cause: Cause): Eip {
		const fields = defined(given);
		const region = fields.region ?? DEFAULT_REGION;
		const { ipAddress } = fields;
		if (ipAddress !== undefined) this.addresses.claim(ipAddress);
		const status: EipStatus = fields.status ?? (fields.instanceId ? 'InUse' : 'Available');
		const eip: Eip = {
			allocationId: this.newId('eip', region),
			ipAddress: ipAddress ?? this.addresses.take(),
			name: '',
			description: '',
			bandwidth: 5,
			internetChargeType: 'PayByTraffic',
			chargeType: 'PostPaid',
			isp: 'BGP',
			netmode: 'public',
			instanceId: '',
			instanceType: fields.instanceId ? 'EcsInstance' : '',
			instanceRegionId: fields.instanceId ? region : '',
			privateIpAddress: '',
			mode: 'NAT',
			vpcId: '',
			zone: '',
			bizType: 'Default',
			resourceGroupId: 'rg-simulatordefault',
			allocationTime: cause.time,
			expiredTime: undefined,
			tags: [],
			deletionProtection: false,
			secondLimited: false,
			securityProtectionTypes: [],
			segmentInstanceId: '',
			publicIpAddressPoolId: '',
			serviceManaged: false,
			serviceId: 0n,
			hdMonitor: false,
			logProject: '',
			logStore: '',
			bandwidthPackageId: '',
			bandwidthPackageCap: undefined,
			locks: [],
			reservation: undefined,
			traffic: [],
			...fields,
			accountId: fields.accountId ?? accountId,
			region,
			status,
			boundTo: status === 'InUse' || status === 'Unassociating' ? (fields.instanceId ?? '') : '',
			serial: this.#serial++,
		};
		this.region(eip.accountId, region).add(eip);
		this.#note(eip, 'allocated', cause, undefined, status);
		if (eip.boundTo !== '') this.#note(eip, 'bound', cause, '', eip.boundTo);
		return eip;
	}

	/** Changes fields of an EIP and journals each one that is really different. */
	update(eip: Eip, fields: EipFields & { boundTo?: string }, cause: Cause): void {
		const bandwidth = this.bandwidthInForce(eip);
		for (const field of Object.keys(fields) as Array<keyof typeof fields>) {
			const [from, to] = [asText(eip[field]), asText(fields[field])];
			if (from === to) continue;
			if (field === 'boundTo') {
				const kind = from === '' ? 'bound' : to === '' ? 'unbound' : 'moved';
				this.#note(eip, kind, cause, from, to);
			} else if (field === 'locks') {
				this.#note(
					eip,
					(fields.locks ?? []).length > 0 ? 'locked' : 'unlocked',
					cause,
					eip.locks.join(','),
					fields.locks?.join(',') ?? '',
				);
			} else if (!SILENT_FIELDS.has(field)) {
				const kind = CHANGE_OF_FIELD[field];
				if (kind) this.#note(eip, kind, cause, from, to);
				else this.#note(eip, 'changed', cause, `${field}=${from}`, `${field}=${to}`);
			}
		}
		Object.assign(eip, fields);
		this.#noteBandwidth(eip, bandwidth, cause);
		if (fields.allocationTime !== undefined) this.region(eip.accountId, eip.region).reorder();
	}

	/** Takes an EIP out of the world. */
	removeEip(eip: Eip, cause: Cause): void {
		this.cancel(eip.allocationId);
		if (eip.boundTo !== '') this.update(eip, { boundTo: '' }, cause);
		this.region(eip.accountId, eip.region).delete(eip);
		this.addresses.free(eip.ipAddress);
		this.#former.set(eip.allocationId, { accountId: eip.accountId, ipAddress: eip.ipAddress });
		this.#note(eip, 'released', cause, eip.status, undefined);
	}

	/** The address a released EIP of this account had. */
	formerAddress(accountId: string, allocationId: string): string | undefined {
		const former = this.#former.get(allocationId);
		return former?.accountId === accountId ? former.ipAddress : undefined;
	}

	// Instances ----------------------------------------------------------------------------------

	/** Makes a resource EIPs can be bound to. */
	addInstance(accountId: string, given: InstanceFields): Instance {
		const fields = defined(given);
		const region = fields.region ?? DEFAULT_REGION;
		const id = fields.id ?? this.newId(ID_PREFIX[fields.type], region);
		const host = this.random.text(1, '123456789') + this.random.text(1, '0123456789');
		const instance: Instance = {
			name: '',
			status: READY_STATUS[fields.type],
			reach: fields.type === 'Nat' ? 'internet' : 'intranet',
			publicIpAddress: '',
			tags: [],
			network: 'vpc',
			vpcId: 'vpc-simulator',
			vSwitchId: 'vsw-simulator',
			zone: `${region}-a`,
			privateIpAddresses: [`192.168.0.${host}`],
			snatIpAddresses: [],
			forwardIpAddresses: [],
			hasBandwidth: false,
			hasPortMap: false,
			foreign: false,
			attachedTo: '',
			resourceGroupId: 'rg-simulatordefault',
			deletionProtection: false,
			...fields,
			accountId: fields.accountId ?? accountId,
			region,
			id,
			creationTime: this.now(),
		};
		this.region(instance.accountId, region).instances.set(id, instance);
		if (instance.network === 'vpc') this.#needVpc(instance);
		return instance;
	}

	// Networks and resource groups ---------------------------------------------------------------

	/** Makes a VPC. */
	addVpc(accountId: string, given: VpcFields = {}): Vpc {
		const region = given.region ?? DEFAULT_REGION;
		const vpc: Vpc = {
			vpcId: this.newId('vpc', region),
			name: '',
			description: '',
			cidrBlock: '192.168.0.0/16',
			isDefault: false,
			resourceGroupId: DEFAULT_RESOURCE_GROUP,
			tags: [],
			...defined(given),
			accountId: given.accountId ?? accountId,
			region,
			creationTime: this.now(),
		};
		this.region(vpc.accountId, region).vpcs.set(vpc.vpcId, vpc);
		return vpc;
	}

	/** The VPC that a resource says it is in must exist. */
	#needVpc({ accountId, region, vpcId }: Instance): void {
		if (!this.region(accountId, region).vpcs.has(vpcId)) this.addVpc(accountId, { region, vpcId });
	}

	/** Makes a resource group. */
	addResourceGroup(accountId: string, given: ResourceGroupFields = {}): ResourceGroup {
		const group: ResourceGroup = {
			id: `rg-${this.random.text(15, ID_ALPHABET)}`,
			name: 'group',
			displayName: given.name ?? 'group',
			status: 'OK',
			tags: [],
			...defined(given),
			accountId: given.accountId ?? accountId,
			creationTime: this.now(),
		};
		this.#resourceGroups.push(group);
		return group;
	}

	/** Makes a record in Alibaba Cloud DNS; its domain is there from then on. */
	addDnsRecord(accountId: string, given: DnsRecordFields = {}): DnsRecord {
		const record: DnsRecord = {
			accountId,
			recordId: String(900_000_000_000_000 + this.#dnsRecords.length),
			domainName: 'example.com',
			rr: 'www',
			type: 'A',
			value: '192.0.2.1',
			ttl: 600,
			line: 'default',
			...defined(given),
		};
		this.#dnsRecords.push(record);
		return record;
	}

	/** The DNS records of an account. */
	dnsRecords(accountId: string): DnsRecord[] {
		return this.#dnsRecords.filter((record) => record.accountId === accountId);
	}

	/** The resource groups of an account, the default one first. */
	resourceGroups(accountId: string): ResourceGroup[] {
		const own = this.#resourceGroups.filter((group) => group.accountId === accountId);
		return [
			{
				accountId,
				id: DEFAULT_RESOURCE_GROUP,
				name: 'default',
				displayName: 'default resource group',
				status: 'OK',
				tags: [],
				creationTime: 0,
			},
			...own,
		];
	}

	// Other resources ----------------------------------------------------------------------------

	/** Makes a shared bandwidth package. */
	addBandwidthPackage(accountId: string, given: BandwidthPackageFields): BandwidthPackage {
		const region = given.region ?? DEFAULT_REGION;
		const created: BandwidthPackage = {
			bandwidthPackageId: this.newId('cbwp', region),
			name: '',
			description: '',
			bandwidth: 100,
			internetChargeType: 'PayByBandwidth',
			ratio: 100,
			isp: 'BGP',
			status: 'Available',
			businessStatus: 'Normal',
			resourceGroupId: 'rg-simulatordefault',
			tags: [],
			securityProtectionTypes: [],
			deletionProtection: false,
			zone: '',
			reservation: undefined,
			...defined(given),
			accountId,
			region,
			creationTime: this.now(),
			relations: new Map(),
		};
		this.region(accountId, region).bandwidthPackages.set(created.bandwidthPackageId, created);
		return created;
	}

	/** Changes the bandwidth of a package, and so that of the EIPs in it. */
	setPackageBandwidth(bandwidthPackage: BandwidthPackage, bandwidth: number, cause: Cause): void {
		const { accountId, region, bandwidthPackageId } = bandwidthPackage;
		const members = this.region(accountId, region)
			.eips()
			.filter((eip) => eip.bandwidthPackageId === bandwidthPackageId);
		const before = members.map((eip) => this.bandwidthInForce(eip));
		bandwidthPackage.bandwidth = bandwidth;
		members.forEach((eip, index) => this.#noteBandwidth(eip, before[index], cause));
	}

	/** Makes a contiguous group and says which addresses its EIPs will have. */
	addSegment(
		accountId: string,
		region: string,
		mask: number,
		zone: string,
	): { segment: Segment; addresses: string[] } {
		const { cidr, addresses } = this.addresses.takeBlock(mask);
		const segment: Segment = {
			accountId,
			region,
			instanceId: this.newId('eipsg', region),
			name: '',
			description: '',
			segment: cidr,
			ipCount: addresses.length,
			status: 'Allocating',
			creationTime: this.now(),
			zone,
		};
		this.region(accountId, region).segments.set(segment.instanceId, segment);
		return { segment, addresses };
	}

	/** Makes an address pool. */
	addPool(accountId: string, given: AddressPoolFields): AddressPool {
		const region = given.region ?? DEFAULT_REGION;
		const pool: AddressPool = {
			publicIpAddressPoolId: this.newId('pippool', region),
			name: '',
			description: '',
			isp: 'BGP',
			bizType: 'Default',
			status: 'Created',
			resourceGroupId: 'rg-simulatordefault',
			tags: [],
			securityProtectionTypes: [],
			zones: [],
			cidrBlocks: [],
			...defined(given),
			accountId,
			region,
			creationTime: this.now(),
		};
		this.region(accountId, region).pools.set(pool.publicIpAddressPoolId, pool);
		return pool;
	}

	/** Whether the address pool service of an account is on. */
	poolServiceOpen(accountId: string): boolean {
		return this.settings.poolServiceOpen || this.#poolServices.has(accountId);
	}

	/** Switches the address pool service of an account on. */
	openPoolService(accountId: string): void {
		this.#poolServices.add(accountId);
	}

	/** Bandwidth in force in Mbit/s: the cap inside the package, the package's, or the EIP's own. */
	bandwidthInForce(eip: Eip): number {
		const found = this.region(eip.accountId, eip.region).bandwidthPackages.get(
			eip.bandwidthPackageId,
		);
		return (found && eip.bandwidthPackageCap) ?? found?.bandwidth ?? eip.bandwidth;
	}

	#noteBandwidth(eip: Eip, before: number, cause: Cause): void {
		const now = this.bandwidthInForce(eip);
		if (now !== before) this.#note(eip, 'bandwidthInForce', cause, String(before), String(now));
	}

	#note(eip: Eip, change: ChangeKind, cause: Cause, from?: string, to?: string): void {
		this.journal.push({
			time: cause.time,
			accountId: eip.accountId,
			region: eip.region,
			allocationId: eip.allocationId,
			ipAddress: eip.ipAddress,
			change,
			...(from === undefined ? {} : { from }),
			...(to === undefined ? {} : { to }),
			...(cause.requestId === undefined ? {} : { requestId: cause.requestId }),
		});
	}
}
