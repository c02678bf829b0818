import { accountIdOf, type Account, type Role } from './accounts';
import type { LockReason } from './facts/values';
import { Faults } from './faults/faults';
import { freshMemory, type GatewayState } from './gateway/gateway';
import { Sts } from './gateway/sts';
import { RequestLog, type RecordedRequest, type RequestFilter } from './gateway/requestLog';
import {
	accountsOf,
	initialSettings,
	rolesOf,
	type Settings,
	type SimulatorOptions,
} from './options';
import type { Eip, EipFields } from './state/eip';
import type { Instance, InstanceFields } from './state/instance';
import type { JournalEntry } from './state/journal';
import type { DnsRecord, DnsRecordFields } from './state/dns';
import type { ResourceGroup, ResourceGroupFields, Vpc, VpcFields } from './state/networks';
import type {
	AddressPool,
	AddressPoolFields,
	BandwidthPackage,
	BandwidthPackageFields,
	Segment,
} from './state/resources';
import { World } from './state/world';

/** A running simulator, for tests in the same process. Times are ms since 1970 of the simulator's clock. */
export class Simulator {
	/** Faults to be injected. */
	readonly faults = new Faults();

	/** Of before a reset. */
	readonly #formerKeys: Account[] = [];

	#state: GatewayState;

	constructor(
		private readonly options: SimulatorOptions,
		private readonly stop: () => Promise<void>,
		/** Base address, such as `http://127.0.0.1:12345`. */
		readonly url: string,
	) {
		this.#state = this.#fresh();
	}

	/** What the HTTP server serves from. */
	get state(): GatewayState {
		return this.#state;
	}

	/** The first account: its key may do everything unless `accounts` says otherwise. */
	get account(): Account {
		return this.#state.accounts[0];
	}

	/** Settings that can be changed while it runs. */
	get settings(): Settings {
		return this.#state.settings;
	}

	/** API requests in the order they came, newest last. */
	get requests(): readonly RecordedRequest[] {
		return this.#state.log.requests;
	}

	/** True changes of EIPs in the order they took effect. */
	get journal(): readonly JournalEntry[] {
		this.#state.world.settle();
		return this.#state.world.journal;
	}

	/** The most API requests served at one moment; see `RequestLog.maxInFlight`. */
	maxInFlight(filter?: RequestFilter): number {
		return this.#state.log.maxInFlight(filter);
	}

	/** Makes EIPs as if they had been bought elsewhere; not counted against the quota at that moment. */
	addEips(count: number, overrides: EipFields = {}): Eip[] {
		const { world } = this.#state;
		world.settle();
		const time = world.now();
		return Array.from({ length: count }, () =>
			world.addEip(accountIdOf(this.account), overrides, { time }),
		);
	}

	/** Makes a resource EIPs can be bound to. */
	addInstance(fields: InstanceFields): Instance {
		return this.#state.world.addInstance(accountIdOf(this.account), fields);
	}

	/** Makes a shared bandwidth package; EIPs join with `change(id, { bandwidthPackageId })` or the API. */
	addBandwidthPackage(fields: BandwidthPackageFields = {}): BandwidthPackage {
		return this.#state.world.addBandwidthPackage(accountIdOf(this.account), fields);
	}

	/** Makes an address pool. */
	addPool(fields: AddressPoolFields = {}): AddressPool {
		return this.#state.world.addPool(accountIdOf(this.account), fields);
	}

	/** Makes a VPC; instances that name one make it themselves. */
	addVpc(fields: VpcFields = {}): Vpc {
		return this.#state.world.addVpc(accountIdOf(this.account), fields);
	}

	/** Makes a resource group. */
	addResourceGroup(fields: ResourceGroupFields = {}): ResourceGroup {
		return this.#state.world.addResourceGroup(accountIdOf(this.account), fields);
	}

	/** Makes a record in Alibaba Cloud DNS. */
	addDnsRecord(fields: DnsRecordFields = {}): DnsRecord {
		return this.#state.world.addDnsRecord(accountIdOf(this.account), fields);
	}

	/** The records of the account in Alibaba Cloud DNS. */
	dnsRecords(): DnsRecord[] {
		return this.#state.world.dnsRecords(accountIdOf(this.account));
	}

	/** Makes a role that AssumeRole of STS can give out. */
	addRole(role: Role): void {
		this.#state.sts.add(role);
	}

	/** The temporary keys that AssumeRole gave out, oldest first. */
	get temporaryKeys(): readonly Account[] {
		return this.#state.sts.keys;
	}

