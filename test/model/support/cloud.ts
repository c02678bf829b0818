import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { clock } from './clock';

/**
 * A cloud of its own: the Elastic IP API as the recordings show it, kept in memory, with virtual time. It checks no
 * signature. What it holds is the truth that the model compares with what the nodes say.
 */
export type Params = Record<string, string>;
export type Json = Record<string, unknown>;

export interface Call {
	at: number;
	/** The key that it was signed with. */
	keyId: string;
	account: string;
	region: string;
	action: string;
	params: Params;
	/** Which call of this action it is, from 0. */
	nth: number;
	/** Whether it changed something. */
	applied: boolean;
	code?: string;
	fault?: string;
	raw: string;
}

export interface Fault {
	/** What happens to the connection, and whether the change was made first. */
	kind?:
		| 'dropBefore'
		| 'dropAfter'
		| 'http500Before'
		| 'http500After'
		| 'emptyAfter'
		| 'emptyBefore'
		| 'gzipAfter'
		| 'gzipBefore'
		| 'hangBefore'
		| 'hangAfter'
		| 'throttle'
		| 'refuse';
	/** With throttle: the header. */
	retryAfter?: string;
	/** With refuse. */
	code?: string;
	status?: number;
	/** Milliseconds before anything happens. */
	delay?: number;
	/** Changes the reply of a request that was done. */
	reshape?: (reply: Json, call: Call) => unknown;
}

export interface Eip {
	id: string;
	ip: string;
	region: string;
	name: string;
	description: string;
	bandwidth: string;
	chargeType: 'PostPaid' | 'PrePaid';
	expired: string;
	status: 'Available' | 'Associating' | 'InUse' | 'Unassociating' | 'Releasing';
	instanceId: string;
	instanceType: string;
	privateIp: string;
	mode: string;
	packageId: string;
	segmentId: string;
	protection: boolean;
	locks: string[];
	tags: Record<string, string>;
	serviceManaged: number;
	allocatedAt: number;
	visibleAt: number;
	pending?: { at: number; to: () => void };
	/** Bytes of the minute that begins at this time of day. */
	traffic: (minute: number) => number;
}

export interface Purchase {
	kind: 'eip' | 'segment' | 'package';
	id: string;
	account: string;
	region: string;
	token: string;
	at: number;
	params: Params;
	/** Whether a reply with its ID was ever sent. */
	said: boolean;
}

interface Region {
	eips: Map<string, Eip>;
	/** Gone for good, kept to know what they were. */
	gone: Map<string, Eip>;
	packages: Map<string, { id: string; name: string; ips: string[] }>;
	segments: Map<
		string,
		{ id: string; count: number; readyAt: number; visibleAt: number; releasing?: boolean }
	>;
	/** Pools, each with its blocks by status. */
	pools: Map<string, { id: string; status: string; blocks: Map<string, string> }>;
	tokens: Map<string, { print: string; reply: Json }>;
}

/** In every secret of a role. */
export const ROLE_SECRET = 'model-role-secret';

const BUYING = /^(Allocate|Create)/;

class Refusal extends Error {
	constructor(
		readonly code: string,
		readonly status: number,
		message: string,
	) {
		super(message);
	}
}

export const REGIONS = [
	'cn-hangzhou',
	'cn-shanghai',
	'cn-beijing',
	'cn-shenzhen',
	'cn-qingdao',
	'ap-southeast-1',
];

export type MonitorShape =
	| 'ok'
	| 'noList'
	| 'noOuterList'
	| 'emptyList'
	| 'nulls'
	| 'blanks'
	| 'missing'
	| 'singleObject'
	| 'words';

export class Cloud {
	private server!: Server;
	port = 0;
	private readonly accounts = new Map<string, Map<string, Region>>();
	calls: Call[] = [];
	purchases: Purchase[] = [];
	fault: (call: Call) => Fault | undefined = () => undefined;
	/** Milliseconds until a new one shows. */
	hideNew = 0;
	/** Milliseconds that a change of state takes. */
	bindTime = 3000;
	/** Which bind, from 0, falls back to Available after it was accepted. */
	fallsBack: (nthAccepted: number) => boolean = () => false;
	binds = 0;
	monitorShape: MonitorShape = 'ok';
	/** Minutes by which monitoring data is late. */
	monitorLag = 2;
	regions = REGIONS.slice(0, 1);
	/** Temporary keys, each with the account that it stands for. */
	readonly standsFor = new Map<string, string>();
	/** When the keys of roles end, by their ID. */
	private readonly keyEnds = new Map<string, number>();
	private nextId = 0;
	private readonly ids = Math.floor(clock.elapsed / 1000).toString(36);

