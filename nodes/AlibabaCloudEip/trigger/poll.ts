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
import { type WatchedAccount, pollAccounts, readTestEventsOf } from './accounts';
import type { Environment } from './environment';
import { hashOf } from './eventId';
import { readRoleArns } from './readRoleArns';
import { readSettings } from './readSettings';

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
	const accounts = await readAccounts(context);
	const node = context.getNode();
	if (context.getMode() === 'manual') return await readTestEventsOf(accounts, node);

	return await pollAccounts(accounts, {
		node,
		key: `${context.getWorkflow().id}/${node.id}`,
		staticData: context.getWorkflowStaticData('node'),
		warn: (message) => context.logger.warn(message),
	});
}

/** The accounts to watch: those of the roles that the node names, else that of the credential. */
async function readAccounts(context: IPollFunctions): Promise<WatchedAccount[]> {
	const start = systemClock.monotonic();
	const credentials = await context.getCredentials(CREDENTIAL);
	const accessKey = readAccessKey(credentials);
	const settings = readSettings((name, fallback) => context.getNodeParameter(name, fallback));
	const ofNode = readRoleArns(
		context.getNodeParameter('roleArns', []),
		context.getNode().parameters.roleArns,
	);
	if (ofNode.length > 1 && settings.events.has('bandwidthUsage')) {
		throw new InvalidInput(
			"'Bandwidth Use Crossed Threshold' works with one account, but 'Act in Accounts' names several",
			"Use a separate trigger for it, with the account that the 'Elastic IPs to Measure' are in.",
		);
	}
	const send = sendWithCredential(context);
	// Older versions of n8n do not have it.
	const budget = context.getPollBudgetMs?.() ?? DEFAULT_BUDGET;
	const { accessKeyId, endpointType, endpoint = '', regionId } = accessKey;
	return (ofNode.length > 0 ? ofNode : ['']).map((arn) => {
		const wanted = readRole(credentials, arn);
		const role = actingRole(accessKey, wanted, send);
		const key = [accessKeyId, endpointType, endpoint, ...(wanted ? [roleKey(wanted)] : [])];
		const environment: Environment = {
			settings,
			account: hashOf(key).slice(0, 12),
			defaultRegionId: regionId,
			clock: systemClock,
			deadline: start + budget * PART_TO_BEGIN,
			end: start + budget * PART_TO_WAIT,
			nonce: randomUUID(),
			openSession: (region, timeLimit) =>
				createSession({ accessKey, role, regionId: region, send, timeLimit }),
		};
		return { environment, roleArn: wanted?.roleArn, isOfNode: ofNode.length > 0 };
	});
}
