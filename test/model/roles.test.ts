import fc from 'fast-check';
import type { Fault } from './support/cloud';
import { ACCOUNT, FROM_JSON, REGION, flow, node, tries } from './support/flows';
import { ACCOUNT_A, eip } from './support/n8n';
import { search, without } from './support/search';
import { inWorld } from './support/world';

/**
 * Items of one run that act in the accounts of several roles, with shared reads, under faults, while the keys of the
 * roles end at any moment: nothing is ever done, bought or read in another account than that of the item's role.
 */
const ROLES = ['own', 'acs:ram::1000000000000001:role/one', 'acs:ram::1000000000000002:role/two'];
/** The account of an item; that of the key itself where it says so. */
const accountOf = (role: number) => (ROLES[role] === 'own' ? ACCOUNT : ROLES[role]);

const faults = fc.constantFrom(
	...without<Fault | undefined>([
		...[undefined, undefined, undefined],
		{ kind: 'dropBefore' },
		{ kind: 'dropAfter' },
		{ kind: 'http500Before' },
		{ kind: 'http500After' },
		{ kind: 'throttle' },
		{ kind: 'refuse', code: 'InvalidSecurityToken.Expired' },
	]),
);

const story = fc.record({
	operation: fc.constantFrom('allocate', 'get', 'setBandwidth'),
	roles: fc.array(fc.nat({ max: 2 }), { minLength: 2, maxLength: 8 }),
	faults: fc.array(faults, { maxLength: 10 }),
	/** Before which requests all keys of roles end. */
	ends: fc.array(fc.nat({ max: 12 }), { maxLength: 3 }),
	tries: fc.nat({ max: 2 }),
});

test('what an item does is done in the account of its role, whatever happens to keys and requests', async () => {
	await search(
		story,
		async ({ operation, roles, faults: list, ends, tries: more }) =>
			await inWorld(async (world) => {
				const { cloud } = world;
				const owners = new Map<string, string>();
				const items = roles.map((role, n) => {
					const { id } = cloud.add(accountOf(role), REGION);
					owners.set(id, accountOf(role));
					return { n, role: ROLES[role], allocationId: id };
				});
				const parameters = {
					...(operation === 'allocate'
						? { name: '={{ "n-" + $json.n }}' }
						: { allocationId: FROM_JSON }),
					...(operation === 'setBandwidth' ? { bandwidth: '={{ 10 + $json.n }}' } : {}),
					options: { roleArn: '={{ $json.role }}', timeLimit: 120 },
				};
				const workflow = flow(
					node('EIP', eip(operation, parameters), { account: ACCOUNT_A, ...tries(more + 1) }),
				);
				let nth = 0;
				cloud.fault = () => {
					if (ends.includes(nth)) cloud.revoke();
					return list[nth++];
				};
				const n8n = world.n8n();
				const runs = [await n8n.run(workflow, { items })];
				cloud.fault = () => undefined;
				if (runs[0].status !== 'success') runs.push(await n8n.retry(runs[0], { flow: workflow }));
				const last = runs.at(-1)!;
				const why = `\n${runs.map(({ text }) => text).join('\n')}\n${world.lines()}`;
				if (last.status !== 'success') throw new Error(`it failed without faults${why}`);

				for (const { action, account, keyId, params } of cloud.calls) {
					const at = `${action} in ${account}${why}`;
					if (action === 'AssumeRole' && keyId !== ACCOUNT) throw new Error(`own key? ${at}`);
					if (params.Name !== undefined) {
						const wanted = accountOf(roles[Number(params.Name.slice(2))]);
						if (account !== wanted) throw new Error(`not in ${wanted}: ${at}`);
					}
					for (const id of (params.AllocationId ?? '').split(',').filter(Boolean)) {
						const owner = owners.get(id) ?? world.bought().find((one) => one.id === id)?.account;
						if (owner !== account) throw new Error(`${id} is of ${owner}: ${at}`);
					}
				}
				if (operation === 'allocate') {
					const inAccounts = world
						.bought()
						.map(({ account, params }) => `${params.Name} ${account}`);
					const wanted = roles.map((role, n) => `n-${n} ${accountOf(role)}`);
					expect(inAccounts.sort()).toEqual(wanted.sort());
				}
				if (operation === 'setBandwidth') {
					for (const { n, allocationId } of items)
						expect(cloud.find(allocationId)?.eip.bandwidth).toBe(String(10 + n));
				}
				world.hidesNothing(...runs);
			}),
		60,
	);
});
