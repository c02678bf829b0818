export {
	ACTIVE_KEY,
	arnOf,
	DEFAULT_ACCOUNTS,
	EXTERNAL_ID,
	EXPIRED_STS_KEY,
	INACTIVE_KEY,
	INTERNATIONAL_KEY,
	MALFORMED_TOKEN,
	MEMBER_ACCOUNT_IDS,
	NO_RIGHTS_KEY,
	READ_ONLY_KEY,
	STS_KEY,
	type Account,
} from './accounts';
export { ACTIONS } from './actions';
export { connectSimulator, type SimulatorClient } from './client';
export { REGIONS } from './facts/regions';
export type { Fault, FaultKind } from './faults/faults';
export type { RecordedRequest } from './gateway/requestLog';
export type { SimulatorOptions } from './options';
export { addSampleData, SAMPLE_IDS } from './sample';
export { addNamedWorld } from './namedWorld';
export { startSimulator } from './server';
export { Simulator } from './simulator';
export type { Eip, EipFields } from './state/eip';
export type { InstanceFields } from './state/instance';
export type { JournalEntry } from './state/journal';
