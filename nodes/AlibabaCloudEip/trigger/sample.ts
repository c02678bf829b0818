import type { IDataObject } from 'n8n-workflow';
import { InvalidInput } from '../errors/ApiFailure';
import { toError } from '../errors/toError';
import { listElasticIps } from '../resources/elasticIp/getAll';
import { describeByIds } from '../transport/elasticIp';
import { toOutput } from './diff';
import type { Environment } from './environment';
import { hashOf, toEvent } from './eventId';
import { eventDefinitions } from './events';
import { passesFilters } from './filter';
import { findRegions } from './regions';
import { emptyState } from './state/state';
import type { TriggerEvent } from './types';
import { openWatchfulSession } from './watchfulSession';

/** The Elastic IPs that a test event is chosen from. */
const CHOICE = 100;

/**
 * One event of each chosen kind, as "Fetch Test Event" shows it: with a real Elastic IP of the
 * account, and old and new values as they would be.
 *
 * @throws InvalidInput if there is no Elastic IP; ApiFailure
 */
export async function sampleEvents(environment: Environment): Promise<TriggerEvent[]> {
	const { settings, clock } = environment;
	const { regionIds } = await findRegions(environment, emptyState());
	let failure: Error | undefined;
	for (const regionId of regionIds) {
		const choice = await readChoice(environment, regionId).catch(toError);
		// Another region may have one to show.
		if (choice instanceof Error) failure ??= choice;
		if (choice instanceof Error || choice.length === 0) continue;
		const now = clock.now();
		return eventDefinitions
			.filter(({ value }) => settings.events.has(value))
			.map(({ value, suits, sample }) => {
				const isMeasured = ({ AllocationId }: IDataObject) =>
					settings.usage.allocationIds.includes(String(AllocationId));
				const measured = value === 'bandwidthUsage' ? choice.find(isMeasured) : undefined;
				const raw = measured ?? choice.find(suits) ?? choice[0];
				const isAboutOne = value !== 'countCrossed';
				return toEvent(
					value,
					hashOf(['sample', value, raw.AllocationId]),
					sample(raw, { settings, now }),
					{
						now,
						regionId,
						elasticIp: isAboutOne ? toOutput(raw, settings) : null,
					},
				);
			});
	}
	if (failure) throw failure;
	throw new InvalidInput(
		'There is no Elastic IP to show a test event with',
		`Looked in ${regionIds.length > 5 ? `${regionIds.length} regions` : regionIds.join(', ')} for Elastic IPs that pass the filters. Allocate one, or change 'Regions' or 'Filters'. The trigger itself works without any.`,
	);
}

async function readChoice(environment: Environment, regionId: string): Promise<IDataObject[]> {
	const { settings } = environment;
	const session = openWatchfulSession(environment, regionId);
	const { name, resourceGroupId, tags } = settings.filter;
	const isFiltered = name !== '' || resourceGroupId !== '' || tags.length > 0;
	const listing =
		settings.allocationIds.length > 0
			? [...(await describeByIds(session, settings.allocationIds)).values()]
			: await listElasticIps(session, {}, isFiltered ? undefined : CHOICE);
	return listing.filter((elasticIp) => passesFilters(elasticIp, settings));
}
