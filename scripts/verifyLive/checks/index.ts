import type { Check } from '../Check';
import { fieldChecks } from './fields';
import { filterChecks } from './filters';
import { gatewayChecks } from './gateway';
import { listChecks } from './lists';
import { lookUpChecks } from './lookUps';
import { monitorChecks } from './monitor';

/** Everything that can be confirmed by reading. */
export const readChecks: Check[] = [
	...gatewayChecks,
	...listChecks,
	...filterChecks,
	...fieldChecks,
	...lookUpChecks,
	...monitorChecks,
];
