import type { IDataObject } from 'n8n-workflow';
import type { EventName } from './index';

/** One output item. */
export interface TriggerEvent extends IDataObject {
	event: EventName;
	/** What happened, in a sentence. */
	message: string;
	eventId: string;
	observedAt: string;
	regionId: string | null;
	/** Only where the trigger acts in a role: the ID of the account of the role. */
	accountId?: string;
	elasticIp: IDataObject | null;
	old: IDataObject | null;
	new: IDataObject | null;
	changedFields: string[];
	/** Only where the first look of the trigger found it so: when it came about is not known. */
	alreadySo?: true;
	/** Only in a test event: nothing of the kind happened. */
	isTest?: true;
}