	async start() {
		this.server = createServer((request, response) => {
			clock.note();
			void this.receive(request, response);
		});
		this.server.keepAliveTimeout = 0;
		this.server.requestTimeout = 0;
		this.server.headersTimeout = 0;
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
		this.port = (this.server.address() as AddressInfo).port;
	}

	async stop() {
		this.server.closeAllConnections();
		await new Promise<void>((resolve) => this.server.close(() => resolve()));
	}

	get endpoint() {
		return `http://127.0.0.1:${this.port}`;
	}

	region(account: string, id: string): Region {
		let regions = this.accounts.get(account);
		if (!regions) this.accounts.set(account, (regions = new Map<string, Region>()));
		let region = regions.get(id);
		if (!region) {
			region = {
				eips: new Map(),
				gone: new Map(),
				packages: new Map(),
				segments: new Map(),
				pools: new Map(),
				tokens: new Map(),
			};
			regions.set(id, region);
		}
		this.settle(region);
		return region;
	}

	/** All that is, and was, by its ID. */
	find(id: string): { eip: Eip; gone: boolean } | undefined {
		for (const regions of this.accounts.values())
			for (const region of regions.values()) {
				this.settle(region);
				const eip = region.eips.get(id);
				if (eip) return { eip, gone: false };
				const gone = region.gone.get(id);
				if (gone) return { eip: gone, gone: true };
			}
		return undefined;
	}

	private settle(region: Region) {
		for (const eip of [...region.eips.values()]) {
			if (eip.pending && eip.pending.at <= clock.elapsed) {
				const { to } = eip.pending;
				eip.pending = undefined;
				to();
			}
		}
	}

	add(account: string, regionId: string, given: Partial<Eip> = {}): Eip {
		const n = ++this.nextId;
		const eip: Eip = {
			id: `eip-m${this.ids}${String(n).padStart(5, '0')}`,
			ip: `198.51.${Math.floor(n / 250)}.${1 + (n % 250)}`,
			region: regionId,
			name: '',
			description: '',
			bandwidth: '5',
			chargeType: 'PostPaid',
			expired: '',
			status: 'Available',
			instanceId: '',
			instanceType: '',
			privateIp: '',
			mode: 'NAT',
			packageId: '',
			segmentId: '',
			protection: false,
			locks: [],
			tags: {},
			serviceManaged: 0,
			allocatedAt: clock.wall - 30 * 86_400_000,
			visibleAt: 0,
			traffic: () => 0,
			...given,
		};
		this.region(account, regionId).eips.set(eip.id, eip);
		return eip;
	}

	/** Keys of a role; the account of the role is called by its ARN. */
	private assume({ RoleArn, DurationSeconds }: Params): Json {
		const id = `STS.Model${this.keyEnds.size}`;
		const life = Number(DurationSeconds) * 1000;
		this.standsFor.set(id, RoleArn);
		this.keyEnds.set(id, clock.elapsed + life);
		return {
			Credentials: {
				AccessKeyId: id,
				AccessKeySecret: `${ROLE_SECRET}-${id}`,
				SecurityToken: `${ROLE_SECRET}-token-${id}`,
				Expiration: new Date(clock.wall + life).toISOString(),
			},
		};
	}

	/** All keys of roles end now. */
	revoke() {
		for (const id of this.keyEnds.keys()) this.keyEnds.set(id, 0);
	}

	/** Somebody else releases it at once. */
	remove(id: string) {
		for (const regions of this.accounts.values())
			for (const region of regions.values()) {
				const eip = region.eips.get(id);
				if (eip) {
					region.eips.delete(id);
					region.gone.set(id, eip);
				}
			}
	}

