import { createRequire } from 'node:module';
import type { Product } from '../../credentials/signature/endpoint';
import { productOf } from '../../nodes/AlibabaCloudEip/api/actions';

/** What the official SDK knows of an object in a reply. */
export interface SdkModel {
	names(): Record<string, string>;
	types(): Record<string, SdkType>;
}

type SdkType = string | SdkModel | { type: string; itemType?: SdkType };

const load = createRequire(__filename);

/** The official SDKs by product, without those that npm does not have or that no check asks. */
const SDKS: Partial<Record<Product, string>> = {
	Vpc: '@alicloud/vpc20160428',
	ResourceManager: '@alicloud/resourcemanager20200331',
};

/** The official SDK's model of the reply of an action. @throws Error when there is no SDK of its product */
export function replyModel(action: string): SdkModel {
	const name = `${action}ResponseBody`;
	const product = productOf(action);
	const sdk = SDKS[product];
	if (sdk === undefined) throw new Error(`There is no SDK of ${product}`);
	const module = load(`${sdk}/dist/models/${name}`) as Record<string, SdkModel>;
	return module[name];
}

/** How a reply differs from what the SDK says. Fields with `[]` for entries of a list. */
export interface Differences {
	/** Fields that the SDK does not know. */
	unknown: Set<string>;
	/** Fields of another type, with the type seen. */
	wrong: Set<string>;
}

/**
 * Compares a reply with the SDK's model of it. Fields that are absent are fine: most are optional.
 * Values never get into the result, only names of fields and types.
 */
export function compareWithModel(
	value: unknown,
	model: SdkModel,
	differences: Differences = { unknown: new Set(), wrong: new Set() },
	path = '',
): Differences {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		differences.wrong.add(`${path || 'reply'} is ${kindOf(value)}`);
		return differences;
	}
	const types = model.types();
	const byWireName = new Map(
		Object.entries(model.names()).map(([own, wire]) => [wire, types[own]]),
	);
	for (const [name, field] of Object.entries(value)) {
		const place = path ? `${path}.${name}` : name;
		const type = byWireName.get(name);
		if (type === undefined) differences.unknown.add(place);
		else compareField(field, type, differences, place);
	}
	return differences;
}

function compareField(value: unknown, type: SdkType, differences: Differences, place: string) {
	if (value === null || value === undefined) return;
	if (typeof type === 'string') {
		// The shipped parser keeps numbers beyond 2^53 as text.
		const isLong = type === 'number' && typeof value === 'string' && /^-?\d{16,}$/.test(value);
		const isAny = type === 'any' || type === 'map';
		if (typeof value !== type && !isLong && !isAny) {
			differences.wrong.add(`${place} is ${kindOf(value)} instead of ${type}`);
		}
		return;
	}
	if ('names' in type) {
		compareWithModel(value, type, differences, place);
		return;
	}
	if (type.type !== 'array' || type.itemType === undefined) return;
	if (!Array.isArray(value)) {
		differences.wrong.add(`${place} is ${kindOf(value)} instead of a list`);
		return;
	}
	for (const entry of value) compareField(entry, type.itemType, differences, `${place}[]`);
}

function kindOf(value: unknown): string {
	if (value === null) return 'null';
	return Array.isArray(value) ? 'a list' : typeof value;
}
