import type { ElasticIp } from '../../../../nodes/AlibabaCloudEip/api/elasticIp';
import { FakeCloud } from '../FakeCloud';
import type { Mutation } from './schedules';

const REGIONS = ['cn-hangzhou', 'cn-beijing'];
/** Elastic IPs that never change, so that the list of the first region has three pages. */
const FILLERS = 201;

interface Version {
	/** How many changes there were before it. */
	since: number;
	elasticIp: ElasticIp | undefined;
}

/** The account as it really is, and was at any time. */
export class Truth {
	readonly cloud = new FakeCloud();

	/** How many changes there were. */
	changes = 0;

	readonly #versions = new Map<string, Version[]>();

	readonly #active: string[] = [];

	readonly #released: ElasticIp[] = [];

	/** Those that were there again since somebody asked. */
	readonly returned = new Set<string>();

	constructor() {
		const fillers = Array.from({ length: FILLERS }, () => ({ Name: 'filler alpha' }));
		for (const regionId of REGIONS) this.cloud.regions.set(regionId, []);
		for (const filler of fillers) this.cloud.add('cn-hangzhou', filler);
		for (let index = 0; index < 6; index++) this.mutate({ kind: 'allocate', index, value: index });
	}

	/** The Elastic IPs that ever changed. */
	get ids(): string[] {
		return [...this.#versions.keys()];
	}

	regionOf(id: string): string {
		const version = this.#versions.get(id)?.find(({ elasticIp }) => elasticIp);
		return String(version?.elasticIp?.RegionId);
	}

	now(id: string): ElasticIp | undefined {
		return this.#versions.get(id)?.at(-1)?.elasticIp;
	}

	/** Everything it was from that many changes on, `undefined` for not there. */
	during(id: string, from: number): Array<ElasticIp | undefined> {
		const versions = this.#versions.get(id) ?? [];
		const before: Version = { since: 0, elasticIp: undefined };
		const first = versions.findLast(({ since }) => since <= from) ?? before;
		return [first, ...versions.filter(({ since }) => since > from)].map(
			({ elasticIp }) => elasticIp,
		);
	}

	mutate({ kind, index, value }: Mutation): void {
		if (kind === 'allocate') return this.#allocate(index, value);
		if (kind === 'return') return this.#return();
		const id = this.#active[index % Math.max(1, this.#active.length)];
		const elasticIp = id === undefined ? undefined : this.now(id);
		if (id === undefined || !elasticIp) return;
		if (kind === 'release') {
			if (elasticIp.Status !== 'Available') return;
			this.cloud.remove(id);
			this.#released.push(elasticIp);
			this.#active.splice(this.#active.indexOf(id), 1);
			this.#note(id);
			return;
		}
		const fields = fieldsOf(kind, value, elasticIp);
		if (!fields) return;
		this.cloud.change(id, fields);
		this.#note(id);
	}

	#allocate(index: number, value: number): void {
		const regionId = REGIONS[index % 3 === 0 ? 1 : 0];
		const position = (index * 37) % (this.cloud.list(regionId).length + 1);
		const name = value % 2 === 0 ? 'alpha' : 'beta';
		const { AllocationId } = this.cloud.add(regionId, { Name: name }, position);
		this.#active.push(String(AllocationId));
		this.#note(String(AllocationId));
	}

	#return(): void {
		const elasticIp = this.#released.pop();
		if (!elasticIp) return;
		const id = String(elasticIp.AllocationId);
		this.cloud.add(String(elasticIp.RegionId), elasticIp);
		this.#active.push(id);
		this.returned.add(id);
		this.#note(id);
	}

	#note(id: string): void {
		const versions = this.#versions.get(id) ?? [];
		versions.push({ since: ++this.changes, elasticIp: this.cloud.find(id) });
		this.#versions.set(id, versions);
	}
}

function fieldsOf(
	kind: Mutation['kind'],
	value: number,
	{ Status }: ElasticIp,
): Partial<ElasticIp> | undefined {
	const instance = {
		InstanceId: `i-${value}`,
		InstanceType: value % 2 === 0 ? 'EcsInstance' : 'Nat',
	};
	switch (kind) {
		case 'bind':
			return { Status: 'InUse', ...instance };
		case 'associating':
			return Status === 'Available' ? { Status: 'Associating', ...instance } : undefined;
		case 'unassociating':
			return Status === 'InUse' ? { Status: 'Unassociating' } : undefined;
		case 'unbind':
			return { Status: 'Available', InstanceId: '', InstanceType: '' };
		case 'lock': {
			const reasons = [[], ['financial'], ['security'], ['financial', 'security']][value % 4];
			return { OperationLocks: { LockReason: reasons.map((LockReason) => ({ LockReason })) } };
		}
		case 'bandwidth':
			return { Bandwidth: String(5 + value) };
		case 'package':
			return { BandwidthPackageId: ['', 'cbwp-1', 'cbwp-2'][value % 3] };
		case 'tags': {
			const tags = [[], ['env=a'], ['env=b'], ['env=a', 'x='], ['__proto__=,|%'], ['é=中']][
				value % 6
			];
			const Tag = tags.map((tag) => ({ Key: tag.split('=')[0], Value: tag.split('=')[1] }));
			return { Tags: { Tag } };
		}
		case 'protection':
			return { DeletionProtection: value % 2 === 1 };
		case 'name':
			return { Name: value % 2 === 0 ? 'alpha' : 'beta' };
		default:
			return undefined;
	}
}
