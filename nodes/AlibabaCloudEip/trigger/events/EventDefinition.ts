import type { IDataObject } from 'n8n-workflow';
import type { Column } from '../columns/Column';
import type { ColumnValues, KnownEip } from '../columns/KnownEip';
import type { EventSettings } from '../settings/EventSettings';

/** What happened to an Elastic IP from one poll to the next. */
export interface Change {
	/** `new`: not there at the last poll; `gone`: not there now; `seen`: there at both. */
	kind: 'new' | 'gone' | 'seen';
	/** At the last poll; a new one as it was allocated: not bound, not locked, in no package. */
	before: KnownEip;
	/** Now; one that is gone as it was last, but not bound. */
	after: KnownEip;
	/** Now, as the API sends it; undefined if gone. */
	raw: IDataObject | undefined;
}

/** What an event says. */
export interface Detection {
	old: IDataObject | null;
	new: IDataObject | null;
	/** Distinguishes it from other events of the same name, where `old` and `new` are not enough or not stable. */
	key?: string;
	/** What to remember if it is reported. */
	remember?: ColumnValues;
}

export interface DetectContext {
	settings: EventSettings;
	/** Milliseconds since 1970. */
	now: number;
}

type Values = Pick<Detection, 'old' | 'new'>;

/** One value of "Trigger On". */
export interface EventDefinition<Name extends string = string> {
	value: Name;
	name: string;
	description: string;
	/**
	 * What happened in one sentence without its end, for people who read it in a chat or an e-mail.
	 *
	 * @param which names the Elastic IP
	 */
	say(which: string, values: { old: IDataObject; new: IDataObject }): string;
	/** What must be kept about each Elastic IP for it. */
	columns?: Column[];
	/** Whether time can bring it about without any other change. */
	isTimed?: boolean;
	/**
	 * Whether it happened to an Elastic IP. What a column holds is undefined where it was not kept at
	 * the last poll; then nothing is known to have changed. Without it the event is about more than
	 * one Elastic IP, or needs more than the list of them.
	 */
	detect?(change: Change, context: DetectContext): Detection | undefined;
	/**
	 * What a test event says of this Elastic IP, as the API sends it; undefined if it would not be true
	 * now. Without it the event says something of before that is not known.
	 */
	showNow?(elasticIp: IDataObject, context: DetectContext): Values | undefined;
	/** A test event where nothing true can be shown: what the invented Elastic IP is like, and the values. */
	invent(context: DetectContext): Values & { fields: IDataObject };
}

/** Keeps the value as a type, so that all of them together are the type of "Trigger On". */
export function defineEvent<const Name extends string>(
	definition: EventDefinition<Name>,
): EventDefinition<Name> {
	return definition;
}

/** Whether the status of an Elastic IP was known at both polls. */
export function isStatusKnown({ before, after }: Pick<Change, 'before' | 'after'>): boolean {
	return before.status !== '' && after.status !== '';
}
