import { type ElasticIp, describeById, readElasticIp } from '../api/elasticIp';
import { type ElasticIpReference, findElasticIps, findOnce } from '../api/elasticIpReference';
import type { Patience } from '../api/waiting/absence';
import { UnexpectedOutcome } from '../errors/ApiFailure';
import type { ApiParameters } from '../resources/Operation';
import { describeFound } from './describeFound';
import type { ItemMemory } from './executionMemory';

/** An Elastic IP that was not named by its ID. */
export interface NamedElasticIp {
	/** What was found by the name when the item began. */
	id: string;
	reference: ElasticIpReference;
	/** The name of its field in the form. */
	field: string;
}

/** After these an Elastic IP is not bound any more to what it was named by, or gone. */
const CHANGES_OF_BINDING: ReadonlySet<string> = new Set([
	'AssociateEipAddress',
	'UnassociateEipAddress',
	'ReleaseEipAddress',
]);

/**
 * The names of the Elastic IPs of an item. What they mean is looked up when the item begins, and may be
 * something else when its turn has come: then nothing is sent.
 */
export class Names {
	/** What an earlier try may have done to those it acted on, by ID. */
	readonly #before: ReadonlyMap<string, ReadonlySet<string>>;

	readonly #target: string | undefined;

	/** @param target what the operation binds to */
	constructor(
		private readonly patience: Patience,
		private readonly named: NamedElasticIp[],
		{ sent }: Pick<ItemMemory, 'sent'>,
		{ InstanceId: target }: ApiParameters,
	) {
		this.#before = new Map(
			named.map(({ id }) => {
				const own = sent.filter(({ resourceId }) => resourceId === id);
				return [id, new Set(own.map(({ action }) => action))];
			}),
		);
		this.#target = target;
	}

	/**
	 * Looks again, in the turn of the item.
	 *
	 * @throws UnexpectedOutcome when a name means something else now; ApiFailure; CancelledError
	 */
	async check(): Promise<void> {
		await Promise.all(
			this.named.map(async (named) => {
				if (!this.#mayBeOurs(named)) return await this.#lookByName(named);
				// By its name it may not be found any more, and others may.
				const elasticIp = await readElasticIp(this.patience, named.id);
				if (elasticIp) this.assertFits(elasticIp);
			}),
		);
	}

	/**
	 * Compares an Elastic IP that was looked at before a change with what it was named by.
	 *
	 * @throws UnexpectedOutcome when it does not have that address, or is not bound to that, any more
	 */
	assertFits(elasticIp: ElasticIp): void {
		for (const named of this.named) {
			if (named.id !== elasticIp.AllocationId || this.#fits(named, elasticIp)) continue;
			throw this.#lost(named, elasticIp);
		}
	}

	async #lookByName(named: NamedElasticIp): Promise<void> {
		const { session } = this.patience;
		const { id, reference, field } = named;
		let found = await findOnce(session, reference);
		if (found.length === 0) {
			const elasticIp = await describeById(session, id);
			if (elasticIp) this.assertFits(elasticIp);
			// What is missing in one reply proves nothing.
			found = await findElasticIps(this.patience, reference);
		}
		if (found.length !== 1) throw unclearName(reference, field, session.regionId, found);
		const now = String(found[0].AllocationId);
		if (now === id) return;
		throw new UnexpectedOutcome(
			`'${reference.value}' meant the Elastic IP '${id}' when this item began, but now means '${now}'`,
			`Nothing was sent. Try again, or enter the ID of the Elastic IP that you mean in '${field}'.`,
		);
	}

	#mayBeOurs({ id }: NamedElasticIp): boolean {
		const actions = [...(this.#before.get(id) ?? [])];
		return actions.some((action) => CHANGES_OF_BINDING.has(action));
	}

	#fits(named: NamedElasticIp, elasticIp: ElasticIp): boolean {
		const { by, value } = named.reference;
		if (by === 'address') return elasticIp.IpAddress === value;
		const instance = String(elasticIp.InstanceId ?? '').trim();
		if (instance === value) return true;
		if (!this.#mayBeOurs(named)) return false;
		// What this item has done itself: unbound it, or bound it to where it was to go.
		const isOurTarget = this.#before.get(named.id)?.has('AssociateEipAddress') === true;
		return instance === '' || (isOurTarget && instance === this.#target);
	}

	#lost(named: NamedElasticIp, elasticIp: ElasticIp): UnexpectedOutcome {
		const { id, reference, field } = named;
		const { by, value } = reference;
		const sent = this.#mayBeOurs(named)
			? 'An earlier try may have changed it; this one has sent nothing.'
			: 'Nothing was sent.';
		if (by === 'address') {
			return new UnexpectedOutcome(
				`The Elastic IP '${id}' does not have the IP address '${value}'`,
				`It was found by that address when this item began, but has the address '${String(elasticIp.IpAddress)}'. ${sent} Check '${field}' and try again.`,
			);
		}
		const now = elasticIp.InstanceId
			? `It is associated with '${String(elasticIp.InstanceId)}' now`
			: `It is ${String(elasticIp.Status)} now, not associated with anything`;
		return new UnexpectedOutcome(
			`The Elastic IP '${id}' is no longer associated with '${value}'`,
			`${now}. '${field}' names what is associated with '${value}'. ${sent} Run a new execution to act on what is associated there now, or enter the ID.`,
		);
	}
}

/** Why what was found by a name does not tell which Elastic IP is meant. */
export function unclearName(
	{ by, value }: ElasticIpReference,
	field: string,
	regionId: string,
	found: ElasticIp[],
): UnexpectedOutcome {
	const here = `in region '${regionId}'`;
	if (found.length === 0) {
		const what =
			by === 'address' ? `has the IP address '${value}'` : `is associated with '${value}'`;
		return new UnexpectedOutcome(
			`No Elastic IP ${here} ${what}`,
			`Only this region was searched. Check '${field}', and that 'Region' is the region of the Elastic IP. Nothing was sent.`,
		);
	}
	const what =
		by === 'address' ? `have the IP address '${value}'` : `are associated with '${value}'`;
	const all = describeFound(
		found.map(({ AllocationId: id, IpAddress, Status }) => ({ id, details: [IpAddress, Status] })),
	);
	return new UnexpectedOutcome(
		`${found.length} Elastic IPs ${here} ${what}`,
		`'${field}' must name one of them. Enter its ID${by === 'address' ? '' : ' or its IP address'}: ${all}. Nothing was sent.`,
	);
}
