import { EXAMPLES } from '../support/examples';
import { filesWith } from '../support/filesWith';
import { outputOf } from '../support/n8nClient';
import { signedIn, simulator, traces } from './environment';
import { SECRETS, secretsOf } from './keys';

jest.setTimeout(60_000);

/** The files in which this text stands: of n8n at its most talkative, and sources of the pages it showed. */
const holders = (text: string) => filesWith(traces(), text);

describe('What n8n has written', () => {
	test('can be searched: the Elastic IPs of the executions are found in the database', async () => {
		const { id, trigger } = EXAMPLES.action;
		const execution = await (await signedIn()).runWorkflow(id, trigger);
		const [{ allocationId }] = outputOf(execution, 'Release');
		expect(allocationId).toMatch(/^eip-/);
		expect(holders(String(allocationId)).join()).toContain('database.sqlite');
	});

	test.each(SECRETS.map((secret, index) => ({ secret, index })))(
		'holds none of the secrets in clear ($index)',
		({ secret }) => {
			expect(holders(secret)).toEqual([]);
		},
	);

	test('holds none of the temporary secrets and tokens of roles', async () => {
		const keys = await simulator().everyTemporaryKey();
		// The tests of accounts and credentials have fetched them.
		expect(keys).not.toHaveLength(0);
		for (const secret of new Set(secretsOf(keys))) expect(holders(secret)).toEqual([]);
	});
});
