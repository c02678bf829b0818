import { createHash } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJson } from '../../test/support/repository';

/**
 * What an earlier demo has put into the same n8n. Loading the examples again would undo what the user
 * has changed in them since, so only those that are new, or that changed in the repository, are loaded.
 */
export class Loaded {
	private readonly file: string;

	private readonly fingerprints: Record<string, string>;

	constructor(home: string) {
		this.file = join(home, 'loaded.json');
		this.fingerprints = existsSync(this.file) ? readJson(this.file) : {};
	}

	/** The entries that are not there yet as they are. */
	missing<Entry extends { id: string }>(entries: Entry[]): Entry[] {
		return entries.filter((entry) => this.fingerprints[entry.id] !== fingerprint(entry));
	}

	/** Notes that these are there now. */
	note(entries: Array<{ id: string }>): void {
		for (const entry of entries) this.fingerprints[entry.id] = fingerprint(entry);
		writeFileSync(this.file, JSON.stringify(this.fingerprints, null, '\t'));
	}
}

function fingerprint(entry: unknown): string {
	return createHash('sha256').update(JSON.stringify(entry)).digest('hex');
}
