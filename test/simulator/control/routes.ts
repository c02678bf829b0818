import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LockReason } from '../facts/values';
import type { Fault } from '../faults/faults';
import { readHttpRequest } from '../gateway/httpRequest';
import type { Settings } from '../options';
import { addNamedWorld, type NamedWorld } from '../namedWorld';
import { addSampleData } from '../sample';
import type { Role } from '../accounts';
import type { Simulator } from '../simulator';
import type { EipFields } from '../state/eip';
import type { InstanceFields } from '../state/instance';
import type { DnsRecordFields } from '../state/dns';
import type { ResourceGroupFields, VpcFields } from '../state/networks';
import type { AddressPoolFields, BandwidthPackageFields } from '../state/resources';
import {
	CONTROL_PREFIX,
	fromPlain,
	toPlain,
	type RequestQuery,
	type SimulatorState,
} from './protocol';

/** A fault as JSON: the action can be `/pattern/`, without functions. */
export type PlainFault = Omit<Fault, 'match' | 'until' | 'action' | 'times'> & {
	action?: string;
	/** `null` (what JSON makes of Infinity) stands for "every time". */
	times?: number | null;
};

type Handler = (simulator: Simulator, body: unknown) => unknown;

function faultOf(plain: PlainFault): Fault {
	const pattern = /^\/(.*)\/$/.exec(plain.action ?? '');
	return {
		...plain,
		action: pattern ? new RegExp(pattern[1]) : plain.action,
		times: plain.times === null ? Infinity : plain.times,
	};
}

function stateOf(simulator: Simulator): SimulatorState {
	const { accessKeyId, accessKeySecret } = simulator.account;
	return {
		url: simulator.url,
		account: { accessKeyId, accessKeySecret },
		settings: simulator.settings,
		eips: simulator.eips().length,
		instances: simulator.instances().length,
		requests: simulator.requests.length,
		journal: simulator.journal.length,
		faults: simulator.faults.pending,
	};
}

function applySettings(simulator: Simulator, changes: Partial<Settings>): Settings {
	const { durations, ...others } = changes;
	Object.assign(simulator.settings, others);
	Object.assign(simulator.settings.durations, durations);
	return simulator.settings;
}

const HANDLERS: Readonly<Record<string, Handler>> = {
	state: (simulator) => stateOf(simulator),
	journal: (simulator) => simulator.journal,
	requests: (simulator, body) => {
		const { last } = (body ?? {}) as RequestQuery;
		return last === undefined ? simulator.requests : simulator.requests.slice(-last);
	},
	maxInFlight: (simulator, body) =>
		simulator.maxInFlight((body ?? undefined) as RequestQuery | undefined),
	eips: (simulator, body) => simulator.eips((body as { region?: string } | null)?.region),
	eip: (simulator, body) => simulator.eip((body as { allocationId: string }).allocationId) ?? null,
	instances: (simulator, body) => simulator.instances((body as { region?: string } | null)?.region),
	bandwidthPackages: (simulator, body) =>
		simulator.bandwidthPackages((body as { region?: string } | null)?.region),
	segments: (simulator, body) => simulator.segments((body as { region?: string } | null)?.region),
	pools: (simulator, body) => simulator.pools((body as { region?: string } | null)?.region),
	addBandwidthPackage: (simulator, body) =>
		simulator.addBandwidthPackage((body ?? {}) as BandwidthPackageFields),
	addVpc: (simulator, body) => simulator.addVpc((body ?? {}) as VpcFields),
	addResourceGroup: (simulator, body) =>
		simulator.addResourceGroup((body ?? {}) as ResourceGroupFields),
	addDnsRecord: (simulator, body) => simulator.addDnsRecord((body ?? {}) as DnsRecordFields),
	dnsRecords: (simulator) => simulator.dnsRecords(),
	addRole: (simulator, body) => simulator.addRole(body as Role),
	temporaryKeys: (simulator) => simulator.temporaryKeys,
	everyTemporaryKey: (simulator) => simulator.everyTemporaryKey,
	expireTemporaryKeys: (simulator) => simulator.expireTemporaryKeys(),
	namedWorld: (simulator, body) => addNamedWorld(simulator, body as NamedWorld),
	addPool: (simulator, body) => simulator.addPool((body ?? {}) as AddressPoolFields),
	addEips: (simulator, body) => {
		const { count, overrides } = body as { count: number; overrides?: EipFields };
		return simulator.addEips(count, overrides);
	},
	addInstance: (simulator, body) => simulator.addInstance(body as InstanceFields),
	change: (simulator, body) => {
		const { allocationId, fields } = body as { allocationId: string; fields: EipFields };
		return simulator.change(allocationId, fields);
	},
	lock: (simulator, body) => {
		const { allocationId, reason } = body as { allocationId: string; reason?: LockReason };
		return simulator.lock(allocationId, reason);
	},
	unlock: (simulator, body) => simulator.unlock((body as { allocationId: string }).allocationId),
	remove: (simulator, body) => simulator.remove((body as { allocationId: string }).allocationId),
	settings: (simulator, body) => applySettings(simulator, (body ?? {}) as Partial<Settings>),
	addFault: (simulator, body) => simulator.faults.add(faultOf(body as PlainFault)),
	clearFaults: (simulator) => simulator.faults.clear(),
	sample: (simulator) => addSampleData(simulator),
	reset: (simulator) => simulator.reset(),
};

/** Serves `/_simulator/<name>`: what tests in the same process do with `Simulator`, as JSON. GET or POST. */
export async function handleControl(
	simulator: Simulator,
	message: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const request = await readHttpRequest(message);
	if (!request) return;
	const name = request.path.slice(CONTROL_PREFIX.length);
	const handler = Object.hasOwn(HANDLERS, name) ? HANDLERS[name] : undefined;
	const reply = (status: number, value: unknown) => {
		response.writeHead(status, { 'content-type': 'application/json;charset=utf-8' });
		response.end(toPlain(value));
	};
	if (!handler) {
		reply(404, {
			error: `No control endpoint ${name}; there are ${Object.keys(HANDLERS).join(', ')}`,
		});
		return;
	}
	try {
		const body = request.body.length > 0 ? fromPlain(request.body.toString('utf8')) : null;
		reply(200, handler(simulator, body) ?? null);
	} catch (error) {
		reply(400, { error: error instanceof Error ? error.message : String(error) });
	}
}
