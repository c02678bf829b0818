import type { IDataObject } from 'n8n-workflow';
import type { TextTable } from '../encoding/TextTable';
import type { EventSettings } from '../settings/EventSettings';
import type { ColumnValues, KnownEip } from './KnownEip';

/** What a column may depend on besides the record. */
export interface ColumnContext {
	/** What else is remembered of the Elastic IP now. */
	known: KnownEip;
	/** Whether it was not there at the last poll. */
	isNew: boolean;
	/** Milliseconds since 1970. */
	now: number;
	settings: EventSettings;
	/** The names of the columns whose `timing` is another than at the last poll. */
	retimed: ReadonlySet<string>;
}

interface ColumnDefinition<Value> {
	/** Its name in the state: never changes. */
	name: string;
	/**
	 * What to remember of a record; undefined if the record does not say it: then it stays as it was.
	 *
	 * @param before what was remembered; undefined if nothing was
	 */
	read(record: IDataObject, before: Value | undefined, context: ColumnContext): Value | undefined;
	/** Whether nothing changed. What differs only here must be seen, or its events are lost. */
	isEqual(one: Value, other: Value): boolean;
	/** What it is when an Elastic IP is allocated, where that is always the same. */
	atAllocation?: Value;
	/** The settings by which events of this column are due, after a letter of its own. */
	timing?(settings: EventSettings): string;
	/** What stands in the state for unknown; left out where it is always known. */
	unknown?: string;
	encode(value: Value, texts: TextTable): string;
	/** @throws Error if the text is not one of `encode` */
	decode(text: string, texts: TextTable): Value;
	/** How the output shows it of a released Elastic IP: as the API sends it, and simplified. */
	show?(value: Value): { raw: IDataObject; simplified: IDataObject };
}

/** Something that is remembered about each Elastic IP only if a chosen event needs it. */
export interface Column<Value = unknown> extends ColumnDefinition<Value> {
	/** What is remembered; undefined where it was not kept or is unknown. */
	of(known: Pick<KnownEip, 'columns'>): Value | undefined;
	/** A value of it, to be remembered. */
	holding(value: Value): ColumnValues;
}

/** Makes a column whose value can be read and set with its type. */
export function defineColumn<Value>(definition: ColumnDefinition<Value>): Column<Value> {
	const { name } = definition;
	return {
		...definition,
		of: ({ columns }) => columns[name] as Value | undefined,
		holding: (value) => ({ [name]: value }),
	};
}

/** Whether all these columns are the same at both polls. */
export function areUnchanged(columns: Column[], before: KnownEip, after: KnownEip): boolean {
	for (const { name, isEqual } of columns) {
		const [one, other] = [before.columns[name], after.columns[name]];
		if (one === other) continue;
		if (one === undefined || other === undefined || !isEqual(one, other)) return false;
	}
	return true;
}
