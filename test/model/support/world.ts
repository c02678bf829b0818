import { runInThisContext } from 'node:vm';
import { clock } from './clock';
import {
	Cloud,
	ROLE_SECRET,
	type Call,
	type Eip,
	type Fault,
	type Json,
	type Purchase,
} from './cloud';
import { REGION, flow, trigger } from './flows';
import {
	ACCOUNT_A,
	ACCOUNT_B,
	type Execution,
	type Flow,
	N8n,
	type NodeSpec,
	type RunOptions,
} from './n8n';

/** One cloud, one clock, as many n8n as wanted, and what must never happen in the process around them. */
export class World {
	readonly cloud = new Cloud();
	readonly rejections: string[] = [];

	n8n(instanceId?: string) {
		return new N8n(this.cloud, instanceId);
	}

	/** Runs a workflow, or one with this node, in a new n8n. */
	async run(what: Flow | NodeSpec, items?: RunOptions['items']): Promise<Execution> {
		return await this.n8n().run('nodes' in what ? what : flow(what), { items });
	}

	/** A trigger of a new n8n. */
	watch(parameters: Record<string, unknown>) {
		return this.n8n().watch(trigger(parameters));
	}

	/** A new Elastic IP of account A. */
	add(fields: Partial<Eip> = {}, region = REGION): Eip {
		return this.cloud.add(ACCOUNT_A.accessKeyId, region, fields);
	}

	/** What was bought of a kind. */
	bought(kind: Purchase['kind'] = 'eip') {
		return this.cloud.purchases.filter((purchase) => purchase.kind === kind);
	}

	/** What was paid for and no execution says. */
	unnamed(...executions: Execution[]) {
		const text = executions.map((one) => one.text).join('\n');
		return this.cloud.purchases.filter(({ id }) => !text.includes(id)).map(({ id }) => id);
	}

	/** The requests that came in, for the message of a test. */
	lines(): string {
		return this.cloud.calls
			.map(({ at, action, account, params, fault, code, applied }) =>
				[
					...[at % 86_400_000, action, account, params.Name, params.ClientToken?.slice(0, 8)],
					...[fault, code, applied ? 'applied' : ''],
				].join(' '),
			)
			.join('\n');
	}

	/** Holds for everything that was run in it, whatever happened. */
	hidesNothing(...executions: Execution[]): void {
		const text = executions.map((one) => one.text).join('\n');
		for (const { id, token, said } of this.cloud.purchases) {
			if (text.includes(id) || (token && text.includes(token))) continue;
			// An ID that no reply has ever named can't be said; that something may have been bought can.
			if (said || !/not known|unknown/i.test(text))
				throw new Error(
					`${id} was bought, ${said ? 'n8n was told of it,' : 'without a reply,'} and that is not said in:\n${text}\n${this.lines()}`,
				);
		}
		expect(text).not.toMatch(/incorrect header check/);
		for (const { stored, text: said } of executions)
			for (const secret of [
				...[ACCOUNT_A.accessKeySecret, ACCOUNT_B.accessKeySecret],
				...[ROLE_SECRET, 'Signature='],
			])
				for (const place of [stored, said]) expect(place).not.toContain(secret);
		expect(this.rejections).toEqual([]);
	}
}

/** The process itself: what Jest shows here is a copy that hears of nothing. */
const outside = runInThisContext('process') as NodeJS.Process;

/** Runs a story in a world of its own. */
export async function inWorld<T>(story: (world: World) => Promise<T>): Promise<T> {
	clock.reset();
	const world = new World();
	await world.cloud.start();
	const note = (reason: unknown) => world.rejections.push(String(reason));
	outside.on('unhandledRejection', note);
	try {
		const result = await story(world);
		for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
		return result;
	} finally {
		outside.off('unhandledRejection', note);
		await world.cloud.stop();
	}
}

/** A test that tells one story in a world of its own. */
export const withWorld =
	<Given extends unknown[]>(tell: (world: World, ...given: Given) => Promise<void>) =>
	(...given: Given) =>
		inWorld((world) => tell(world, ...given));

/** Faults for the first calls of an action, one after the other. */
export const firstOf =
	(action: string, ...faults: Array<Fault | undefined>) =>
	(call: Call) =>
		call.action === action ? faults[call.nth] : undefined;

/** The same fault for every call that fits. */
export const always =
	(fits: (call: Call) => boolean, fault: Fault) =>
	(call: Call): Fault | undefined =>
		fits(call) ? fault : undefined;

const list = (reply: Json) =>
	(reply.EipAddresses as { EipAddress: unknown[] } | undefined)?.EipAddress;

/** Replies of DescribeEipAddresses that can't be true, or are not the whole truth. */
export const shapes = {
	/** Says how many, and shows none. */
	countWithoutList: (reply: Json): unknown => ({
		...reply,
		TotalCount: Math.max(1, Number(reply.TotalCount)),
		EipAddresses: { EipAddress: [] },
	}),
	/** A count of none, and no list at all. */
	zeroNoList: (reply: Json): unknown => ({ RequestId: reply.RequestId, TotalCount: 0 }),
	noList: (reply: Json): unknown => ({ ...reply, EipAddresses: undefined }),
	/** Agrees with itself, and is wrong: an index that lags. */
	emptyLook: (reply: Json): unknown => ({
		...reply,
		TotalCount: 0,
		EipAddresses: { EipAddress: [] },
	}),
	/** The first entry in the place of all. */
	firstForAll: (reply: Json): unknown => ({
		...reply,
		EipAddresses: { EipAddress: (list(reply) ?? []).map(() => list(reply)![0]) },
	}),
	countTooHigh: (reply: Json): unknown => ({ ...reply, TotalCount: 250 }),
};

/** Every value under this key, however deep. */
export function valuesOf(value: unknown, key: string): unknown[] {
	if (Array.isArray(value)) return value.flatMap((one) => valuesOf(one, key));
	if (value === null || typeof value !== 'object') return [];
	return Object.entries(value).flatMap(([name, one]) => [
		...(name === key ? [one] : []),
		...valuesOf(one, key),
	]);
}

/** An item of the trigger. */
export type Event = Record<string, unknown>;

export const idOf = (event: Event) => String(valuesOf(event, 'allocationId')[0]);

/** What an event says has happened, and to which Elastic IP. */
export const key = (event: Event) => `${String(event.event)} ${idOf(event)}`;
