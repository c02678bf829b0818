import { ApiError, invalid, missing } from '../../wire/apiError';
import type { Tag } from '../../state/eip';

/** Business parameters as they came: decoded, flat names such as `Tag.1.Key`. */
export type RawParameters = ReadonlyMap<string, string>;

/** How one parameter of an action is read and checked. */
export interface Parameter<T> {
	/** The checked value; throws the refusal the API would give. */
	read(raw: RawParameters, name: string): T;
	/** Whether a flat name belongs to the parameter `name`. */
	owns(name: string, flat: string): boolean;
}

/** Parameters of an action by name. */
export type Parameters = Readonly<Record<string, Parameter<unknown>>>;

/** The checked values of an action's parameters. */
export type Values<P extends Parameters> = {
	readonly [K in keyof P]: P[K] extends Parameter<infer T> ? T : never;
};

const scalar = <T>(read: (value: string, name: string) => T): Parameter<T | undefined> => ({
	read(raw, name) {
		const value = raw.get(name);
		return value === undefined ? undefined : read(value, name);
	},
	owns: (name, flat) => flat === name,
});

/** Makes a parameter mandatory: absent or empty ends in `Missing<Name>`. */
export function required<T>(parameter: Parameter<T | undefined>): Parameter<T> {
	return {
		...parameter,
		read(raw, name) {
			const value = raw.get(name) === '' ? undefined : parameter.read(raw, name);
			if (value === undefined || (Array.isArray(value) && value.length === 0)) throw missing(name);
			return value;
		},
	};
}

/** A text with a greatest length in characters. */
export function text(limits: { max?: number } = {}): Parameter<string | undefined> {
	return scalar((value, name) => {
		if (limits.max !== undefined && [...value].length > limits.max)
			throw invalid(name, 'is too long');
		return value;
	});
}

