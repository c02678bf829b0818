import type { IDataObject } from 'n8n-workflow';
import { toSide } from './count';
import type { Environment } from './environment';
import { hashOf, toEvent } from './eventId';
import { eventDefinitions } from './events';
import type { Detection, EventDefinition } from './events/EventDefinition';
import type { TriggerEvent } from './events/TriggerEvent';
import { findRegions } from './reading/findRegions';
import { readRegions } from './reading/readRegions';
import type { Observation } from './reading/RegionReading';
import { passesFilters } from './record/filter';
import { inventElasticIp } from './record/invented';
import { scopeOf } from './readSettings';
import { emptyState } from './state/state';
import { toOutput } from './toOutput';

/** What a test event shows. `elasticIp` as the API sends it; null if it is about no single one. */
interface Shown extends Pick<Detection, 'old' | 'new'> {
	regionId: string | null;
	elasticIp: IDataObject | null;
}

/**
 * One event of each chosen kind, as "Fetch Test Event" shows it. Each says what is true now, of an
 * Elastic IP that passes the filters; where nothing true can be said, of an invented one that does
 * not exist. Nothing of the kind need have happened: `isTest` says so.
 *
 * @throws ApiFailure if no region can be read
 */
export async function readTestEvents(environment: Environment): Promise<TriggerEvent[]> {
	const { settings, clock, nonce } = environment;
	const { regionIds } = await findRegions(environment, emptyState());
	const scope = scopeOf(settings);
	const read = await readRegions(environment, regionIds, new Set(), emptyState(), scope);
	const observations = [...read.values()];
	const failure = observations.find((one) => one.kind === 'failed');
	if (failure && observations.every(({ kind }) => kind !== 'read')) throw failure.error;

	const choice = observations.flatMap(toChoice(environment));
	const now = clock.now();
	return eventDefinitions
		.filter(({ value }) => settings.events.has(value))
		.map((definition) => {
			const { regionId, elasticIp, ...values } =
				definition.value === 'countCrossed'
					? showCount(observations, choice.length, environment)
					: showOne(definition, choice, regionIds[0], environment, now);
			const id = hashOf(['test', nonce, definition.value]);
			const event = toEvent(definition.value, id, values, {
				now,
				regionId,
				elasticIp: elasticIp && toOutput(elasticIp, settings),
				output: settings.output,
			});
			return { ...event, message: `Test event: ${event.message}`, isTest: true };
		});
}

type Choice = { regionId: string; elasticIp: IDataObject };

/** The Elastic IPs of a region that pass the filters for sure. */
function toChoice({ settings }: Environment): (observation: Observation) => Choice[] {
	return (observation) => {
		if (observation.kind !== 'read') return [];
		const { regionId, listing } = observation;
		return listing
			.filter((elasticIp) => passesFilters(elasticIp, settings) === true)
			.map((elasticIp) => ({ regionId, elasticIp }));
	};
}

function showOne(
	{ showNow, invent }: EventDefinition,
	choice: Choice[],
	firstRegion: string,
	{ settings }: Environment,
	now: number,
): Shown {
	for (const { regionId, elasticIp } of choice) {
		const values = showNow?.(elasticIp, { settings, now });
		if (values) return { ...values, regionId, elasticIp };
	}
	const { fields, ...values } = invent({ settings, now });
	return {
		...values,
		regionId: firstRegion,
		elasticIp: inventElasticIp(firstRegion, settings, now, fields),
	};
}

/** The number as it is; null if not every region could be read. */
function showCount(
	observations: Observation[],
	found: number,
	{ settings: { countThreshold: threshold } }: Environment,
): Shown {
	const isKnown = observations.every(({ kind }) => kind === 'read');
	const isReached = found >= threshold;
	return {
		old: { count: null, side: isKnown ? toSide(!isReached) : null, threshold },
		new: { count: isKnown ? found : null, side: isKnown ? toSide(isReached) : null, threshold },
		regionId: observations.length === 1 ? observations[0].regionId : null,
		elasticIp: null,
	};
}
