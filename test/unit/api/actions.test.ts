import {
	type ActionName,
	actionNamed,
	actions,
	isCreating,
	isPurchase,
	isRead,
	permissionFor,
	productOf,
	versionOf,
} from '../../../nodes/AlibabaCloudEip/api/actions';
import type { ApiFailure } from '../../../nodes/AlibabaCloudEip/errors/ApiFailure';
import { apiActions, implementedActions } from '../fixtures/actions';
import { refusal, scriptedSession } from './session';

const names = Object.keys(actions) as ActionName[];

/** What is there already becomes something that is paid for. */
const CONVERSION = 'ConvertNatPublicIpToEip';

describe('the table of API actions', () => {
	test('has every action that an operation names', () => {
		expect(names).toEqual(expect.arrayContaining(implementedActions));
	});

	test.each(names)('%s is what the API reference says of it', (name) => {
		const { repeat, takesToken, product } = actionNamed(name);
		if (product === 'Vpc' && name !== 'DescribeVpcs') {
			expect(apiActions.get(name)?.clientToken).toBe(takesToken);
		}
		// It makes keys, and nothing that is there afterwards.
		expect(isRead(name)).toBe(/^(Describe|List|Get|AssumeRole$)/.test(name));
		if (isRead(name)) expect(repeat).toBe('always');
		if (repeat === 'with client token') expect(takesToken).toBe(true);
		if (product === 'Vpc') expect(permissionFor(name)).toBe(`vpc:${name}`);
	});

	test('the look-ups of other products have their versions and permissions', () => {
		const others = names.filter((name) => productOf(name) !== 'Vpc');
		expect(others.map((name) => [permissionFor(name), versionOf(name)]).sort()).toEqual([
			['ecs:ConvertNatPublicIpToEip', '2014-05-26'],
			['ecs:DescribeInstances', '2014-05-26'],
			['ecs:DescribeNetworkInterfaces', '2014-05-26'],
			['ram:ListResourceGroups', '2020-03-31'],
			['slb:DescribeLoadBalancers', '2014-05-15'],
			['sts:AssumeRole', '2015-04-01'],
		]);
		for (const name of [...others, 'DescribeVpcs'].filter((one) => one !== CONVERSION)) {
			expect(actionNamed(name)).toMatchObject({ kind: 'read', takesToken: false });
		}
	});

	test('what is created or bought is created once for a token, and its reply names it', () => {
		const bought = names.filter((one) => isPurchase(one) || isCreating(one));
		for (const name of bought.filter((one) => one !== CONVERSION)) {
			expect({ name, ...actionNamed(name) }).toMatchObject({
				repeat: 'with client token',
				takesToken: true,
				readCreated: expect.any(Function) as unknown,
			});
		}
	});

	test('what buys or gives back is no mere change', () => {
		const ofKind = (kind: string) => names.filter((name) => actionNamed(name).kind === kind);
		const others = ofKind('buy').filter((name) => !/^(Allocate|Create|Add)/.test(name));
		expect(others).toEqual([CONVERSION]);
		expect(ofKind('change').filter((name) => /^(Allocate|Create|Release)/.test(name))).toEqual([]);
		expect(ofKind('change').filter((name) => /^Delete(?!ion)/.test(name))).toEqual([]);
	});

	test('a conversion costs money and has no token: its state is looked at before it is repeated', () => {
		expect(actionNamed(CONVERSION)).toMatchObject({
			...{ product: 'Ecs', kind: 'buy', repeat: 'if not applied', takesToken: false },
		});
		expect(isCreating(CONVERSION)).toBe(false);
	});

	test('an action that is not in it is a mistake of ours', () => {
		expect(() => actionNamed('ExplodeEipAddress')).toThrow('has no ExplodeEipAddress');
		expect(() => actionNamed('constructor')).toThrow('has no constructor');
	});

	test('a call takes no other name', async () => {
		const { session } = scriptedSession([]);
		// @ts-expect-error: it is not in the table
		const call = session.call('ExplodeEipAddress', {});
		await expect(call).rejects.toThrow('has no ExplodeEipAddress');
	});

	test('a failure knows product and price of its action', async () => {
		const failureOf = async (name: ActionName) =>
			await scriptedSession([refusal('Unheard.Of')])
				.session.call(name, {})
				.catch((failure: unknown) => (failure as ApiFailure).details.call);
		expect(await failureOf('AddPublicIpAddressPoolCidrBlock')).toMatchObject({
			product: 'vpc',
			isPurchase: true,
		});
		expect(await failureOf('ReleaseEipAddress')).toMatchObject({ isPurchase: false });
	});
});