	record(eip: Eip): Json {
		return {
			ReservationActiveTime: '',
			Status: eip.status,
			AllocationTime: new Date(eip.allocatedAt).toISOString().replace(/\.\d+Z$/, 'Z'),
			Netmode: 'public',
			ChargeType: eip.chargeType,
			Description: eip.description,
			Descritpion: eip.description,
			Mode: eip.mode,
			SegmentInstanceId: eip.segmentId,
			BandwidthPackageId: eip.packageId,
			BandwidthPackageType: eip.packageId ? 'CommonBandwidthPackage' : '',
			BandwidthPackageBandwidth: '',
			IpAddress: eip.ip,
			Bandwidth: eip.bandwidth,
			EipBandwidth: eip.bandwidth,
			Name: eip.name,
			PrivateIpAddress: eip.privateIp,
			InstanceRegionId: eip.instanceId ? eip.region : '',
			DeletionProtection: eip.protection,
			InstanceId: eip.instanceId,
			SecondLimited: false,
			InstanceType: eip.instanceType,
			HDMonitorStatus: 'OFF',
			RegionId: eip.region,
			ServiceManaged: eip.serviceManaged,
			ExpiredTime: eip.expired,
			ResourceGroupId: 'rg-acfm4odxxxxxxxx',
			AllocationId: eip.id,
			InternetChargeType: 'PayByTraffic',
			BusinessStatus: eip.locks.includes('financial') ? 'FinancialLocked' : 'Normal',
			HasReservationData: false,
			ISP: 'BGP',
			OperationLocks: { LockReason: eip.locks.map((LockReason) => ({ LockReason })) },
			Tags: { Tag: Object.entries(eip.tags).map(([Key, Value]) => ({ Key, Value })) },
			SecurityProtectionTypes: { SecurityProtectionType: [] },
			VpcId: '',
			PublicIpAddressPoolId: '',
			Zone: '',
		};
	}

	private async receive(request: IncomingMessage, response: ServerResponse) {
		let body = '';
		for await (const part of request) body += String(part);
		clock.note();
		const url = new URL(request.url ?? '/', this.endpoint);
		const params: Params = {};
		for (const [key, value] of url.searchParams) params[key] = value;
		for (const [key, value] of new URLSearchParams(body)) params[key] = value;
		const action = String(request.headers['x-acs-action'] ?? params.Action ?? '');
		const keyId =
			/Credential=([^,\s]+)/.exec(request.headers.authorization ?? '')?.[1] ??
			params.AccessKeyId ??
			'';
		const account = this.standsFor.get(keyId) ?? keyId;
		const call: Call = {
			at: clock.elapsed,
			keyId,
			account,
			region: params.RegionId ?? params['x-acs-region-id'] ?? 'cn-hangzhou',
			action,
			params,
			nth: this.calls.filter((one) => one.action === action).length,
			applied: false,
			raw: `${request.url ?? ''}\n${JSON.stringify(request.headers)}\n${body}`,
		};
		this.calls.push(call);
		const fault = this.fault(call) ?? {};
		call.fault = fault.kind ?? (fault.reshape ? 'reshape' : undefined);
		let closed = false;
		request.socket.once('close', () => {
			closed = true;
			clock.unhold(request);
		});
		if (fault.delay) {
			clock.hold(request);
			await clock.sleep(fault.delay);
			clock.unhold(request);
			if (closed) return;
		}
		const kind = fault.kind ?? '';
		const requestId = `REQ-${this.calls.length}`;
		if (kind === 'hangBefore') return clock.hold(request);
		if (kind === 'dropBefore') return request.socket.destroy();
		if (kind === 'throttle' || kind === 'refuse' || kind === 'http500Before') {
			const code =
				kind === 'throttle'
					? (fault.code ?? 'Throttling.User')
					: kind === 'refuse'
						? (fault.code ?? 'InternalError')
						: 'InternalError';
			call.code = code;
			return this.reply(
				response,
				fault.status ?? (kind === 'http500Before' ? 500 : 400),
				{
					RequestId: requestId,
					HostId: 'vpc.aliyuncs.com',
					Code: code,
					Message:
						kind === 'throttle'
							? 'Request was denied due to user flow control.'
							: 'The request processing has failed due to some unknown error.',
				},
				fault.retryAfter ? { 'x-acs-retry-after': fault.retryAfter } : {},
			);
		}
		if (kind === 'emptyBefore') return this.reply(response, 200, {});
		if (kind === 'gzipBefore') return this.broken(response);

		let status = 200;
		let reply: Json;
		try {
			if ((this.keyEnds.get(keyId) ?? Infinity) <= clock.elapsed)
				throw new Refusal('InvalidSecurityToken.Expired', 400, 'The token has expired.');
			const answer = action === 'AssumeRole' ? this.assume(params) : this.perform(call);
			reply = { ...answer, RequestId: requestId };
		} catch (caught) {
			if (!(caught instanceof Refusal)) {
				console.error(caught);
				return request.socket.destroy();
			}
			status = caught.status;
			call.code = caught.code;
			reply = {
				RequestId: requestId,
				HostId: 'vpc.aliyuncs.com',
				Code: caught.code,
				Message: caught.message,
			};
		}
		switch (kind) {
			case 'dropAfter':
				return request.socket.destroy();
			case 'hangAfter':
				return clock.hold(request);
			case 'emptyAfter':
				return this.reply(response, 200, {});
			case 'gzipAfter':
				return this.broken(response);
			case 'http500After':
				return this.reply(response, 500, {
					RequestId: requestId,
					Code: 'InternalError',
					Message: 'The request processing has failed due to some unknown error.',
				});
		}
		const text = JSON.stringify(reply);
		for (const purchase of this.purchases)
			if (BUYING.test(call.action) && text.includes(purchase.id)) purchase.said = true;
		const shaped = status === 200 && fault.reshape ? fault.reshape(reply, call) : reply;
		this.reply(response, status, shaped);
	}

