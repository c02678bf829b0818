import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { decodeState } from '../../../nodes/AlibabaCloudEip/trigger/state/state';
import { ACTIVE_KEY, EXTERNAL_ID, MEMBER_ACCOUNT_IDS, arnOf } from '../../simulator';
import { MAIN_ACCOUNT_ID } from '../../simulator/accounts';
import { credentialFor } from '../setup';
import { useTrigger } from './useTrigger';

/** A trigger that watches the accounts of roles. */

const trigger = useTrigger();
const [FIRST, SECOND] = MEMBER_ACCOUNT_IDS;
const ROLES = [FIRST, SECOND].map((accountId) => arnOf({ accountId, name: 'eip-operator' }));
const WITHOUT_TRUST = arnOf({ accountId: SECOND, name: 'not-for-us' });

let sessions = 0;

const settings = (more: IDataObject = {}) => ({
	credential: credentialFor(trigger.simulator, ACTIVE_KEY, {
		...{ assumeRole: true, roleArn: ROLES[0], roleSessionName: `trigger-${++sessions}` },
		...{ roleExternalId: EXTERNAL_ID, ...more },
	}),
});
const EVENTS = ['appeared', 'released', 'bound', 'countCrossed'];
const add = (accountId: string) => trigger.simulator.addEips(1, { accountId })[0].allocationId;

// An empty account is looked at again, which takes seconds.
beforeEach(() => void [MAIN_ACCOUNT_ID, FIRST, SECOND].map(add));

const seen = (events: IDataObject[]) =>
	events.map(({ event, accountId, elasticIp }) => [
		event,
		accountId,
		(elasticIp as IDataObject | null)?.allocationId,
	]);

describe.each(['default', 'durable'] as const)('in the %s engine', (engine) => {
	test('the role of the credential is watched, and its account is named', async () => {
		const host = await trigger.active({ events: EVENTS }, { ...settings(), engine });
		add(MAIN_ACCOUNT_ID);
		add(SECOND);
		const id = add(FIRST);
		expect(seen(await host.poll())).toEqual([['appeared', FIRST, id]]);
	});

	test('two accounts: each event names its own, and nothing of the one is released by the other', async () => {
		const parameters = { events: EVENTS, roleArns: ROLES, countThreshold: 2 };
		const host = await trigger.active(parameters, { ...settings(), engine });
		expect(await host.poll()).toEqual([]);
		add(MAIN_ACCOUNT_ID);
		const ids = [add(FIRST), add(SECOND)];
		const events = await host.poll();
		expect(seen(events)).toEqual([
			['appeared', FIRST, ids[0]],
			['countCrossed', FIRST, undefined],
			['appeared', SECOND, ids[1]],
			['countCrossed', SECOND, undefined],
		]);
		expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(4);
		expect(await host.poll()).toEqual([]);
		expect(Object.keys(host.staticData)).toHaveLength(2);
	});

	test('an account that fails keeps its snapshot, and the others are reported', async () => {
		const host = await trigger.active(
			{ events: EVENTS, roleArns: ROLES },
			{ ...settings({ roleDuration: 900 }), engine },
		);
		const [first, second] = [add(FIRST), add(SECOND)];
		trigger.simulator.expireTemporaryKeys();
		trigger.simulator.faults.add({
			...{ kind: 'code', code: 'NoPermission', status: 403, times: Infinity },
			match: ({ action, parameters }) => action === 'AssumeRole' && parameters.RoleArn === ROLES[1],
		});
		expect(seen(await host.poll())).toEqual([['appeared', FIRST, first]]);
		expect(host.warnings.join()).toContain(`${ROLES[1]} could not be watched`);
		// It is told once in three polls, as long as nothing else is.
		expect(await host.poll()).toEqual([]);
		await expect(host.poll()).rejects.toThrow(
			`${ROLES[1]} could not be watched: The AccessKey may`,
		);
		expect(await host.poll()).toEqual([]);
		trigger.simulator.faults.clear();
		expect(seen(await host.poll())).toEqual([['appeared', SECOND, second]]);
	}, 20_000);

	test('an account that is added begins anew, and the others go on', async () => {
		const host = await trigger.active({ events: EVENTS, roleArns: [ROLES[0]] }, settings());
		const first = add(FIRST);
		add(SECOND);
		host.parameters = { ...host.parameters, roleArns: ROLES };
		expect(seen(await host.poll())).toEqual([['appeared', FIRST, first]]);
		host.parameters = { ...host.parameters, roleArns: [ROLES[1]] };
		const second = add(SECOND);
		expect(seen(await host.poll())).toEqual([['appeared', SECOND, second]]);
		expect(Object.keys(host.staticData)).toHaveLength(1);
	});
});

test.each([
	['={{ undefined }}', 'no result'],
	['={{ [] }}', 'no result'],
	[['={{ null }}', ROLES[1]], 'no result'],
	[`={{ ['${ROLES[0]}', ''] }}`, 'no result'],
	['={{ ({ roles: [] }) }}', 'not text'],
])('with the accounts %j nothing is read, and nothing forgotten', async (roleArns, words) => {
	const host = await trigger.active({ events: EVENTS, roleArns: ROLES }, settings());
	const parameters = { ...host.parameters };
	const before = trigger.simulator.requests.length;
	const id = add(SECOND);
	host.parameters = { ...parameters, roleArns };
	await expect(host.poll()).rejects.toThrow(words);
	expect(trigger.simulator.requests).toHaveLength(before);
	host.parameters = parameters;
	expect(seen(await host.poll())).toEqual([['appeared', SECOND, id]]);
});

test('at activation an account that cannot be watched is said, and which one', async () => {
	const host = trigger.host({ events: EVENTS, roleArns: [ROLES[0], WITHOUT_TRUST] }, settings());
	await expect(host.activate()).rejects.toThrow(`${WITHOUT_TRUST} could not be watched`);
});

test('a test event is of the first account, after all were tried', async () => {
	const [, { allocationId: id }] = trigger.simulator.eips();
	const host = trigger.host({ events: ['appeared'], roleArns: ROLES }, settings());
	expect(seen(await host.fetchTestEvent())).toEqual([['appeared', FIRST, id]]);
	host.parameters = { ...host.parameters, roleArns: [ROLES[0], WITHOUT_TRUST] };
	await expect(host.fetchTestEvent()).rejects.toThrow(`${WITHOUT_TRUST} could not be watched`);
});

test('bandwidth is measured in one account only, and that is said', async () => {
	const host = trigger.host(
		{ events: ['bandwidthUsage'], usageAllocationIds: ['eip-1'], roleArns: ROLES },
		settings(),
	);
	await expect(host.activate()).rejects.toThrow(/works with one account/);
});

test('without a role nothing of it shows, and what was stored before is gone on with', async () => {
	const host = await trigger.active({ events: EVENTS });
	const id = add(MAIN_ACCOUNT_ID);
	const [event] = await host.poll();
	expect(event.elasticIp).toMatchObject({ allocationId: id });
	expect(event).not.toHaveProperty('accountId');
	expect(Object.keys(host.staticData)).toEqual(['elasticIps']);
	// As it was before there were roles.
	const key = [ACTIVE_KEY.accessKeyId, 'custom', trigger.simulator.url];
	const hash = createHash('sha256').update(JSON.stringify(key)).digest('hex').slice(0, 12);
	expect(decodeState(host.staticData.elasticIps, []).account).toBe(hash);
});
