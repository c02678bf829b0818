import type { IDataObject } from 'n8n-workflow';
import type { ApiParameters } from '../../Operation';

/** What is kept with the execution, so that a later try goes on. */
export interface Progress {
	/** Where the old one was bound, from before its unbinding is sent until it is bound again. */
	binding?: ApiParameters;
	/** What the output says of the old one. */
	old?: IDataObject;
	/** The new one. */
	new?: NewElasticIp;
	/** Since when nothing is bound, in milliseconds since 1970. */
	unboundAt?: number;
	/** Milliseconds without an address before that. */
	unboundFor?: number;
	/** Seconds without an address, once the new one is bound; null where an execution was cut off meanwhile. */
	seconds?: number | null;
	steps: IDataObject[];
}

/** The Elastic IP that takes the place of the old one. */
export interface NewElasticIp {
	id: string;
	address: string;
}