	private reply(
		response: ServerResponse,
		status: number,
		body: unknown,
		headers: Record<string, string> = {},
	) {
		clock.note();
		const date = new Date(clock.wall).toUTCString();
		response.writeHead(status, {
			'content-type': 'application/json;charset=utf-8',
			date,
			...headers,
		});
		response.end(JSON.stringify(body));
	}

	private broken(response: ServerResponse) {
		clock.slow(400);
		response.writeHead(200, {
			'content-type': 'application/json;charset=utf-8',
			'content-encoding': 'gzip',
		});
		response.end('this is no gzip');
	}

	private byToken(call: Call, region: Region, make: () => Json): Json {
		const token = call.params.ClientToken;
		const print = JSON.stringify(
			Object.entries(call.params)
				.filter(
					([key]) =>
						!/^(Signature|Timestamp|AccessKeyId|ClientToken|SecurityToken|Action|Version|Format)/.test(
							key,
						),
				)
				.sort(([a], [b]) => (a < b ? -1 : 1)),
		);
		const key = `${call.action} ${token}`;
		const known = token ? region.tokens.get(key) : undefined;
		if (known) {
			if (known.print !== print)
				throw new Refusal(
					'IdempotentParameterMismatch',
					400,
					'The request uses the same client token as a previous, but non-identical request.',
				);
			return known.reply;
		}
		const reply = make();
		call.applied = true;
		if (token) region.tokens.set(key, { print, reply });
		return reply;
	}

