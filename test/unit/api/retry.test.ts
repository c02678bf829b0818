import { ApiFailure, type Reached } from '../../../nodes/AlibabaCloudEip/errors/ApiFailure';
import { type RetryClass, errorTable } from '../../../nodes/AlibabaCloudEip/errors/errorTable';
import type { ActionName } from '../../../nodes/AlibabaCloudEip/api/actions';
import { type Decision, decideRetry } from '../../../nodes/AlibabaCloudEip/api/client/retry';
import { apiActions, implementedActions } from '../fixtures/actions';

const TIME_LIMIT = 300_000;
const BEGIN = { attempt: 1, elapsed: 0, timeLimit: TIME_LIMIT };

function decide(
	failure: { code?: string; reached?: Reached; retryAfter?: number },
	{
		action = 'DescribeEipAddresses',
		hasClientToken = false,
	}: { action?: ActionName; hasClientToken?: boolean } = {},
	at: { attempt?: number; elapsed?: number; timeLimit?: number } = {},
	random = 1,
): Decision {
	const details = { message: 'm', reached: 'refused' as const, ...failure };
	return decideRetry(
		new ApiFailure(details),
		{ action, hasClientToken },
		{ ...BEGIN, ...at },
		random,
	);
}

/** What the class of a code must lead to, whatever the action. */
const codesOf = (retry: RetryClass) =>
	Object.keys(errorTable).filter((code) => errorTable[code].retry === retry);

describe('every code of the table', () => {
	test.each(codesOf('final'))('%s ends the call', (code) => {
		for (const reached of ['refused', 'unknown'] as const) {
			expect(decide({ code, reached, retryAfter: 1 })).toEqual({ retry: false });
		}
	});

	test.each([...codesOf('throttled'), ...codesOf('busy'), ...codesOf('notReady')])(
		'%s is repeated whatever the action: nothing was done',
		(code) => {
			for (const action of [
				'AllocateEipAddress',
				'ReleaseEipAddress',
				'DescribeEipAddresses',
			] as const) {
				expect(decide({ code }, { action })).toEqual({ retry: true, delay: 500 });
			}
		},
	);

	test.each(codesOf('passing'))('%s is repeated only while the state passes', (code) => {
		expect(decide({ code }, { action: 'ReleaseEipAddress' })).toEqual({
			retry: true,
			delay: 500,
			look: 'at the state',
		});
	});

	test.each(codesOf('again'))('%s is signed anew at once, at most three times', (code) => {
		for (const attempt of [1, 2, 3]) {
			expect(decide({ code }, {}, { attempt })).toEqual({ retry: true, delay: 0 });
		}
		expect(decide({ code }, {}, { attempt: 4 })).toEqual({ retry: false });
	});

	test.each(codesOf('server'))('%s is repeated as the action allows', (code) => {
		expect(decide({ code })).toEqual({ retry: true, delay: 500 });
		expect(decide({ code }, { action: 'AllocateEipAddress' })).toEqual({ retry: false });
		expect(decide({ code }, { action: 'AllocateEipAddress', hasClientToken: true })).toEqual({
			retry: true,
			delay: 500,
		});
		expect(decide({ code }, { action: 'ReleaseEipAddress' })).toMatchObject({
			look: 'whether applied',
		});
	});

	test('has a class that these tests know', () => {
		const known: RetryClass[] = [
			'final',
			'throttled',
			'busy',
			'notReady',
			'passing',
			'again',
			'server',
		];
		const unknown = Object.entries(errorTable).filter(([, { retry }]) => !known.includes(retry));
		expect(unknown).toEqual([]);
		for (const retry of known) expect(codesOf(retry)).not.toEqual([]);
	});
});

