import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { N8nInstallation } from './n8nInstallation';
import { runOrFail } from './processes';

/** A credential to load; its secrets are encrypted by n8n on the way in. */
export interface CredentialImport {
	id: string;
	name: string;
	type: string;
	data: Record<string, string>;
}

/** n8n's command line, for an n8n that is not running. */
export class N8nCommand {
	constructor(
		private readonly installation: N8nInstallation,
		private readonly env: NodeJS.ProcessEnv,
		private readonly home: string,
	) {}

	/** Runs `n8n <parameters>`. */
	async run(...parameters: string[]): Promise<string> {
		const { node, script } = this.installation;
		return await runOrFail(`n8n ${parameters[0]}`, node.binary, [script, ...parameters], {
			cwd: this.home,
			env: this.env,
		});
	}

	/** Loads credentials, replacing those with the same ids. */
	async importCredentials(credentials: CredentialImport[]): Promise<void> {
		await this.import('import:credentials', credentials);
	}

	/** Loads workflows, replacing those with the same ids. They are not active afterwards. */
	async importWorkflows(workflows: object[]): Promise<void> {
		await this.import('import:workflow', workflows);
	}

	/** Makes a workflow active from the next start on. */
	async publish(workflowId: string): Promise<void> {
		await this.run('publish:workflow', `--id=${workflowId}`);
	}

	private async import(command: string, entries: object[]): Promise<void> {
		const folder = mkdtempSync(join(tmpdir(), 'n8n-import-'));
		const file = join(folder, 'entries.json');
		try {
			writeFileSync(file, JSON.stringify(entries), { mode: 0o600 });
			const output = await this.run(command, `--input=${file}`);
			if (!/Successfully imported/i.test(output)) {
				throw new Error(`n8n ${command} did not confirm:\n${output.slice(-2000)}`);
			}
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	}
}
