import { randomUUID } from 'node:crypto';
import { type ElasticIp, describeById } from '../../../nodes/AlibabaCloudEip/api/elasticIp';
import type { Session } from '../../../nodes/AlibabaCloudEip/api/client/session';
import { type Check, type Finding, couldNotTell, describe, toFinding } from '../Check';
import type { Live } from '../Live';
import type { Purchases } from './Purchases';

/** Milliseconds that the package's waits allow for a read that lags behind (5 looks, 2 s apart). */
const LAG = 10_000;
/** Default time limit of an operation of the node. */
const RELEASE_LIMIT = 300_000;
const TICK = 500;
/** Looks after the first that shows a change, to catch one that still shows the old state. */
const FURTHER_LOOKS = 5;

const NOTHING_BOUGHT = couldNotTell('nothing was bought');

type See = (elasticIp: ElasticIp | undefined) => boolean;

/** How long until a look shows a change, and whether later looks went back to the old state. */
async function watch(live: Live, session: Session, id: string, see: See, limit: number) {
	const { clock, signal } = live.options;
	const start = clock.now();
	for (;;) {
		if (see(await describeById(session, id))) break;
		if (clock.now() - start > limit) return undefined;
		await clock.sleep(TICK, signal);
	}
	const after = clock.now() - start;
	let stale = 0;
	for (let count = 0; count < FURTHER_LOOKS; count++) {
		await clock.sleep(TICK, signal);
		if (!see(await describeById(session, id))) stale++;
	}
	return { after, stale };
}

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;

function judgeLag(lag: { after: number; stale: number } | undefined): Finding {
	if (!lag) return toFinding(false, `not within ${seconds(LAG)}`);
	const { after, stale } = lag;
	return toFinding(
		stale === 0,
		`after ${seconds(after)}${stale === 0 ? '' : `; ${stale} of ${FURTHER_LOOKS} later reads were stale`}`,
	);
}

/**
 * The checks that change something, in this order: each builds on those before. Whatever they leave
 * is released by `releaseAll`.
 */
