import { request as httpRequest } from 'node:http';
import { CONTROL_PREFIX, fromPlain, toPlain, type SimulatorState } from './control/protocol';
import type { PlainFault } from './control/routes';
import type { LockReason } from './facts/values';
import type { RecordedRequest, RequestFilter } from './gateway/requestLog';
import type { Settings } from './options';
import type { Account, Role } from './accounts';
import type { NamedWorld } from './namedWorld';
import type { SAMPLE_IDS } from './sample';
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

/** What another process can do with a simulator; as `Simulator`, but asynchronous. */
export interface SimulatorClient {
	readonly url: string;
	state(): Promise<SimulatorState>;
	requests(last?: number): Promise<RecordedRequest[]>;
	journal(): Promise<JournalEntry[]>;
	maxInFlight(filter?: RequestFilter): Promise<number>;
	eips(region?: string): Promise<Eip[]>;
	eip(allocationId: string): Promise<Eip | undefined>;
	instances(region?: string): Promise<Instance[]>;
	addEips(count: number, overrides?: EipFields): Promise<Eip[]>;
	addInstance(fields: InstanceFields): Promise<Instance>;
	bandwidthPackages(region?: string): Promise<BandwidthPackage[]>;
	segments(region?: string): Promise<Segment[]>;
	pools(region?: string): Promise<AddressPool[]>;
	addBandwidthPackage(fields?: BandwidthPackageFields): Promise<BandwidthPackage>;
	addPool(fields?: AddressPoolFields): Promise<AddressPool>;
	addVpc(fields?: VpcFields): Promise<Vpc>;
	addResourceGroup(fields?: ResourceGroupFields): Promise<ResourceGroup>;
	addDnsRecord(fields?: DnsRecordFields): Promise<DnsRecord>;
	dnsRecords(): Promise<DnsRecord[]>;
	addRole(role: Role): Promise<void>;
	temporaryKeys(): Promise<Account[]>;
	/** With those of before a reset. */
	everyTemporaryKey(): Promise<Account[]>;
	expireTemporaryKeys(): Promise<void>;
	/** Named resources of every kind; see `addNamedWorld`. */
	namedWorld(world: NamedWorld): Promise<void>;
	change(allocationId: string, fields: EipFields): Promise<Eip>;
	lock(allocationId: string, reason?: LockReason): Promise<Eip>;
	unlock(allocationId: string): Promise<Eip>;
	remove(allocationId: string): Promise<void>;
	/** Changes settings; answers with all of them. */
	settings(
		changes?: Partial<Omit<Settings, 'durations'>> & { durations?: Partial<Settings['durations']> },
	): Promise<Settings>;
	readonly faults: { add(fault: PlainFault): Promise<void>; clear(): Promise<void> };
	sample(): Promise<typeof SAMPLE_IDS>;
	reset(): Promise<void>;
}

function post(url: string, body: string): Promise<{ status: number; text: string }> {
	return new Promise((resolve, reject) => {
		const request = httpRequest(
			url,
			{ method: 'POST', agent: false, headers: { 'content-type': 'application/json' } },
			(response) => {
				const chunks: Buffer[] = [];
				response.on('data', (chunk: Buffer) => chunks.push(chunk));
				response.on('end', () =>
					resolve({
						status: response.statusCode ?? 0,
						text: Buffer.concat(chunks).toString('utf8'),
					}),
				);
				response.on('error', reject);
			},
		);
		request.on('error', reject);
		request.end(body);
	});
}

/** Connects to a simulator of another process, given its base address. */
export function connectSimulator(url: string): SimulatorClient {
	const base = url.replace(/\/+$/, '');
	async function call<T>(name: string, body: unknown = null): Promise<T> {
		const { status, text } = await post(`${base}${CONTROL_PREFIX}${name}`, toPlain(body));
		if (status !== 200) throw new Error(`The simulator refused ${name}: ${text}`);
		return fromPlain(text) as T;
	}
	return {
		url: base,
		state: () => call('state'),
		requests: (last) => call('requests', { last }),
		journal: () => call('journal'),
		maxInFlight: (filter) => call('maxInFlight', filter ?? null),
		eips: (region) => call('eips', { region }),
		eip: async (allocationId) => (await call<Eip | null>('eip', { allocationId })) ?? undefined,
		instances: (region) => call('instances', { region }),
		addEips: (count, overrides) => call('addEips', { count, overrides }),
		addInstance: (fields) => call('addInstance', fields),
		bandwidthPackages: (region) => call('bandwidthPackages', { region }),
		segments: (region) => call('segments', { region }),
		pools: (region) => call('pools', { region }),
		addBandwidthPackage: (fields) => call('addBandwidthPackage', fields ?? null),
		addPool: (fields) => call('addPool', fields ?? null),
		addVpc: (fields) => call('addVpc', fields ?? null),
		addResourceGroup: (fields) => call('addResourceGroup', fields ?? null),
		addDnsRecord: (fields) => call('addDnsRecord', fields ?? null),
		dnsRecords: () => call('dnsRecords'),
		addRole: (role) => call('addRole', role),
		temporaryKeys: () => call('temporaryKeys'),
		everyTemporaryKey: () => call('everyTemporaryKey'),
		expireTemporaryKeys: () => call('expireTemporaryKeys'),
		namedWorld: (world) => call('namedWorld', world),
		change: (allocationId, fields) => call('change', { allocationId, fields }),
		lock: (allocationId, reason) => call('lock', { allocationId, reason }),
		unlock: (allocationId) => call('unlock', { allocationId }),
		remove: (allocationId) => call('remove', { allocationId }),
		settings: (changes) => call('settings', changes ?? null),
		faults: {
			add: (fault) => call('addFault', fault),
			clear: () => call('clearFaults'),
		},
		sample: () => call('sample'),
		reset: () => call('reset'),
	};
}
