import { appeared } from './appeared';
import { bandwidthChanged } from './bandwidthChanged';
import { bandwidthPackageJoined } from './bandwidthPackageJoined';
import { bandwidthPackageLeft } from './bandwidthPackageLeft';
import { bandwidthUsage } from './bandwidthUsage';
import { bound } from './bound';
import { countCrossed } from './countCrossed';
import { deletionProtectionChanged } from './deletionProtectionChanged';
import type { EventDefinition } from './EventDefinition';
import { expiring } from './expiring';
import { idle } from './idle';
import { locked } from './locked';
import { moved } from './moved';
import { released } from './released';
import { statusChanged } from './statusChanged';
import { tagChanged } from './tagChanged';
import { unbound } from './unbound';
import { unlocked } from './unlocked';

/** All events, in the order in which those of one Elastic IP stand in the output. */
export const eventDefinitions: EventDefinition[] = [
	appeared,
	statusChanged,
	bound,
	moved,
	unbound,
	locked,
	unlocked,
	bandwidthChanged,
	bandwidthPackageJoined,
	bandwidthPackageLeft,
	tagChanged,
	deletionProtectionChanged,
	idle,
	expiring,
	released,
	bandwidthUsage,
	countCrossed,
];
