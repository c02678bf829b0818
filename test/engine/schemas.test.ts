import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { resolveOutputSchemaPath } from 'n8n-core';
import { SCHEMA_FOLDER, generateSchemas } from '../../scripts/schemas/generateSchemas';
import { type Schema, inferSchema } from '../../scripts/schemas/inferSchema';
import { allOperations } from '../../scripts/schemas/operations';

const repository = resolve(__dirname, '..', '..');

describe('The output schemas', () => {
	test('are what the operations put out now (`npm run schemas` writes them)', async () => {
		const generated = await generateSchemas();

		const stored = readdirSync(join(repository, SCHEMA_FOLDER), {
			recursive: true,
			encoding: 'utf8',
		})
			.filter((name) => name.endsWith('.json'))
			.map((name) => `${SCHEMA_FOLDER}/${name.replaceAll('\\', '/')}`);
		expect(stored.sort()).toEqual([...generated.keys()].sort());
		for (const [path, text] of generated) {
			expect(`${path}\n${readFileSync(join(repository, path), 'utf8')}`).toBe(`${path}\n${text}`);
		}
	}, 120_000);

	test.each(allOperations())('%s has one, where n8n looks for it', (name) => {
		const [resource, operation] = name.split('/');
		const nodeDir = join(repository, 'nodes', 'AlibabaCloudEip');
		const path = resolveOutputSchemaPath({ nodeDir, version: 1, resource, operation });
		expect(path && existsSync(path)).toBe(true);
		const schema = JSON.parse(readFileSync(String(path), 'utf8')) as Schema & { version: number };
		expect(schema).toMatchObject({ type: 'object', version: 1 });
		expect(Object.keys(schema.properties ?? {}).length).toBeGreaterThan(0);
	});
});

/** Names of fields that no example shows anything but null for. */
function nullOnly({ properties = {}, items }: Schema): string[] {
	return [...Object.entries(properties), ...(items ? [['', items] as const] : [])].flatMap(
		([name, field]) => (field.type === 'null' ? [name] : nullOnly(field)),
	);
}

test('Only these fields are never anything but null', () => {
	const found = allOperations().flatMap((name) => {
		const path = join(repository, SCHEMA_FOLDER, `${name}.json`);
		const schema = JSON.parse(readFileSync(path, 'utf8')) as Schema;
		return nullOnly(schema).map((field) => `${name} ${field}`);
	});
	expect(found.sort()).toEqual([
		// What was just bought or converted is in no bandwidth package, and pay-as-you-go has no end.
		'elasticIp/allocateAndAssociate bandwidthPackageId',
		'elasticIp/allocateAndAssociate expiredTime',
		// A locked Elastic IP can't be bound or unbound, and one that was unbound has no instance.
		'elasticIp/allocateAndAssociate lockReason',
		'elasticIp/associate lockReason',
		'elasticIp/associateBatch lockReason',
		'elasticIp/convertPublicIp bandwidthPackageId',
		'elasticIp/convertPublicIp expiredTime',
		'elasticIp/convertPublicIp lockReason',
		'elasticIp/move lockReason',
		'elasticIp/replace expiredTime',
		'elasticIp/replace lockReason',
		'elasticIp/unassociate instanceId',
		'elasticIp/unassociate instanceType',
		'elasticIp/unassociate lockReason',
	]);
});

describe('inferSchema', () => {
	test('puts together what the examples show', () => {
		expect(
			inferSchema([
				{ a: 1, b: null },
				{ a: 1.5, b: 'x', c: [{ d: true }, { e: 's' }] },
			]),
		).toEqual({
			type: 'object',
			properties: {
				a: { type: 'number' },
				b: { type: ['string', 'null'] },
				c: {
					type: 'array',
					items: {
						type: 'object',
						properties: { d: { type: 'boolean' }, e: { type: 'string' } },
					},
				},
			},
		});
	});

	test("does not list keys that are the user's own", () => {
		const schema = inferSchema([{ tags: { environment: 'production' } }]);
		expect(JSON.stringify(schema)).not.toContain('environment');
	});

	test.each([
		['only empty lists', [{ a: [] }]],
		['different types', [{ a: 1 }, { a: 'x' }]],
	])('refuses %s', (_, values) => {
		expect(() => inferSchema(values)).toThrow("'a");
	});
});