	private perform(call: Call): Json {
		const { params } = call;
		if (!REGIONS.includes(call.region))
			throw new Refusal('InvalidRegionId.NotFound', 404, 'The specified region is not found.');
		const region = this.region(call.account, call.region);
		const bought = (kind: Purchase['kind'], id: string) =>
			this.purchases.push({
				kind,
				id,
				account: call.account,
				region: call.region,
				token: params.ClientToken ?? '',
				at: clock.elapsed,
				params,
				said: false,
			});
		const visible = (id: string | undefined): Eip => {
			const eip = region.eips.get(id ?? '');
			if (!eip || eip.visibleAt > clock.elapsed)
				throw new Refusal(
					'InvalidAllocationId.NotFound',
					404,
					'Specified allocation ID is not found.',
				);
			return eip;
		};
		const wrongState = () =>
			new Refusal(
				'IncorrectEipStatus',
				400,
				'Current elastic IP status does not support this operation.',
			);
		const later = (eip: Eip, to: () => void) => {
			eip.pending = { at: clock.elapsed + this.bindTime, to };
		};
		const free = (eip: Eip) => {
			eip.status = 'Available';
			eip.instanceId = '';
			eip.instanceType = '';
			eip.privateIp = '';
		};
		const tagsOf = (source: Params) => {
			const tags: Record<string, string> = {};
			for (let n = 1; source[`Tag.${n}.Key`] !== undefined; n++)
				tags[source[`Tag.${n}.Key`]] = source[`Tag.${n}.Value`] ?? '';
			return tags;
		};

		switch (call.action) {
			case 'AllocateEipAddress':
				return this.byToken(call, region, () => {
					const eip = this.add(call.account, call.region, {
						name: params.Name ?? '',
						description: params.Description ?? '',
						bandwidth: params.Bandwidth ?? '5',
						tags: tagsOf(params),
						allocatedAt: clock.wall,
						visibleAt: clock.elapsed + this.hideNew,
					});
					bought('eip', eip.id);
					return {
						AllocationId: eip.id,
						EipAddress: eip.ip,
						ResourceGroupId: 'rg-acfm4odxxxxxxxx',
					};
				});
			case 'AssociateEipAddress': {
				if (!params.InstanceId)
					throw new Refusal('MissingParameter', 400, 'InstanceId is missing.');
				const eip = visible(params.AllocationId);
				if (params.InstanceId.endsWith('missing'))
					throw new Refusal(
						'InvalidInstanceId.NotFound',
						404,
						'The specified InstanceId is not found.',
					);
				return this.byToken(call, region, () => {
					if (eip.status !== 'Available') throw wrongState();
					const nth = this.binds++;
					eip.status = 'Associating';
					eip.instanceId = params.InstanceId;
					eip.instanceType = params.InstanceType ?? 'EcsInstance';
					eip.privateIp =
						params.PrivateIpAddress ?? (params.InstanceId.startsWith('eni-') ? '192.168.0.4' : '');
					eip.mode = params.Mode ?? 'NAT';
					if (params.InstanceId.endsWith('stuck')) return {};
					later(eip, () => {
						if (this.fallsBack(nth)) free(eip);
						else eip.status = 'InUse';
					});
					return {};
				});
			}
			case 'UnassociateEipAddress': {
				const eip = visible(params.AllocationId);
				return this.byToken(call, region, () => {
					if (eip.status !== 'InUse') throw wrongState();
					if (params.InstanceId && params.InstanceId !== eip.instanceId)
						throw new Refusal('InvalidInstanceId.NotFound', 404, 'Specified instance is wrong.');
					eip.status = 'Unassociating';
					later(eip, () => free(eip));
					return {};
				});
			}
			case 'ReleaseEipAddress': {
				const eip = visible(params.AllocationId);
				if (eip.chargeType === 'PrePaid')
					throw new Refusal(
						'Forbidden.ChargeTypeIsPrepaid',
						400,
						'Forbidden to release a prepaid EIP',
					);
				if (eip.protection)
					throw new Refusal(
						'InvalidOperation.DeletionProtection',
						400,
						'The instance cannot be deleted because of deletion protection.',
					);
				if (eip.status !== 'Available') throw wrongState();
				call.applied = true;
				eip.status = 'Releasing';
				later(eip, () => this.remove(eip.id));
				return {};
			}
			case 'ModifyEipAddressAttribute': {
				const eip = visible(params.AllocationId);
				call.applied = true;
				if (params.Name !== undefined) eip.name = params.Name;
				if (params.Description !== undefined) eip.description = params.Description;
				if (params.Bandwidth !== undefined) eip.bandwidth = params.Bandwidth;
				return {};
			}
			case 'DeletionProtection': {
				const eip = visible(params.InstanceId);
				call.applied = true;
				eip.protection = String(params.ProtectionEnable) === 'true';
				return {};
			}
			case 'TagResources':
				for (let n = 1; params[`ResourceId.${n}`] !== undefined; n++)
					Object.assign(visible(params[`ResourceId.${n}`]).tags, tagsOf(params));
				call.applied = true;
				return {};
			case 'ListTagResources':
				return { NextToken: '', TagResources: { TagResource: [] } };
			case 'DescribeEipAddresses':
				return this.describe(call, region);
			case 'DescribeEipMonitorData': {
				const eip = visible(params.AllocationId);
				return this.monitor(eip, params);
			}
			case 'DescribeInstances': {
				// Whatever is named in a story is there.
				const ids = JSON.parse(params.InstanceIds ?? '[]') as string[];
				return {
					NextToken: '',
					Instances: { Instance: ids.map((InstanceId) => ({ InstanceId, Status: 'Running' })) },
				};
			}
			case 'DescribeRegions':
				return {
					Regions: {
						Region: this.regions.map((RegionId) => ({
							RegionId,
							LocalName: RegionId,
							RegionEndpoint: `vpc.${RegionId}.aliyuncs.com`,
						})),
					},
				};
			case 'CreateCommonBandwidthPackage':
				return this.byToken(call, region, () => {
					const id = `cbwp-m${this.ids}${String(++this.nextId).padStart(4, '0')}`;
					region.packages.set(id, { id, name: params.Name ?? '', ips: [] });
					bought('package', id);
					return { BandwidthPackageId: id, ResourceGroupId: 'rg-acfm4odxxxxxxxx' };
				});
			case 'AddCommonBandwidthPackageIp':
			case 'AddCommonBandwidthPackageIps': {
				const pack = region.packages.get(params.BandwidthPackageId ?? '');
				if (!pack)
					throw new Refusal('InvalidBandwidthPackageId.NotFound', 404, 'The package is not found.');
				const ids = [params.IpInstanceId ?? ''].filter(Boolean);
				for (let n = 1; params[`IpInstanceIds.${n}`] !== undefined; n++)
					ids.push(params[`IpInstanceIds.${n}`]);
				const eips = ids.map((id) => visible(id));
				return this.byToken(call, region, () => {
					for (const eip of eips) {
						eip.packageId = pack.id;
						pack.ips.push(eip.id);
					}
					return {};
				});
			}
			case 'DescribeCommonBandwidthPackages': {
				const packs = [...region.packages.values()].filter(
					({ id }) => !params.BandwidthPackageId || id === params.BandwidthPackageId,
				);
				return {
					TotalCount: packs.length,
					PageNumber: 1,
					PageSize: Number(params.PageSize ?? 10),
					CommonBandwidthPackages: {
						CommonBandwidthPackage: packs.map((pack) => ({
							BandwidthPackageId: pack.id,
							Name: pack.name,
							Status: 'Available',
							BusinessStatus: 'Normal',
							RegionId: call.region,
							Bandwidth: '100',
							InternetChargeType: 'PayByBandwidth',
							InstanceChargeType: 'PostPaid',
							CreationTime: '2026-03-01T00:00:00Z',
							PublicIpAddresses: {
								PublicIpAddresse: pack.ips.map((id) => ({
									AllocationId: id,
									IpAddress: region.eips.get(id)?.ip ?? '',
									BandwidthPackageIpRelationStatus: 'BINDED',
								})),
							},
						})),
					},
				};
			}
			case 'AllocateEipSegmentAddress':
				return this.byToken(call, region, () => {
					const id = `eipsg-m${this.ids}${String(++this.nextId).padStart(4, '0')}`;
					region.segments.set(id, {
						id,
						count: 2 ** (32 - Number(params.EipMask ?? 28)),
						readyAt: clock.elapsed + this.bindTime,
						visibleAt: clock.elapsed + this.hideNew,
					});
					bought('segment', id);
					return { EipSegmentInstanceId: id, OrderId: '20190000' };
				});
			case 'DescribeEipSegment': {
				const all = [...region.segments.values()].filter(
					({ id, visibleAt }) =>
						visibleAt <= clock.elapsed &&
						(!params.SegmentInstanceId || id === params.SegmentInstanceId),
				);
				return {
					TotalCount: all.length,
					PageNumber: 1,
					PageSize: Number(params.PageSize ?? 10),
					EipSegments: {
						EipSegment: all.map((one) => ({
							InstanceId: one.id,
							Status: one.releasing
								? 'Releasing'
								: one.readyAt <= clock.elapsed
									? 'Allocated'
									: 'Allocating',
							IpCount: one.count,
							Segment: '203.0.113.32/28',
							RegionId: call.region,
							Name: '',
							Description: '',
							CreationTime: '2026-03-01T00:00:00Z',
						})),
					},
				};
			}
			default:
				return this.performOther(call, region, visible, wrongState);
		}
	}

