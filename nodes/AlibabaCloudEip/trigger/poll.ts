import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { readAccessKey } from '../../../credentials/signature/accessKey';
import { toNodeError } from '../errors/toNodeError';
import { systemClock } from '../transport/clock';
import { sendWithCredential } from '../transport/sendWithCredential';
import { createSession } from '../transport/session';
import { CREDENTIAL } from '../transport/transport';
import type { Environment } from './environment';
import { hashOf } from './eventId';
import { pollOnce } from './pollOnce';
import { sampleEvents } from './sample';
import { readSettings } from './settings';

/** Where n8n says nothing about the time a poll may take. Milliseconds. */
const DEFAULT_BUDGET = 300_000;
/** The part of it after which nothing new is begun. */
const PART_OF_BUDGET = 0.75;

/**
 * n8n calls this at activation and then at each poll time.
 *
 * @returns the events as items, null if there are none
 * @throws NodeApiError or NodeOperationError
 */
export async function poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const events = await run(this).catch((failure: unknown) => toNodeError(this.getNode(), failure));
	if (events instanceof Error) throw events;
	return events.length === 0 ? null : [this.helpers.returnJsonArray(events)];
}

async function run(context: IPollFunctions): Promise<IDataObject[]> {
	const environment = await readEnvironment(context);
	if (context.getMode() === 'manual') return await sampleEvents(environment);

	const node = context.getNode();
	return await pollOnce(environment, {
		node,
		key: `${context.getWorkflow().id}/${node.id}`,
		staticData: context.getWorkflowStaticData('node'),
		warn: (message) => context.logger.warn(message),
	});
}

async function readEnvironment(context: IPollFunctions): Promise<Environment> {
	const accessKey = readAccessKey(await context.getCredentials(CREDENTIAL));
	const settings = readSettings((name, fallback) => context.getNodeParameter(name, fallback));
	const send = sendWithCredential(context);
	// Older versions of n8n don't have it.
	const budget = context.getPollBudgetMs?.() ?? DEFAULT_BUDGET;
	const { accessKeyId, endpointType, endpoint, regionId } = accessKey;
	return {
		settings,
		account: hashOf([accessKeyId, endpointType, endpoint ?? '']).slice(0, 12),
		defaultRegionId: regionId,
		clock: systemClock,
		deadline: systemClock.now() + budget * PART_OF_BUDGET,
		openSession: (region, timeLimit) =>
			createSession({ accessKey, regionId: region, send, timeLimit }),
	};
}