	/** As `temporaryKeys`, and those of before a reset: for a search for what was left behind. */
	get everyTemporaryKey(): readonly Account[] {
		return [...this.#formerKeys, ...this.temporaryKeys];
	}

	/** Ends all temporary keys that AssumeRole gave out until now. */
	expireTemporaryKeys(): void {
		this.#state.sts.expireAll();
	}

	/** Instances of a region, or all. */
	instances(region?: string): Instance[] {
		return this.#regions(region).flatMap((state) => [...state.instances.values()]);
	}

	/** EIPs of a region, or all, oldest first. The objects are the simulator's own: change them with `change`. */
	eips(region?: string): readonly Eip[] {
		this.#state.world.settle();
		return this.#regions(region).flatMap((state) => state.eips());
	}

	/** An EIP by its id; `undefined` when there is none (any more). */
	eip(allocationId: string): Eip | undefined {
		this.#state.world.settle();
		return this.#state.world.find(allocationId);
	}

	/** Shared bandwidth packages of a region, or all. */
	bandwidthPackages(region?: string): BandwidthPackage[] {
		this.#state.world.settle();
		return this.#regions(region).flatMap((state) => [...state.bandwidthPackages.values()]);
	}

	/** Contiguous groups of a region, or all. */
	segments(region?: string): Segment[] {
		this.#state.world.settle();
		return this.#regions(region).flatMap((state) => [...state.segments.values()]);
	}

	/** Address pools of a region, or all. */
	pools(region?: string): AddressPool[] {
		this.#state.world.settle();
		return this.#regions(region).flatMap((state) => [...state.pools.values()]);
	}

	/**
	 * Changes an EIP as the console would. A new status ends whatever was under way; setting
	 * `instanceId` alone binds (InUse), moves or, with an empty text, unbinds (Available) at once.
	 */
	change(allocationId: string, fields: EipFields): Eip {
		const { world } = this.#state;
		const eip = this.#need(allocationId);
		const all: EipFields & { boundTo?: string } = { ...fields };
		if (fields.instanceId !== undefined && fields.status === undefined)
			all.status = fields.instanceId === '' ? 'Available' : 'InUse';
		if (all.status !== undefined) {
			world.cancel(allocationId);
			if (all.status === 'Available') {
				Object.assign(all, {
					instanceId: '',
					instanceType: '',
					instanceRegionId: '',
					privateIpAddress: '',
					boundTo: '',
				});
			}
			if (all.status === 'InUse') {
				all.boundTo = all.instanceId ?? eip.instanceId;
				all.instanceType ??= eip.instanceType === '' ? 'EcsInstance' : eip.instanceType;
				all.instanceRegionId ??= eip.region;
			}
		}
		world.update(eip, all, { time: world.now() });
		return eip;
	}

	/** Locks an EIP for a reason; a second reason is added to the first. */
	lock(allocationId: string, reason: LockReason = 'security'): Eip {
		const eip = this.#need(allocationId);
		return this.change(allocationId, { locks: [...new Set([...eip.locks, reason])] });
	}

	/** Takes all locks off an EIP. */
	unlock(allocationId: string): Eip {
		return this.change(allocationId, { locks: [] });
	}

	/** Releases an EIP as the console would, whatever its state, at once. */
	remove(allocationId: string): void {
		const { world } = this.#state;
		world.removeEip(this.#need(allocationId), { time: world.now() });
	}

	/**
	 * Forgets everything: EIPs, journal, requests, nonces, faults; settings as at the start. Only
	 * `everyTemporaryKey` stays.
	 */
	reset(): void {
		this.#formerKeys.push(...this.temporaryKeys);
		this.faults.clear();
		this.#state = this.#fresh();
	}

	/** Stops the server; open connections are cut. */
	async close(): Promise<void> {
		await this.stop();
	}

	#fresh(): GatewayState {
		const { now = Date.now, seed = 1, keepRequests = 100_000, keepReplies = false } = this.options;
		const settings = initialSettings(this.options);
		const world = new World(seed, settings, now);
		return {
			world,
			sts: new Sts(rolesOf(this.options), world.random),
			settings,
			accounts: accountsOf(this.options),
			faults: this.faults,
			log: new RequestLog(keepRequests, keepReplies),
			...freshMemory(),
		};
	}

	#regions(region: string | undefined) {
		return this.#state.world
			.regions()
			.filter((state) => region === undefined || state.region === region);
	}

	#need(allocationId: string): Eip {
		const eip = this.eip(allocationId);
		if (!eip) throw new Error(`The simulator has no EIP ${allocationId}`);
		return eip;
	}
}
