import { createHash } from 'node:crypto';
import type { Column } from '../columns/Column';
import { type ColumnValues, type KnownEip, NO_COLUMNS } from '../columns/KnownEip';
import { tagsColumn } from '../columns/tags';
import {
	createLetters,
	decodeNumber,
	encodeNumber,
	escapeText,
	shortenTo,
	unescapeText,
} from '../encoding/text';
import { TextTable } from '../encoding/TextTable';
import { allColumns } from '../events';
import { tagsToShorten } from './limitTags';
import type { RegionSnapshot } from './TriggerState';

/** A region in the state: a few long texts, which n8n copies and compares much faster than objects. */
export interface RegionState {
	/** `all`, or IDs with commas. */
	scope: string;
	/** Names of columns with commas. */
	columns: string;
	timing: string;
	epoch: string;
	/** `reportsFrom`; left out for 0. */
	reportsFrom?: string;
	texts: string;
	/** Elastic IPs separated by `|`, their fields by commas; empty fields at the end are left out. */
	elasticIps: string;
	/** Tells whether the above was cut off or changed by someone else. */
	checksum: string;
}

const NAME_BYTES = 24;

const statusLetters = createLetters({
	Associating: 'S',
	Available: 'A',
	InUse: 'I',
	Releasing: 'R',
	Unassociating: 'U',
});

const instanceLetters = createLetters({
	EcsInstance: 'E',
	HaVip: 'H',
	IpAddress: 'A',
	Nat: 'N',
	NetworkInterface: 'I',
	SlbInstance: 'S',
});

export function encodeRegion(snapshot: RegionSnapshot): RegionState {
	const texts = new TextTable();
	const { columns } = snapshot;
	const shortened = columns.includes(tagsColumn)
		? tagsToShorten(snapshot.elasticIps.values())
		: undefined;
	const lines = [];
	for (const known of snapshot.elasticIps.values()) {
		let line = encodeBase(known);
		for (const column of columns) {
			const fingerprint = column === tagsColumn ? shortened?.get(known) : undefined;
			const value = fingerprint ?? column.of(known);
			line += `,${value === undefined ? (column.unknown ?? '') : column.encode(value, texts)}`;
		}
		lines.push(line.replace(/,+$/, ''));
	}
	const state = {
		scope: snapshot.scope === 'all' ? 'all' : snapshot.scope.join(','),
		columns: columns.map(({ name }) => name).join(','),
		timing: snapshot.timing,
		epoch: snapshot.epoch,
		...(snapshot.reportsFrom > 0 && { reportsFrom: encodeNumber(snapshot.reportsFrom) }),
		texts: texts.encode(),
		elasticIps: lines.join('|'),
	};
	return { ...state, checksum: checksumOf(state) };
}

/** @throws Error if it is not a whole and unchanged result of `encodeRegion` */
export function decodeRegion(state: unknown): RegionSnapshot {
	if (!isRegionState(state) || state.checksum !== checksumOf(state)) throw new Error('Not intact');
	const columns = (state.columns === '' ? [] : state.columns.split(',')).map(findColumn);
	const texts = TextTable.decode(state.texts);
	const elasticIps = new Map<string, KnownEip>();
	for (const line of state.elasticIps === '' ? [] : state.elasticIps.split('|')) {
		const fields = line.split(',');
		const known = decodeBase(fields);
		if (columns.length > 0) known.columns = decodeColumns(columns, fields, texts);
		elasticIps.set(known.allocationId, known);
	}
	const scope = state.scope === 'all' ? 'all' : state.scope.split(',').filter(Boolean);
	const { timing, epoch } = state;
	const reportsFrom = decodeNumber(state.reportsFrom ?? '');
	return { scope, columns, timing, epoch, reportsFrom, elasticIps };
}

const BASE_FIELDS = 7;

/** @throws Error if there is none */
function findColumn(name: string): Column {
	const column = allColumns.get(name);
	if (!column) throw new Error('Unknown column');
	return column;
}

function decodeColumns(columns: Column[], fields: string[], texts: TextTable): ColumnValues {
	const values: Record<string, unknown> = {};
	for (const [index, { name, unknown, decode }] of columns.entries()) {
		const text = fields[BASE_FIELDS + index] ?? '';
		if (text !== unknown) values[name] = decode(text, texts);
	}
	return values;
}

function encodeBase(known: KnownEip): string {
	const { allocationId: id, instanceId, instanceType } = known;
	const shortId = id.startsWith('eip-') ? id.slice(4) : `=${id}`;
	const instance =
		instanceId === '' ? '' : `${instanceLetters.encode(instanceType)}+${escapeText(instanceId)}`;
	return [
		escapeText(shortId),
		encodeAddress(known.ipAddress),
		`${statusLetters.encode(known.status)}${known.matches ? '' : '!'}`,
		instance.replace(/^([A-Z])\+/, '$1'),
		encodeNumber(known.allocatedAt),
		`${encodeNumber(known.reports)}${known.missed ? `.${encodeNumber(known.missed)}` : ''}`,
		escapeText(shortenTo(NAME_BYTES, known.name)),
	].join(',');
}

function decodeBase(fields: string[]): KnownEip {
	const [
		id,
		ipAddress = '',
		status = '',
		instance = '',
		allocatedAt = '',
		reports = '',
		name = '',
	] = fields;
	if (id === '') throw new Error('No ID');
	const plainId = unescapeText(id);
	const [reported, missed] = reports.split('.');
	const [, type, instanceId] = /^(~[^+]*\+|[A-Z])?(.*)$/.exec(instance) ?? [];
	return {
		allocationId: plainId.startsWith('=') ? plainId.slice(1) : `eip-${plainId}`,
		ipAddress: decodeAddress(ipAddress),
		name: unescapeText(name),
		status: statusLetters.decode(status.endsWith('!') ? status.slice(0, -1) : status),
		instanceId: unescapeText(instanceId ?? ''),
		instanceType:
			type === undefined
				? ''
				: instanceLetters.decode(type.endsWith('+') ? type.slice(0, -1) : type),
		allocatedAt: decodeNumber(allocatedAt),
		matches: !status.endsWith('!'),
		reports: decodeNumber(reported),
		columns: NO_COLUMNS,
		...(missed !== undefined && { missed: decodeNumber(missed) }),
	};
}

const IPV4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;

/** An IPv4 address as a number, which takes half of the characters; others as they are. */
function encodeAddress(address: string): string {
	const parts = IPV4.exec(address)?.slice(1).map(Number);
	if (!parts) return address === '' ? '' : `~${escapeText(address)}`;
	return parts.reduce((sum, part) => sum * 256 + part, 0).toString(36);
}

function decodeAddress(text: string): string {
	if (text === '' || text.startsWith('~')) return unescapeText(text.slice(1));
	const number = text === '0' ? 0 : decodeNumber(text);
	return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');
}

function checksumOf(state: Omit<RegionState, 'checksum'>): string {
	const { scope, columns: names, timing, epoch, reportsFrom = '', texts, elasticIps } = state;
	const text = [scope, names, timing, `${epoch}${reportsFrom}`, texts, elasticIps].join('\n');
	return createHash('sha256').update(text).digest('base64url').slice(0, 12);
}

function isRegionState(state: unknown): state is RegionState {
	if (typeof state !== 'object' || state === null) return false;
	const texts = state as Record<keyof RegionState, unknown>;
	return [
		texts.scope,
		texts.columns,
		texts.timing,
		texts.epoch,
		texts.texts,
		texts.elasticIps,
		texts.checksum,
		texts.reportsFrom ?? '',
	].every((text) => typeof text === 'string');
}