export function writeChecks(live: Live, purchases: Purchases): Check[] {
	const session = live.sessionWith({ around: purchases.around });
	const token = randomUUID();
	const order = {
		Bandwidth: '1',
		InstanceChargeType: 'PostPaid',
		InternetChargeType: 'PayByTraffic',
		Name: purchases.mark,
		Description: purchases.mark,
		ClientToken: token,
	};
	let id: string | undefined;

	/** A check that needs the Elastic IP. */
	const withOurs = (
		name: string,
		expects: string,
		run: (allocationId: string) => Promise<Finding>,
	): Check => ({
		id: `write-${name}`,
		expects,
		run: async () => (id === undefined ? NOTHING_BOUGHT : await run(id)),
	});

	return [
		{
			id: 'write-allocate',
			expects: 'an Elastic IP is bought with name and description, its ID comes back',
			async run() {
				const outcome = await live.call('AllocateEipAddress', order, session);
				// No right or no money says nothing about the interface.
				if (outcome.code) return couldNotTell(describe(outcome));
				id = String(outcome.body.AllocationId ?? '') || undefined;
				return toFinding(id !== undefined, id === undefined ? 'no AllocationId' : 'bought');
			},
		},
		withOurs('token-again', 'the same ClientToken again gives the same Elastic IP', async (own) => {
			const outcome = await live.call('AllocateEipAddress', order, session);
			if (outcome.code) return toFinding(false, describe(outcome));
			const isSame = outcome.body.AllocationId === own;
			return toFinding(isSame, isSame ? 'the same' : 'ANOTHER one was bought');
		}),
		withOurs(
			'token-other-parameters',
			'the same ClientToken with other parameters: IdempotentParameterMismatch',
			async (own) => {
				const outcome = await live.call(
					'AllocateEipAddress',
					{ ...order, Bandwidth: '2' },
					session,
				);
				const isSame = outcome.body.AllocationId === own;
				return toFinding(
					outcome.code === 'IdempotentParameterMismatch',
					outcome.code ? describe(outcome) : isSame ? 'the same one' : 'ANOTHER one was bought',
				);
			},
		),
		withOurs('visible', `can be read within ${seconds(LAG)}, and stays so`, async (own) =>
			judgeLag(await watch(live, session, own, (elasticIp) => elasticIp !== undefined, LAG)),
		),
		withOurs('marked', 'name and description are those of the purchase', async (own) => {
			const elasticIp = await describeById(session, own);
			if (!elasticIp) return couldNotTell('it cannot be read');
			const isNamed = elasticIp.Name === purchases.mark;
			const isDescribed = [elasticIp.Description, elasticIp.Descritpion].includes(purchases.mark);
			return toFinding(
				isNamed && isDescribed,
				`name ${isNamed ? 'kept' : 'lost'}, description ${isDescribed ? 'kept' : 'lost'}`,
			);
		}),
		withOurs('rename', `a new name can be read within ${seconds(LAG)}`, async (own) => {
			const Name = `${purchases.mark}-b`;
			const outcome = await live.call(
				'ModifyEipAddressAttribute',
				{ AllocationId: own, Name },
				session,
			);
			if (outcome.code) return toFinding(false, describe(outcome));
			return judgeLag(
				await watch(live, session, own, (elasticIp) => elasticIp?.Name === Name, LAG),
			);
		}),
		withOurs('empty-name', 'an empty name takes the name away', async (own) => {
			const outcome = await live.call(
				'ModifyEipAddressAttribute',
				{ AllocationId: own, Name: '' },
				session,
			);
			if (outcome.code) return toFinding(false, describe(outcome));
			const isEmpty: See = (elasticIp) => elasticIp !== undefined && !elasticIp.Name;
			const lag = await watch(live, session, own, isEmpty, LAG);
			return toFinding(
				lag !== undefined,
				lag ? 'accepted, the name is empty' : 'accepted, name kept',
			);
		}),
		withOurs(
			'unprotect-again',
			'switching off deletion protection that is off: DeletionProtection.NotExist, HTTP 404',
			async (own) => {
				const parameters = { InstanceId: own, Type: 'EIP', ProtectionEnable: 'false' };
				// Not as the package calls it: to it this refusal is a success.
				const { statusCode, body } = await live.raw({ action: 'DeletionProtection', parameters });
				const code = /"Code"\s*:\s*"([^"]*)"/.exec(String(body))?.[1];
				return toFinding(
					code === 'DeletionProtection.NotExist' && statusCode === 404,
					describe({ code, statusCode, body: {} }),
				);
			},
		),
		withOurs(
			'unassociate-free',
			'unbinding what is not associated: IncorrectEipStatus, HTTP 400',
			async (own) => {
				const outcome = await live.call('UnassociateEipAddress', { AllocationId: own }, session);
				return toFinding(
					outcome.code === 'IncorrectEipStatus' && outcome.statusCode === 400,
					describe(outcome),
				);
			},
		),
		withOurs(
			'release',
			`after the release it is Releasing, then gone within ${seconds(RELEASE_LIMIT)}`,
			async (own) => {
				const outcome = await live.call('ReleaseEipAddress', { AllocationId: own }, session);
				if (outcome.code) return toFinding(false, describe(outcome));
				const states = new Set<string>();
				const isGone: See = (elasticIp) => {
					if (elasticIp) states.add(String(elasticIp.Status));
					return elasticIp === undefined;
				};
				const lag = await watch(live, session, own, isGone, RELEASE_LIMIT);
				const seen = `states seen: ${[...states].join(', ') || 'none'}`;
				if (!lag) return toFinding(false, `still there; ${seen}`);
				const isKnown = [...states].every((state) => ['Available', 'Releasing'].includes(state));
				return toFinding(
					isKnown && lag.stale === 0,
					`gone after ${seconds(lag.after)}; ${seen}; ${lag.stale} stale reads`,
				);
			},
		),
		withOurs(
			'release-again',
			'releasing it once more: InvalidAllocationId.NotFound, HTTP 404',
			async (own) => {
				const outcome = await live.call('ReleaseEipAddress', { AllocationId: own }, session);
				return toFinding(
					outcome.code === 'InvalidAllocationId.NotFound' && outcome.statusCode === 404,
					describe(outcome),
				);
			},
		),
	];
}
