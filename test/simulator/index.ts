export {
	ACTIVE_KEY,
	DEFAULT_ACCOUNTS,
	EXPIRED_STS_KEY,
	INACTIVE_KEY,
	INTERNATIONAL_KEY,
	MAIN_ACCOUNT_ID,
	MALFORMED_TOKEN,
	NO_RIGHTS_KEY,
	READ_ONLY_KEY,
	STS_KEY,
	type Account,
} from './accounts';
export { ACTIONS } from './actions';
export { connectSimulator, type SimulatorClient } from './client';
export type { PlainFault } from './control/routes';
export { RATES } from './facts/rates';
export { DEFAULT_REGION, REGIONS } from './facts/regions';
export type { Fault, FaultKind } from './faults/faults';
export type { RecordedRequest, RequestFilter } from './gateway/requestLog';
export type { Durations, Settings, SimulatorOptions } from './options';
export { addSampleData, SAMPLE_IDS } from './sample';
export { startSimulator } from './server';
export { Simulator } from './simulator';
export type { Eip, EipFields, Tag, TrafficSpan } from './state/eip';
export type { Instance, InstanceFields } from './state/instance';
export type { ChangeKind, JournalEntry } from './state/journal';
export type { AddressPool, BandwidthPackage, Segment } from './state/resources';
