import * as fc from 'fast-check';

/** Something that happens to the Elastic IPs. `index` chooses one, `value` what it becomes. */
export interface Mutation {
	kind:
		| 'allocate'
		| 'release'
		/** One that was released is there again, as it was. */
		| 'return'
		| 'bind'
		| 'associating'
		| 'unassociating'
		| 'unbind'
		| 'lock'
		| 'bandwidth'
		| 'package'
		| 'tags'
		| 'protection'
		| 'name';
	index: number;
	value: number;
}

const FAULTS = [
	'fails',
	'hangs',
	'no list',
	'count without list',
	'empty list',
	'page cut short',
	'empty page',
	'one twice',
	'record of a wrong type',
	'fields of a wrong type',
] as const;

export type FaultKind = (typeof FAULTS)[number];

/** What goes wrong with a call of a poll: it fails, or the reply is not the truth. */
export interface Fault {
	/** Which call of the poll. */
	at: number;
	/** How many from there on. */
	times: number;
	kind: FaultKind;
}

/** Something that happens to the Elastic IPs while a poll reads them. */
export interface Meanwhile {
	at: number;
	mutation: Mutation;
}

export interface PollPlan {
	fault?: Fault;
	meanwhile: Meanwhile[];
	/** Another poll begins, and ends, before this call of the first. */
	overlap?: { at: number; meanwhile: Meanwhile[] };
}

export type Command =
	| { do: 'mutate'; mutations: Mutation[] }
	| ({ do: 'poll' } & PollPlan)
	/** n8n is killed; what was not saved is lost. */
	| { do: 'crash' }
	/** n8n is killed when the execution had begun, but before the state was saved. */
	| ({ do: 'poll and crash before saving' } & PollPlan)
	| { do: 'settings'; groups: number; filter: number; regions: number }
	/** The clock is set, without any time passing. */
	| { do: 'clock'; minutes: number };

const mutation: fc.Arbitrary<Mutation> = fc.record({
	kind: fc.constantFrom<Mutation['kind']>(
		'allocate',
		'release',
		'release',
		'return',
		'bind',
		'bind',
		'bind',
		'associating',
		'unassociating',
		'unbind',
		'unbind',
		'lock',
		'bandwidth',
		'package',
		'tags',
		'protection',
		'name',
	),
	index: fc.nat(20),
	value: fc.nat(5),
});

const meanwhile: fc.Arbitrary<Meanwhile[]> = fc.array(fc.record({ at: fc.nat(5), mutation }), {
	maxLength: 3,
});
const calm = fc.constant<Meanwhile[]>([]);

const fault: fc.Arbitrary<Fault> = fc.record({
	at: fc.nat(5),
	times: fc.constantFrom(1, 1, 3, 100),
	kind: fc.constantFrom(...FAULTS),
});

const plan: fc.Arbitrary<PollPlan> = fc.oneof(
	{ weight: 6, arbitrary: fc.record({ meanwhile: calm }) },
	{ weight: 2, arbitrary: fc.record({ meanwhile }) },
	{ weight: 2, arbitrary: fc.record({ meanwhile: calm, fault }) },
	{ weight: 1, arbitrary: fc.record({ meanwhile, fault }) },
	{
		weight: 1,
		arbitrary: fc.record({
			meanwhile,
			overlap: fc.record({ at: fc.nat(5), meanwhile: fc.oneof(calm, meanwhile) }),
		}),
	},
);

const command: fc.Arbitrary<Command> = fc.oneof(
	{
		weight: 10,
		arbitrary: fc
			.array(mutation, { minLength: 1, maxLength: 4 })
			.map((mutations) => ({ do: 'mutate' as const, mutations })),
	},
	{ weight: 10, arbitrary: plan.map((one) => ({ do: 'poll' as const, ...one })) },
	{ weight: 1, arbitrary: fc.constant({ do: 'crash' as const }) },
	{
		weight: 1,
		arbitrary: plan.map((one) => ({ do: 'poll and crash before saving' as const, ...one })),
	},
	{
		weight: 1,
		arbitrary: fc.record({
			do: fc.constant('settings' as const),
			groups: fc.integer({ min: 1, max: 255 }),
			filter: fc.nat(2),
			regions: fc.nat(3),
		}),
	},
	{
		weight: 1,
		arbitrary: fc.record({
			do: fc.constant('clock' as const),
			minutes: fc.constantFrom(-600, -5, 1, 60, 3000),
		}),
	},
);

/** The history of an account and what its trigger goes through. */
export const schedules = fc.record({
	engine: fc.constantFrom('default' as const, 'durable' as const),
	commands: fc.array(command, { minLength: 5, maxLength: 40, size: 'max' }),
});