	/** What is less often used. */
	private performOther(
		call: Call,
		region: Region,
		visible: (id: string | undefined) => Eip,
		wrongState: () => Refusal,
	): Json {
		const { params } = call;
		const listOf = (name: string) => {
			const all: string[] = [];
			for (let n = 1; params[`${name}.${n}`] !== undefined; n++) all.push(params[`${name}.${n}`]);
			return all;
		};
		const found = <T>(one: T | undefined, code: string): T => {
			if (one === undefined) throw new Refusal(code, 404, 'The specified resource is not found.');
			return one;
		};
		const pool = () =>
			found(
				region.pools.get(params.PublicIpAddressPoolId ?? ''),
				'ResourceNotFound.PublicIpAddressPool',
			);
		const then = (run: () => void) => void clock.at(this.bindTime, run);
		switch (call.action) {
			case 'AssociateEipAddressBatch': {
				const eips = listOf('InstanceIds').map((id) => visible(id));
				return this.byToken(call, region, () => {
					if (eips.some(({ status }) => status !== 'Available')) throw wrongState();
					for (const eip of eips) {
						eip.status = 'Associating';
						eip.instanceId = params.BindedInstanceId;
						eip.instanceType = params.BindedInstanceType;
						eip.mode = params.Mode ?? 'NAT';
						eip.pending = { at: clock.elapsed + this.bindTime, to: () => (eip.status = 'InUse') };
					}
					return {};
				});
			}
			case 'RemoveCommonBandwidthPackageIp': {
				const pack = found(
					region.packages.get(params.BandwidthPackageId ?? ''),
					'InvalidBandwidthPackageId.NotFound',
				);
				return this.byToken(call, region, () => {
					const eip = visible(params.IpInstanceId);
					if (!pack.ips.includes(eip.id))
						throw new Refusal('InvalidIpInstanceId.NotFound', 404, 'It is not in the package.');
					then(() => {
						pack.ips = pack.ips.filter((id) => id !== eip.id);
						eip.packageId = '';
					});
					return {};
				});
			}
			case 'DeleteCommonBandwidthPackage': {
				const pack = found(
					region.packages.get(params.BandwidthPackageId ?? ''),
					'InvalidBandwidthPackageId.NotFound',
				);
				if (pack.ips.length > 0 && params.Force !== 'true')
					throw new Refusal('BandwidthPackage.InUse', 400, 'The package has Elastic IPs.');
				call.applied = true;
				region.packages.delete(pack.id);
				return {};
			}
			case 'ModifyCommonBandwidthPackageAttribute': {
				const pack = found(
					region.packages.get(params.BandwidthPackageId ?? ''),
					'InvalidBandwidthPackageId.NotFound',
				);
				call.applied = true;
				if (params.Name !== undefined) pack.name = params.Name;
				return {};
			}
			case 'ReleaseEipSegmentAddress':
				return this.byToken(call, region, () => {
					const one = found(
						region.segments.get(params.SegmentInstanceId ?? ''),
						'InvalidSegmentInstanceId.NotFound',
					);
					if (one.releasing) throw wrongState();
					one.releasing = true;
					then(() => region.segments.delete(one.id));
					return {};
				});
			case 'UnTagResources': {
				const eips = listOf('ResourceId').map((id) => visible(id));
				call.applied = true;
				for (const eip of eips)
					for (const key of params.All === 'true' ? Object.keys(eip.tags) : listOf('TagKey'))
						delete eip.tags[key];
				return {};
			}
			case 'DeletePublicIpAddressPool': {
				const one = pool();
				return this.byToken(call, region, () => {
					if (one.blocks.size > 0)
						throw new Refusal('InvalidStatus.Pool', 400, 'The pool is in use.');
					one.status = 'Deleting';
					then(() => region.pools.delete(one.id));
					return {};
				});
			}
			case 'AddPublicIpAddressPoolCidrBlock': {
				const one = pool();
				return this.byToken(call, region, () => {
					const block = params.CidrBlock ?? `198.18.${++this.nextId}.0/${params.CidrMask ?? 28}`;
					one.blocks.set(block, 'Modifying');
					then(() => one.blocks.set(block, 'Created'));
					return { CidrBlock: block };
				});
			}
			case 'DeletePublicIpAddressPoolCidrBlock': {
				const one = pool();
				return this.byToken(call, region, () => {
					const block = params.CidrBlock ?? '';
					found(one.blocks.get(block), 'ResourceNotFound.CidrBlock');
					one.blocks.set(block, 'Deleting');
					then(() => one.blocks.delete(block));
					return {};
				});
			}
			case 'ListPublicIpAddressPools': {
				const ids = listOf('PublicIpAddressPoolIds');
				const all = [...region.pools.values()].filter(
					({ id }) => ids.length === 0 || ids.includes(id),
				);
				return {
					TotalCount: all.length,
					MaxResults: Number(params.MaxResults ?? 10),
					PublicIpAddressPoolList: all.map(({ id, status }) => ({
						PublicIpAddressPoolId: id,
						Status: status,
						BusinessStatus: 'Normal',
						Name: '',
						RegionId: call.region,
						Isp: 'BGP',
						CreationTime: '2026-03-01T00:00:00Z',
					})),
				};
			}
			case 'ListPublicIpAddressPoolCidrBlocks': {
				const all = [...pool().blocks].filter(
					([block]) => !params.CidrBlock || params.CidrBlock === block,
				);
				return {
					TotalCount: all.length,
					PublicIpPoolCidrBlockList: all.map(([CidrBlock, Status]) => ({
						CidrBlock,
						Status,
						PublicIpAddressPoolId: params.PublicIpAddressPoolId,
						TotalIpNum: 16,
						UsedIpNum: 0,
						CreationTime: '2026-03-01T00:00:00Z',
					})),
				};
			}
			default:
				throw new Refusal('InvalidAction.NotFound', 404, `No ${call.action} in this model.`);
		}
	}

