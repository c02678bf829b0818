import { type INode, NodeApiError } from 'n8n-workflow';
import { ApiFailure } from '../../../nodes/AlibabaCloudEip/errors/ApiFailure';
import { errorTable, findErrorEntry } from '../../../nodes/AlibabaCloudEip/errors/errorTable';
import { toNodeError } from '../../../nodes/AlibabaCloudEip/errors/toNodeError';
import { properties } from '../../../nodes/AlibabaCloudEip/description/properties';
import { AlibabaCloudAccessKeyApi } from '../../../credentials/AlibabaCloudAccessKeyApi.credentials';
import { apiActions, implementedActions } from '../fixtures/actions';
import { furtherCodes, referenceCodes } from './documentedCodes';

const node: INode = {
	id: 'n',
	name: 'EIP',
	type: 'n8n-nodes-alibaba-cloud-eip.alibabaCloudEip',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** n8n's guidelines: messages don't blame. */
const FORBIDDEN_WORDS = /\b(errors?|problems?|failures?|mistakes?)\b/i;

const fromChapters = Object.entries(referenceCodes).flatMap(([chapter, codes]) =>
	codes.map((code): [string, string] => [chapter, code]),
);
const fromActions = implementedActions.flatMap((action) => {
	const { documentedErrors = [], terraformRetryCodes = [] } = apiActions.get(action) ?? {};
	return [...documentedErrors, ...terraformRetryCodes].map((code): [string, string] => [
		action,
		code,
	]);
});
const fromDocuments = furtherCodes.map((code): [string, string] => ['gateway and documents', code]);
const fromTable = Object.keys(errorTable).map((code): [string, string] => ['the table', code]);

describe('every documented code', () => {
	test('of the reference: eight chapters, with the spellings of Alibaba Cloud', () => {
		expect(Object.keys(referenceCodes)).toHaveLength(8);
		expect(fromChapters).toHaveLength(58);
		expect(new Set(fromChapters.map(([, code]) => code)).size).toBe(34);
	});

	const all = [...fromChapters, ...fromDocuments, ...fromActions, ...fromTable];
	test.each(all)('%s: %s says what happened and what to do', (_source, code) => {
		const entry = findErrorEntry(code);
		if (!entry) throw new Error('It has no entry');
		expect(entry.message).toMatch(/^[A-Z].{9,}[^.]$/);
		expect(entry.description).toMatch(/^['A-Z].{19,}\.$/s);
		expect(`${entry.message} ${entry.description}`).not.toMatch(FORBIDDEN_WORDS);
	});

	test.each(all)('%s: %s shows in n8n as it is meant, with code and RequestId', (_source, code) => {
		const entry = findErrorEntry(code);
		const failure = new ApiFailure({
			code,
			message: `What the server says about ${code}.`,
			requestId: 'E1C9-42',
			statusCode: 400,
			reached: 'refused',
		});
		const error = toNodeError(node, failure, 3);
		expect(error).toBeInstanceOf(NodeApiError);
		// n8n replaces messages that contain words such as EPERM or ENOENT.
		expect(error.message).toBe(entry?.message);
		expect(error.description).toContain(String(entry?.description));
		expect(error.description).toContain(`(code ${code}, RequestId E1C9-42)`);
		expect(error.context.itemIndex).toBe(3);
		expect(error.failure?.cause).toBe(entry?.cause);
	});
});

describe('looking for a code', () => {
	test.each([
		['FORBBIDEN', 'Forbbiden'],
		['forbidden.ram', 'Forbidden.RAM'],
		['invalidInstanid.notfound', 'InvalidInstanId.NotFound'],
	])('%s finds %s: the documents disagree on case', (written, code) => {
		expect(findErrorEntry(written)).toBe(errorTable[code]);
	});

	test.each(['Unheard.Of', '', 'Forbiddenly', '__proto__', 'constructor', 'toString', 'Throttle'])(
		'%j finds nothing',
		(code) => {
			expect(findErrorEntry(code)).toBeUndefined();
		},
	);

	test.each([
		['Throttling.Whatever', 'throttled'],
		['Rejected.Throttling', 'throttled'],
		['MissingAnything', 'final'],
		['InvalidParameter.Anything', 'final'],
		['TaskConflict.Whatever', 'busy'],
		['OperationConflict.Whatever', 'busy'],
		['QuotaExceeded.Whatever', 'final'],
		['Forbidden.Whatever', 'final'],
	])('%s goes with its group: %s', (code, retry) => {
		expect(findErrorEntry(code)?.retry).toBe(retry);
	});

	test('a code of its own is found before its group', () => {
		expect(findErrorEntry('Forbidden.RegionNotFound')?.cause).toBe('configuration-invalid');
		expect(findErrorEntry('Forbidden.ChargeTypeIsPrepaid')?.cause).toBe('configuration-invalid');
		expect(findErrorEntry('MissingSecurityToken')?.cause).toBe('credential-invalid');
		expect(findErrorEntry('InvalidParameter.Mismatch')?.message).toContain('different regions');
	});

	test('no two codes differ in case only', () => {
		const codes = Object.keys(errorTable).map((code) => code.toLowerCase());
		expect(new Set(codes).size).toBe(codes.length);
	});
});

test('names in quotes are names that the user sees: fields, options, operations', () => {
	const seen = new Set<string>();
	JSON.stringify([properties, new AlibabaCloudAccessKeyApi().properties], (key, value: unknown) => {
		if ((key === 'displayName' || key === 'name') && typeof value === 'string') seen.add(value);
		return value;
	});
	// The beginning of temporary IDs.
	const others = ['STS.'];
	const quoted = Object.entries(errorTable).flatMap(([code, { message, description }]) =>
		[...`${message} ${description}`.matchAll(/'([^']+)'/g)].map(([, name]) => `${code}: ${name}`),
	);
	const unknown = quoted.filter((line) => {
		const name = line.slice(line.indexOf(': ') + 2);
		return !seen.has(name) && !others.includes(name);
	});
	expect(unknown).toEqual([]);
});