describe('classes of codes that decide about money and rights', () => {
	test.each(
		Object.entries(errorTable)
			.filter(([, { cause }]) => cause !== 'temporarily-unavailable' && cause !== 'rate-limited')
			.map(([code]) => code),
	)('%s is never repeated', (code) => {
		expect(errorTable[code].retry).toBe('final');
	});

	/** Codes that the official Terraform provider repeats and we don't, with the reason. */
	const notRepeated: Record<string, string> = {
		'FrequentPurchase.EIP': 'the block lasts about an hour',
		'InvalidIpStatus.HasBeenUsedByForwardEntry': 'someone must remove the rule',
		'InvalidIpStatus.HasBeenUsedBySnatTable': 'someone must remove the rule',
		'InvalidStatus.InstanceHasBandWidth': 'someone must change the instance',
	};
	const repeated = implementedActions.flatMap((action) =>
		(apiActions.get(action)?.terraformRetryCodes ?? []).map((code): [ActionName, string] => [
			action,
			code,
		]),
	);

	test.each(repeated)(
		'%s after %s is repeated, as Terraform does, or stands in the list',
		(action, code) => {
			const looks = { action, hasClientToken: true };
			expect(decide({ code }, looks).retry).toBe(!(code in notRepeated));
		},
	);
});

describe('failures without a known code', () => {
	const unknown: Array<[string, Parameters<typeof decide>[0]]> = [
		['a lost reply', { reached: 'unknown' }],
		['an unknown code of a server fault', { code: 'Unheard.Of', reached: 'unknown' }],
	];
	test.each(unknown)('%s is repeated as the action allows', (_name, failure) => {
		expect(decide(failure)).toEqual({ retry: true, delay: 500 });
		expect(decide(failure, { action: 'AllocateEipAddress' })).toEqual({ retry: false });
		expect(decide(failure, { action: 'AllocateEipAddress', hasClientToken: true }).retry).toBe(
			true,
		);
		expect(decide(failure, { action: 'AssociateEipAddress', hasClientToken: true })).toMatchObject({
			look: 'whether applied',
		});
		expect(decide(failure, { action: 'ModifyEipAddressAttribute' })).toEqual({
			retry: true,
			delay: 500,
		});
	});

	test('an unknown refusal ends the call', () => {
		expect(decide({ code: 'Unheard.Of' })).toEqual({ retry: false });
		expect(decide({})).toEqual({ retry: false });
	});

	test('what was never sent is repeated whatever the action, for ten seconds', () => {
		const failure = { reached: 'not sent' as const };
		for (const action of implementedActions) {
			expect(decide(failure, { action })).toEqual({ retry: true, delay: 500 });
		}
		expect(decide(failure, {}, { elapsed: 9_400 }).retry).toBe(true);
		expect(decide(failure, {}, { elapsed: 9_500 }).retry).toBe(false);
	});
});

describe('time', () => {
	test('the delay doubles from half a second to ten seconds; half of it is left to chance', () => {
		const steps = [500, 1000, 2000, 4000, 8000, 10_000, 10_000];
		steps.forEach((step, index) => {
			const at = { attempt: index + 1 };
			expect(decide({ code: 'Throttling' }, {}, at, 1)).toEqual({ retry: true, delay: step });
			expect(decide({ code: 'Throttling' }, {}, at, 0)).toEqual({ retry: true, delay: step / 2 });
		});
	});

	test('does not overflow after very many attempts', () => {
		expect(decide({ code: 'Throttling' }, {}, { attempt: 5000 })).toEqual({
			retry: true,
			delay: 10_000,
		});
	});

	test("the server's own delay is followed, unless it is beyond the time limit", () => {
		const failure = { code: 'Throttling', retryAfter: 7000 };
		expect(decide(failure)).toEqual({ retry: true, delay: 7000 });
		expect(decide(failure, {}, { timeLimit: 7000 })).toEqual({ retry: false });
		expect(decide(failure, {}, { elapsed: TIME_LIMIT - 7000 })).toEqual({ retry: false });
	});

	test.each([1, 0.001, Number.MIN_VALUE])(
		'a delay of %d ms would be a flood of requests',
		(retryAfter) => {
			expect(decide({ code: 'Throttling', retryAfter })).toEqual({ retry: true, delay: 250 });
		},
	);

	test('an instance that is not ready is waited for at most thirty seconds', () => {
		const failure = { code: 'IncorrectInstanceStatus' };
		expect(decide(failure, {}, { elapsed: 29_000 }).retry).toBe(true);
		expect(decide(failure, {}, { elapsed: 29_500 }).retry).toBe(false);
	});
});
