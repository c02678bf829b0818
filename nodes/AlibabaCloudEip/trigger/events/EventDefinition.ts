import type { IDataObject } from 'n8n-workflow';
import type { TriggerSettings } from '../settings';
import type { Change, ColumnName, Detection, EventName } from '../types';

export interface DetectContext {
	settings: TriggerSettings;
	/** Milliseconds since 1970. */
	now: number;
}

/** One value of "Trigger On". */
export interface EventDefinition {
	value: EventName;
	name: string;
	description: string;
	/** What must be kept about each Elastic IP for it. */
	columns?: ColumnName[];
	/** Whether time alone can bring it about, without any change. */
	isTimed?: boolean;
	/**
	 * Whether it happened to an Elastic IP. What a column holds is undefined where it was not kept at
	 * the last look; then nothing is known to have changed. Without it the event is about more than
	 * one Elastic IP, or needs more than the list of them.
	 */
	detect?(change: Change, context: DetectContext): Detection | undefined;
	/** Whether a test event is best shown with this Elastic IP, as the API sends it. */
	suits(elasticIp: IDataObject): boolean;
	/** Old and new values of a test event with this Elastic IP, as the API sends it. */
	sample(elasticIp: IDataObject, context: DetectContext): Pick<Detection, 'old' | 'new'>;
}
