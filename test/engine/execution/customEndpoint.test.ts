import { AlibabaCloudAccessKeyApi } from '../../../credentials/AlibabaCloudAccessKeyApi.credentials';
import { credentialFor, useSimulator } from '../setup';

const test$ = useSimulator({ path: '/asapi/v3' });

describe.each(['ACS3-HMAC-SHA256', 'HMAC-SHA1'])('a custom endpoint with a path, %s', (method) => {
	const credential = (endpoint: string) =>
		credentialFor(test$.simulator, undefined, { endpoint, signatureMethod: method });

	test('is used: the simulator, which serves there only, accepts the signature', async () => {
		test$.simulator.addEips(2);
		const found = await test$.items(
			{ operation: 'getAll' },
			{ credential: credential(`${test$.simulator.url}/asapi/v3`) },
		);
		expect(found).toHaveLength(2);
	});

	test('is not taken for its host only', async () => {
		const { error } = await test$.run(
			{ operation: 'getAll' },
			{ credential: credential(test$.simulator.url) },
		);
		expect(error?.message).toBe('The API action does not exist at this endpoint');
	});

	test('is what the test of the credential asks, whatever was pasted around its fields', async () => {
		const type = new AlibabaCloudAccessKeyApi();
		const fields = Object.fromEntries(
			Object.entries(credential(`${test$.simulator.url}/asapi/v3`)).map(([name, value]) => [
				name,
				value === '' ? '' : ` \u200B${String(value)}\n`,
			]),
		);
		const { url, ...signed } = await type.authenticate(fields, {
			method: type.test.request.method,
			url: '/',
			qs: { ...type.test.request.qs, RegionId: fields.regionId },
		});
		const reply = await fetch(url, {
			method: signed.method,
			headers: signed.headers as Record<string, string>,
		});
		expect(await reply.json()).toMatchObject({ TotalCount: 0 });
	});
});