	private describe(call: Call, region: Region): Json {
		const { params } = call;
		const ids = params.AllocationId?.split(',').map((id) => id.trim());
		const addresses = params.EipAddress?.split(',').map((ip) => ip.trim());
		const tags: Array<[string, string | undefined]> = [];
		for (let n = 1; params[`Tag.${n}.Key`] !== undefined; n++)
			tags.push([params[`Tag.${n}.Key`], params[`Tag.${n}.Value`]]);
		const all = [...region.eips.values()].filter(
			(eip) =>
				eip.visibleAt <= clock.elapsed &&
				(!ids || ids.includes(eip.id)) &&
				(!addresses || addresses.includes(eip.ip)) &&
				(!params.Status || eip.status === params.Status) &&
				(!params.EipName || eip.name === params.EipName) &&
				(!params.ChargeType || eip.chargeType === params.ChargeType) &&
				(!params.SegmentInstanceId || eip.segmentId === params.SegmentInstanceId) &&
				(!params.LockReason || eip.locks.includes(params.LockReason)) &&
				(!params.AssociatedInstanceId || eip.instanceId === params.AssociatedInstanceId) &&
				tags.every(([key, value]) =>
					value ? eip.tags[key] === value : eip.tags[key] !== undefined,
				),
		);
		const size = Number(params.PageSize ?? 10);
		const page = Number(params.PageNumber ?? 1);
		return {
			TotalCount: all.length,
			PageNumber: page,
			PageSize: size,
			EipAddresses: {
				EipAddress: all.slice((page - 1) * size, page * size).map((eip) => this.record(eip)),
			},
		};
	}

