import { $OpenApiUtil } from '@alicloud/openapi-core';
import Vpc, * as models from '@alicloud/vpc20160428';
import type { Account, Simulator } from '../index';

/** A reply with the names of the wire. */
export type Reply = Readonly<Record<string, unknown>>;

/** What the SDK states about a class of its models. */
export interface ModelClass {
	new (map?: Readonly<Record<string, unknown>>): object;
	names(): Record<string, string>;
	types(): Record<string, unknown>;
}

/** The official SDK client for one account, driven by wire names. */
export interface OfficialClient {
	/** Calls an action; answers with the reply as the SDK's models parsed it, under wire names. */
	call(action: string, parameters?: Readonly<Record<string, unknown>>): Promise<Reply>;
	/** Calls an action that must be refused; answers with the code. */
	refusal(action: string, parameters?: Readonly<Record<string, unknown>>): Promise<string>;
}

/** The official SDK of a product: its client, and its models by name. */
export interface Sdk {
	readonly Client: new (config: $OpenApiUtil.Config) => object;
	readonly models: object;
}

const vpcSdk: Sdk = { Client: Vpc, models };

/** A model class of an SDK by its name. */
export function modelClass(name: string, sdk = vpcSdk): ModelClass {
	return (sdk.models as Record<string, ModelClass>)[name];
}

/** The class behind a declared type, if it is a model or a list of models. */
export function innerClass(type: unknown): ModelClass | undefined {
	if (typeof type === 'function') return type as ModelClass;
	const item = (type as { itemType?: unknown } | undefined)?.itemType;
	return typeof item === 'function' ? (item as ModelClass) : undefined;
}

/** Makes a request model from wire names; a name the SDK does not know is a mistake of the test. */
function toModel(type: ModelClass, wire: Readonly<Record<string, unknown>>): object {
	const map: Record<string, unknown> = {};
	const [names, types] = [Object.entries(type.names()), type.types()];
	for (const [wireName, value] of Object.entries(wire)) {
		const name = names.find(([, candidate]) => candidate === wireName)?.[0];
		if (name === undefined) throw new Error(`The SDK knows no ${wireName} in ${type.name}`);
		const inner = innerClass(types[name]);
		if (inner && Array.isArray(value)) map[name] = value.map((item: Reply) => toModel(inner, item));
		else map[name] = inner ? toModel(inner, value as Reply) : value;
	}
	return new type(map);
}

/** The parsed model under wire names. */
function toWire(model: unknown): unknown {
	if (Array.isArray(model)) return model.map((item: unknown) => toWire(item));
	const type = (model as { constructor?: unknown } | null)?.constructor as
		| Partial<ModelClass>
		| undefined;
	if (typeof model !== 'object' || model === null || typeof type?.names !== 'function')
		return model;
	const entries = Object.entries(type.names()).map(([name, wireName]) => [
		wireName,
		toWire((model as Record<string, unknown>)[name]),
	]);
	return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** Connects the official client to a simulator. */
export function officialClient(
	simulator: Simulator,
	options: { account?: Account; algorithm?: 'v2' | 'ACS3-HMAC-SHA256'; sdk?: Sdk } = {},
): OfficialClient {
	const { accessKeyId, accessKeySecret, securityToken } = options.account ?? simulator.account;
	const { sdk = vpcSdk } = options;
	const client = new sdk.Client(
		new $OpenApiUtil.Config({
			accessKeyId,
			accessKeySecret,
			securityToken,
			endpoint: simulator.url.replace('http://', ''),
			protocol: 'http',
			...(options.algorithm === 'v2' ? { signatureAlgorithm: 'v2' } : {}),
		}),
	) as unknown as Record<string, (request?: object) => Promise<{ body: object }>>;

	async function call(
		action: string,
		parameters: Readonly<Record<string, unknown>> = {},
	): Promise<Reply> {
		const method = action[0].toLowerCase() + action.slice(1);
		const type = modelClass(`${action}Request`, sdk) as ModelClass | undefined;
		if (!type) {
			// It has no parameters.
			const { body } = await client[method]();
			return toWire(body) as Reply;
		}
		const region = Object.values(type.names()).includes('RegionId')
			? { RegionId: 'cn-hangzhou' }
			: {};
		const { body } = await client[method](toModel(type, { ...region, ...parameters }));
		return toWire(body) as Reply;
	}
	return {
		call,
		async refusal(action, parameters) {
			const reply = await call(action, parameters).catch(
				(error: { code?: string; message: string }) => {
					if (error.code === undefined) throw error;
					return error.code;
				},
			);
			if (typeof reply !== 'string')
				throw new Error(`${action} was not refused: ${JSON.stringify(reply)}`);
			return reply;
		},
	};
}

/** One EIP of a reply of DescribeEipAddresses. */
export type EipItem = Readonly<Record<string, unknown>> & {
	readonly AllocationId: string;
	readonly Status: string;
};

/** The EIPs in a reply of DescribeEipAddresses. */
export function eipsOf(reply: Reply): readonly EipItem[] {
	return (reply.EipAddresses as { EipAddress: EipItem[] }).EipAddress;
}
