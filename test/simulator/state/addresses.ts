/** The four bytes of 198.18.0.0/15, the block set aside for benchmarks: never a real EIP. */
const RANDOM_BASE = (198 << 24) | (18 << 16);
const BLOCK_BASE = (198 << 24) | (19 << 16);
const SIZE = 1 << 16;

function dotted(address: number): string {
	return [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.');
}

/** Hands out public addresses: single ones from 198.18.0.0/16, contiguous blocks from 198.19.0.0/16. */
export class Addresses {
	readonly #used = new Set<string>();
	#next = 0;
	#nextBlock = 0;

	/** A free address. The step is odd, so that neighbours are not handed out one after the other. */
	take(): string {
		for (let tries = 0; tries < SIZE; tries++) {
			this.#next = (this.#next + 40_503) % SIZE;
			const address = dotted(RANDOM_BASE + this.#next);
			if (/\.(0|255)$/.test(address) || this.#used.has(address)) continue;
			this.#used.add(address);
			return address;
		}
		throw new Error('The simulator has no addresses left');
	}

	/** Takes one given address; `false` when somebody has it. */
	claim(address: string): boolean {
		if (this.#used.has(address)) return false;
		this.#used.add(address);
		return true;
	}

	/** Gives an address back. */
	free(address: string): void {
		this.#used.delete(address);
	}

	/** A free block with this prefix length (24 to 28). */
	takeBlock(mask: number): { cidr: string; addresses: string[] } {
		const count = 2 ** (32 - mask);
		const start = Math.ceil(this.#nextBlock / count) * count;
		this.#nextBlock = start + count;
		if (this.#nextBlock > SIZE) throw new Error('The simulator has no blocks left');
		const addresses = Array.from({ length: count }, (_, index) =>
			dotted(BLOCK_BASE + start + index),
		);
		return { cidr: `${addresses[0]}/${mask}`, addresses };
	}
}

/** Number of addresses of a CIDR block between /24 and /28; `undefined` when it is none. */
export function blockSize(cidr: string): number | undefined {
	const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(2[4-8])$/.exec(cidr);
	if (!match || match.slice(1, 5).some((part) => Number(part) > 255)) return undefined;
	const size = 2 ** (32 - Number(match[5]));
	return Number(match[4]) % size === 0 ? size : undefined;
}

/** Whether an address lies in a CIDR block between /24 and /28. */
export function blockHolds(cidr: string, address: string): boolean {
	const size = blockSize(cidr);
	if (size === undefined) return false;
	const [base] = cidr.split('/');
	const [network, host] = [base, address].map((text) => ({
		head: text.slice(0, text.lastIndexOf('.')),
		tail: Number(text.slice(text.lastIndexOf('.') + 1)),
	}));
	return network.head === host.head && host.tail >= network.tail && host.tail < network.tail + size;
}