	private monitor(eip: Eip, params: Params): Json {
		const period = Number(params.Period ?? 60) * 1000;
		// Whether a point that began before the start is part of the answer, no recording says: here it is.
		const start = Math.floor(Date.parse(params.StartTime) / period) * period;
		const end = Math.min(Date.parse(params.EndTime), clock.wall - this.monitorLag * 60_000);
		const points: Json[] = [];
		for (let at = start; at < end && points.length < 400; at += period) {
			let flow = 0;
			for (let minute = at; minute < at + period; minute += 60_000) flow += eip.traffic(minute);
			const numbers: Json = {
				EipRX: Math.floor(flow / 2),
				EipTX: Math.ceil(flow / 2),
				EipFlow: flow,
				EipPackets: Math.ceil(flow / 1000),
				EipBandwidth: Math.floor(flow / (period / 1000)),
			};
			for (const key of Object.keys(numbers)) {
				if (this.monitorShape === 'nulls') numbers[key] = null;
				if (this.monitorShape === 'blanks') numbers[key] = '';
				if (this.monitorShape === 'words') numbers[key] = 'n/a';
				if (this.monitorShape === 'missing') delete numbers[key];
			}
			points.push({
				TimeStamp: new Date(at).toISOString().replace(/\.\d+Z$/, 'Z'),
				...numbers,
			});
		}
		switch (this.monitorShape) {
			case 'noList':
				return { EipMonitorDatas: {} };
			case 'noOuterList':
				return {};
			case 'emptyList':
				return { EipMonitorDatas: { EipMonitorData: [] } };
			case 'singleObject':
				return { EipMonitorDatas: { EipMonitorData: points[0] ?? {} } };
			default:
				return { EipMonitorDatas: { EipMonitorData: points } };
		}
	}

	/** What was asked for under this action. */
	sent(action: string) {
		return this.calls.filter((call) => call.action === action);
	}
}
