import { type INode, NodeApiError } from 'n8n-workflow';
import { ApiFailure } from '../../../nodes/AlibabaCloudEip/errors/ApiFailure';
import {
	codesInAction,
	errorTable,
	findErrorEntry,
} from '../../../nodes/AlibabaCloudEip/errors/errorTable';
import { answers } from '../../../nodes/AlibabaCloudEip/errors/answers';
import { toNodeError } from '../../../nodes/AlibabaCloudEip/errors/toNodeError';
import { properties } from '../../../nodes/AlibabaCloudEip/description/properties';
import { AlibabaCloudAccessKeyApi } from '../../../credentials/AlibabaCloudAccessKeyApi.credentials';
import { apiActions, implementedActions } from '../fixtures/actions';
import { documentedCodes } from '../fixtures/errorCodes';
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
const fromInAction = Object.entries(codesInAction).flatMap(([action, entries]) =>
	Object.keys(entries).map((code): [string, string] => [action, code]),
);
const fromReference = documentedCodes.map(({ action, code }): [string, string] => [action, code]);

describe('every documented code', () => {
	test('of the reference: eight chapters, with the spellings of Alibaba Cloud', () => {
		expect(Object.keys(referenceCodes)).toHaveLength(8);
		expect(fromChapters).toHaveLength(58);
		expect(new Set(fromChapters.map(([, code]) => code)).size).toBe(34);
	});

	const all = [
		...fromChapters,
		...fromDocuments,
		...fromActions,
		...fromTable,
		...fromInAction,
		...fromReference,
	];
	test.each(all)('%s: %s says what happened and what to do', (source, code) => {
		const entry = findErrorEntry(code, source);
		if (!entry) throw new Error('It has no entry');
		expect(entry.message).toMatch(/^[A-Z].{9,}[^.]$/);
		expect(entry.description).toMatch(/^['A-Z].{19,}\.$/s);
		expect(`${entry.message} ${entry.description}`).not.toMatch(FORBIDDEN_WORDS);
	});

	test.each(all)('%s: %s shows in n8n as it is meant, with code and RequestId', (source, code) => {
		const entry = findErrorEntry(code, source);
		const failure = new ApiFailure({
			code,
			message: `What the server says about ${code}.`,
			sentence: `What the server says about ${code}.`,
			requestId: 'E1C9-42',
			statusCode: 400,
			call: { action: source, regionId: 'cn-hangzhou' },
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

	test.each([
		'Unheard.Of',
		'',
		'Forbiddenly',
		'__proto__',
		'constructor',
		'toString',
		'Throttle',
		'Forbidden.Whatever',
		'COMMODITY.WHATEVER',
		'InvalidStatus.Whatever',
		'OperationFailed.Whatever',
	])('%j finds nothing', (code) => {
		expect(findErrorEntry(code)).toBeUndefined();
	});

	test.each([
		['Throttling.Whatever', 'throttled'],
		['Rejected.Throttling', 'throttled'],
		['MissingAnything', 'final'],
		['InvalidParameter.Anything', 'final'],
		['TaskConflict.Whatever', 'busy'],
		['OperationConflict.Whatever', 'busy'],
		['QuotaExceeded.Whatever', 'final'],
		['Anything.QuotaExceeded', 'final'],
		['PAY.SOME_INSUFFICIENT_BALANCE', 'final'],
		['Anything.FinancialLocked', 'final'],
		['Anything.SystemBusy', 'busy'],
		['IncorrectStatus.Whatever', 'notReady'],
		['IllegalParam.Whatever', 'final'],
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
	const entries = [
		...Object.entries(errorTable),
		...Object.values(codesInAction).flatMap((inAction) => Object.entries(inAction)),
		...Object.entries(answers),
	];
	const quoted = entries.flatMap(([code, { message, description }]) =>
		[...`${message} ${description}`.matchAll(/'([^']+)'/g)].map(([, name]) => `${code}: ${name}`),
	);
	const unknown = quoted.filter((line) => {
		const name = line.slice(line.indexOf(': ') + 2);
		return !seen.has(name) && !others.includes(name);
	});
	expect(unknown).toEqual([]);
});

describe('one code with several meanings', () => {
	test.each([
		['INSTANCE_TYPE_NOT_SUPPORT', 'AllocateEipAddress', /not for sale/],
		['INSTANCE_TYPE_NOT_SUPPORT', 'AssociateEipAddress', /cannot be associated with this type/],
		[
			'INSTANCE_TYPE_NOT_SUPPORT',
			'AssociateEipAddressBatch',
			/cannot be associated with this type/,
		],
		['Forbidden', 'AssociateEipAddressBatch', /another account/],
		[
			'InvalidBandwidthPackageId.NotFound',
			'AssociateEipAddress',
			/Internet Shared Bandwidth instance of the Elastic IP/,
		],
		['InvalidInstanceId.NotFound', 'DescribeEipMonitorData', /^The Elastic IP was not found/],
		['InvalidInstanceId.NotFound', 'DeletionProtection', /^The Elastic IP was not found/],
		['InvalidStatus.NotAllow', 'UnassociateEipAddress', /state of the instance/],
		[
			'InvalidIpInstanceId.NotFound',
			'AddCommonBandwidthPackageIps',
			/^The Elastic IP was not found/,
		],
		[
			'InvalidIpInstanceId.NotFound',
			'RemoveCommonBandwidthPackageIp',
			/not in this Internet Shared Bandwidth instance/,
		],
		[
			'InvalidInstanceId.NotFound',
			'RemoveCommonBandwidthPackageIp',
			/Internet Shared Bandwidth instance was not found/,
		],
		['InvalidInstanceId.NotFound', 'UnassociateEipAddress', /instance was not found/],
		['OperationFailed.InstanceNotExist', 'AssociateEipAddress', /ECS instance/],
		['OperationFailed.InstanceNotExist', 'ReleaseEipSegmentAddress', /Elastic IP group/],
		['QuotaExceeded.NumberOfEip', 'AssociateEipAddress', /NAT gateway/],
		['InvalidRegionId.NotFound', 'AssociateEipAddress', /region of the instance/],
		['InvalidRegionId.NotFound', 'AllocateEipAddress', /^The region does not exist/],
		['Forbidden', 'ReleaseEipAddress', /another account/],
		['Forbidden', 'AllocateEipAddress', /no permission/],
		[
			'Forbidden.ChargeTypeIsPrepaid',
			'ModifyCommonBandwidthPackageSpec',
			/subscription Internet Shared Bandwidth instance/,
		],
		['Forbidden.ChargeTypeIsPrepaid', 'ReleaseEipAddress', /subscription Elastic IP/],
	])('%s of %s', (code, action, words) => {
		expect(findErrorEntry(code, action)?.message).toMatch(words);
		expect(findErrorEntry(code.toUpperCase(), action)?.message).toMatch(words);
	});
});

describe('what Alibaba Cloud says of a code decides its class', () => {
	test.each([
		...[
			'OperationFailed.SystemBusy',
			'OperationFailed.DistibuteLock',
			'OrderFailed.ConcurrentOperate',
		],
		...['OperationFailed.AddIpTaskInProcessing', 'OperationConflict', 'InvalidAction.Denied'],
		...['IncorrectStatus.CbwpModifying', 'BandwidthPackageOperation.conflict'],
	])('%s is busy: tried again', (code) => {
		expect(findErrorEntry(code)).toMatchObject({ retry: 'busy', cause: 'temporarily-unavailable' });
	});

	test('InvalidStatus.SnatOrDnat is a state that passes; Force does not help', () => {
		const entry = findErrorEntry('InvalidStatus.SnatOrDnat', 'UnassociateEipAddress');
		expect(entry?.retry).toBe('notReady');
		expect(entry?.description).not.toContain('Force');
	});

	test('an Internet Shared Bandwidth instance in an abnormal state is waited for shortly: it may stay so', () => {
		const entry = findErrorEntry(
			'IncorrectStatus.ResourceStatus',
			'ModifyCommonBandwidthPackageSpec',
		);
		expect(entry).toMatchObject({ retry: 'notReady', group: 'state' });
	});

	test('protection of an Internet Shared Bandwidth instance is turned off in the console, not by an operation', () => {
		const of = (action: string) =>
			findErrorEntry('InvalidOperation.DeletionProtection', action)?.description;
		expect(of('DeleteCommonBandwidthPackage')).toContain('console');
		expect(of('ReleaseEipAddress')).toContain("'Set Deletion Protection'");
	});

	test('a reply of the service that failed does not speak of a change: reads get it as well', () => {
		for (const code of ['InternalError', 'OperationFailed.InvokeInnerApi', 'ServiceUnavailable']) {
			expect(findErrorEntry(code)?.description).not.toContain('change was made');
		}
	});

	test.each([
		['Forbidden.FinancialLocked', 'lock'],
		['Forbidden.InstanceBandwidthNotZero', 'not possible'],
		['Forbidden.EipCanNotBindGatgw', 'not possible'],
		['Forbidden.ReleaseSegmentEip', 'not possible'],
		['Forbidden.AllocateEipSegmentAddress', 'not for sale'],
		['Forbidden.EipInBwp', 'package'],
		['Forbidden.RiskControl', 'risk control'],
		['Forbidden.AccessKeyDisabled', 'key'],
		['Forbidden.AccessKey', 'key'],
		['NoEnabledAccessKey', 'key'],
	])('%s is about: %s', (code, group) => {
		expect(findErrorEntry(code)).toMatchObject({ group, retry: 'final' });
		expect(findErrorEntry(code)?.message).not.toContain('permission');
	});
});
