import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { AlibabaCloudEip } from '../../../nodes/AlibabaCloudEip/AlibabaCloudEip.node';
import { AlibabaCloudEipTrigger } from '../../../nodes/AlibabaCloudEip/AlibabaCloudEipTrigger.node';
import { ACTIVE_KEY, EXTERNAL_ID, MEMBER_ACCOUNT_IDS, arnOf } from '../../simulator';
import { credentialFor, useSimulator } from '../setup';
import { listContext } from './listContext';

/** Lists look in the account that the node acts in. */

const test$ = useSimulator();
const { listSearch, loadOptions } = new AlibabaCloudEip().methods;
const ofTrigger = new AlibabaCloudEipTrigger().methods.loadOptions;
const ACCOUNTS = [...MEMBER_ACCOUNT_IDS];
const ROLES = ACCOUNTS.map((accountId) => arnOf({ accountId, name: 'eip-operator' }));

/** @returns the context, and the IDs in the first, the second and the main account */
function setUp(parameters: INodeParameters) {
	const { simulator } = test$;
	const [own] = simulator.addEips(1);
	const members = ACCOUNTS.map((accountId) => simulator.addEips(1, { accountId })[0]);
	const credential: IDataObject = credentialFor(simulator, ACTIVE_KEY, {
		...{ assumeRole: true, roleArn: ROLES[0], roleExternalId: EXTERNAL_ID },
	});
	const context = listContext(
		{ resource: 'elasticIp', operation: 'get', ...parameters },
		credential,
	);
	return { context, ids: [...members, own].map(({ allocationId }) => allocationId) };
}
const valuesOf = (items: Array<{ value: unknown }>) => items.map(({ value }) => value);

test('that of the credential, or the one that the node names', async () => {
	const own = setUp({});
	const { results } = await listSearch.searchElasticIps.call(own.context);
	expect(valuesOf(results)).toEqual([own.ids[0]]);
	test$.simulator.reset();
	const other = setUp({ options: { roleArn: ROLES[1] } });
	expect(valuesOf((await listSearch.searchElasticIps.call(other.context)).results)).toEqual([
		other.ids[1],
	]);
	expect(valuesOf(await loadOptions.getElasticIps.call(other.context))).toEqual([other.ids[1]]);
});

test('several for the trigger', async () => {
	const { context, ids } = setUp({ roleArns: ROLES });
	expect(valuesOf(await ofTrigger.getElasticIps.call(context)).sort()).toEqual(
		ids.slice(0, 2).sort(),
	);
});

test.each([
	{ options: { roleArn: '={{ $json.role }}' } },
	{ roleArns: ['={{ $json.role }}'] },
	{ options: '={{ $json.options }}' },
])('none while it is an expression: %j', async (parameters) => {
	const { context } = setUp(parameters);
	await expect(listSearch.searchElasticIps.call(context)).rejects.toThrow(/expression/);
	await expect(loadOptions.getElasticIps.call(context)).rejects.toThrow(/expression/);
	expect(test$.simulator.requests).toEqual([]);
});