/** A name (0 to 128 characters) or description (0 to 256) that must not begin with http:// or https://. */
export function label(max: 128 | 256): Parameter<string | undefined> {
	return scalar((value, name) => {
		if ([...value].length > max) throw invalid(name, 'is too long');
		if (/^https?:\/\//i.test(value)) throw invalid(name, 'begins with http:// or https://');
		return value;
	});
}

/** The idempotency key: 1 to 64 ASCII characters. */
export function clientToken(): Parameter<string | undefined> {
	return scalar((value, name) => {
		if (!/^[\x20-\x7e]{0,64}$/.test(value))
			throw invalid(name, 'is not made of at most 64 ASCII characters');
		return value === '' ? undefined : value;
	});
}

/** A whole number within bounds; `code` replaces InvalidParameter. */
export function integer(
	limits: { min?: number; max?: number; code?: string } = {},
): Parameter<number | undefined> {
	const { min = -Infinity, max = Infinity, code } = limits;
	return scalar((value, name) => {
		const number = Number(value);
		if (!/^-?\d{1,15}$/.test(value) || number < min || number > max) {
			throw code
				? new ApiError(code)
				: invalid(name, `is not a whole number from ${min} to ${max}`);
		}
		return number;
	});
}

/** `true` or `false`, in any case. */
export function bool(): Parameter<boolean | undefined> {
	return scalar((value, name) => {
		if (/^true$/i.test(value)) return true;
		if (/^false$/i.test(value)) return false;
		throw invalid(name, 'is neither true nor false');
	});
}

/** One of some values, exactly as written; `code` replaces InvalidParameter. */
export function oneOf<const T extends string>(
	values: readonly T[],
	code?: string,
): Parameter<T | undefined> {
	return scalar((value, name) => {
		const found = values.find((allowed) => allowed === value);
		if (found === undefined) {
			throw code ? new ApiError(code) : invalid(name, `is not one of ${values.join(', ')}`);
		}
		return found;
	});
}

/** One of some values in any case; answers with the spelling of the list. */
export function oneOfAnyCase<const T extends string>(
	values: readonly T[],
): Parameter<T | undefined> {
	return scalar((value, name) => {
		const found = values.find((allowed) => allowed.toLowerCase() === value.toLowerCase());
		if (found === undefined) throw invalid(name, `is not one of ${values.join(', ')}`);
		return found;
	});
}

function indexes(raw: RawParameters, name: string, fields: readonly string[]): number[] {
	const found = new Set<number>();
	for (const flat of raw.keys()) {
		const match = /^(.+?)\.([1-9]\d{0,3})(?:\.(.+))?$/.exec(flat);
		if (match?.[1] !== name) continue;
		if (fields.length === 0 ? match[3] === undefined : fields.includes(match[3]))
			found.add(Number(match[2]));
	}
	return [...found].sort((left, right) => left - right);
}

function ownsList(name: string, flat: string, fields: readonly string[]): boolean {
	if (!flat.startsWith(`${name}.`)) return false;
	const [index, ...rest] = flat.slice(name.length + 1).split('.');
	return (
		/^[1-9]\d{0,3}$/.test(index) &&
		(fields.length === 0 ? rest.length === 0 : fields.includes(rest.join('.')))
	);
}

/** A list of texts, `Name.1`, `Name.2`, ... */
export function list(max: number, allowed?: readonly string[]): Parameter<string[] | undefined> {
	return {
		read(raw, name) {
			const found = indexes(raw, name, []);
			if (found.length > max) throw invalid(name, `has more than ${max} entries`);
			const values = found
				.map((index) => raw.get(`${name}.${index}`) ?? '')
				.filter((value) => value !== '');
			const wrong = allowed && values.find((value) => !allowed.includes(value));
			if (wrong !== undefined) throw invalid(name, `is not one of ${allowed?.join(', ')}`);
			return values.length === 0 ? undefined : values;
		},
		owns: (name, flat) => ownsList(name, flat, []),
	};
}

/** A list of key and value, `Name.1.Key`, `Name.1.Value`, ... */
export function pairs(max: number): Parameter<Tag[] | undefined> {
	const fields = ['Key', 'Value'];
	return {
		read(raw, name) {
			const found = indexes(raw, name, fields);
			if (found.length > max) throw invalid(name, `has more than ${max} entries`);
			const values = found.map((index) => ({
				key: raw.get(`${name}.${index}.Key`) ?? '',
				value: raw.get(`${name}.${index}.Value`) ?? '',
			}));
			return values.length === 0 ? undefined : values;
		},
		owns: (name, flat) => ownsList(name, flat, fields),
	};
}

/** Up to 20 tags to be set: keys of 1 to 128 characters, values of 0 to 128, with the reserved beginnings refused. */
export function tags(): Parameter<Tag[] | undefined> {
	const parameter = pairs(20);
	return {
		...parameter,
		read(raw, name) {
			const tags = parameter.read(raw, name);
			for (const { key, value } of tags ?? []) {
				if (key === '' || [...key].length > 128)
					throw invalid(`${name}.N.Key`, 'is empty or too long');
				if (/^(aliyun|acs:)/i.test(key))
					throw invalid(`${name}.N.Key`, 'begins with aliyun or acs:');
				if (/https?:\/\//i.test(key + value)) throw invalid(name, 'holds http:// or https://');
				if ([...value].length > 128) throw invalid(`${name}.N.Value`, 'is too long');
			}
			if (tags && new Set(tags.map(({ key }) => key)).size < tags.length)
				throw invalid(`${name}.N.Key`, 'occurs twice');
			return tags;
		},
	};
}

/** Reads all parameters of an action; the first that is wrong decides the refusal, missing ones come first. */
export function readParameters<P extends Parameters>(parameters: P, raw: RawParameters): Values<P> {
	const values: Record<string, unknown> = {};
	const refusals: ApiError[] = [];
	for (const [name, parameter] of Object.entries(parameters)) {
		try {
			values[name] = parameter.read(raw, name);
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			refusals.push(error);
		}
	}
	const first = refusals.find(({ code }) => code.startsWith('Missing')) ?? refusals[0];
	if (first) throw first;
	return values as Values<P>;
}
