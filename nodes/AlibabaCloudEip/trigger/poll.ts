import { randomUUID } from 'node:crypto';
import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { readRole, roleKey } from '../../../credentials/role/readRole';
import { CREDENTIAL, readAccessKey } from '../../../credentials/signature/accessKey';
import { InvalidInput } from '../errors/ApiFailure';
import { toNodeError } from '../errors/toNodeError';
import { actingRole } from '../api/client/actingRole';
import { systemClock } from '../api/client/clock';
import { sendWithCredential } from '../api/client/sendWithCredential';
import { createSession } from '../api/client/session';
import type { Environment } from './environment';
import { hashOf } from './eventId';
import { pollOnce } from './pollOnce';
import { readSettings } from './readSettings';
import { readTestEvents } from './testEvents';

/** Where n8n says nothing about the time a poll may take. Milliseconds. */
const DEFAULT_BUDGET = 300_000;
/** The part of it after which nothing new is begun, and that after which nothing is waited for. */
const PART_TO_BEGIN = 0.75;
const PART_TO_WAIT = 0.9;

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
	if (context.getMode() === 'manual') return await readTestEvents(environment);

	const node = context.getNode();
	return await pollOnce(environment, {
		node,
		key: `${context.getWorkflow().id}/${node.id}`,
		staticData: context.getWorkflowStaticData('node'),
		warn: (message) => context.logger.warn(message),
	});
}

async function readEnvironment(context: IPollFunctions): Promise<Environment> {
	const start = systemClock.monotonic();
	const credentials = await context.getCredentials(CREDENTIAL);
	const accessKey = readAccessKey(credentials);
	const wanted = readRole(credentials, readRoleArn(context));
	const settings = readSettings((name, fallback) => context.getNodeParameter(name, fallback));
	const send = sendWithCredential(context);
	const role = actingRole(accessKey, wanted, send);
	// Older versions of n8n do not have it.
	const budget = context.getPollBudgetMs?.() ?? DEFAULT_BUDGET;
	const { accessKeyId, endpointType, endpoint, regionId } = accessKey;
	return {
		settings,
		account: hashOf([
			...[accessKeyId, endpointType, endpoint ?? ''],
			...(wanted ? [roleKey(wanted)] : []),
		]).slice(0, 12),
		defaultRegionId: regionId,
		clock: systemClock,
		deadline: start + budget * PART_TO_BEGIN,
		end: start + budget * PART_TO_WAIT,
		nonce: randomUUID(),
		openSession: (region, timeLimit) =>
			createSession({ accessKey, role, regionId: region, send, timeLimit }),
	};
}

/** @throws InvalidInput */
function readRoleArn(context: IPollFunctions): string {
	const value: unknown = context.getNodeParameter('roleArn', '');
	if (typeof value === 'string') return value;
	throw new InvalidInput("'Act in Account' is not a text", 'Give the ARN of one role.');
}
