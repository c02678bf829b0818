import { chownSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../support/ports';
import { type Managed, run, runOrFail, start } from '../support/processes';
import { GiveUp, waitFor } from '../support/waitFor';
import type { Programs } from './programs';

const HOST = '127.0.0.1';
const USER = 'n8n';
/** `initdb` makes it; another one would bring nothing. */
const DATABASE = 'postgres';

/** A running PostgreSQL with nothing but n8n's data. */
export interface Database {
	/** Settings with which n8n finds it. */
	readonly env: Readonly<Record<string, string>>;
	/** Writes everything in it to a file, as text. */
	dump(file: string): Promise<void>;
	stop(): Promise<void>;
}

/** The user whom Debian's package makes. */
const ACCOUNT = 'postgres';

/** PostgreSQL refuses to run as root: hands the folder to its user. @returns what goes before a command */
async function leaveRoot(folder: string): Promise<string[]> {
	if (process.getuid?.() !== 0) return [];
	const idOf = async (option: string) => {
		const { code, output } = await run('id', [option, ACCOUNT], { cwd: '/' });
		if (code !== 0) {
			throw new Error(
				`PostgreSQL does not run as root, and there is no user '${ACCOUNT}' to run it as. Run this as another user, or install PostgreSQL from Debian's package, which makes that user.`,
			);
		}
		return Number(output);
	};
	chownSync(folder, await idOf('-u'), await idOf('-g'));
	return ['setpriv', '--reuid', ACCOUNT, '--regid', ACCOUNT, '--clear-groups'];
}

/**
 * Starts a PostgreSQL of its own on this machine's own address.
 *
 * @param folder for its data; PostgreSQL's user must be able to reach it
 */
export async function startPostgres(
	programs: Programs,
	folder: string,
	logFile: string,
): Promise<Database> {
	mkdirSync(folder, { recursive: true });
	const before = await leaveRoot(folder);
	const data = join(folder, 'data');
	const command = (...words: string[]): [string, string[]] => {
		const [first, ...rest] = [...before, ...words];
		return [first, rest];
	};
	await runOrFail(
		'Setting up PostgreSQL',
		...command(
			...[programs.initdb, '--pgdata', data, '--username', USER, '--auth', 'trust'],
			...['--encoding', 'UTF8', '--no-locale', '--no-sync'],
		),
		{ cwd: folder },
	);
	const port = await freePort();
	const settings = {
		listen_addresses: HOST,
		port: String(port),
		// The path of a socket in a temporary folder may be too long.
		unix_socket_directories: '',
		fsync: 'off',
	};
	const server = start(
		...command(
			...[programs.postgres, '-D', data],
			...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
		),
		{ cwd: folder, logFile },
	);
	const address = ['--host', HOST, '--port', String(port), '--username', USER];
	const dump = async (file: string) => {
		await runOrFail(
			'Writing out the database',
			programs.pgDump,
			[...address, '--file', file, DATABASE],
			{ cwd: '/' },
		);
	};
	await waitUntilServing(server, () => dump('/dev/null'));
	return {
		env: {
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: HOST,
			DB_POSTGRESDB_PORT: String(port),
			DB_POSTGRESDB_DATABASE: DATABASE,
			DB_POSTGRESDB_USER: USER,
			DB_POSTGRESDB_PASSWORD: 'not-asked-for',
		},
		dump,
		stop: () => server.stop(5_000),
	};
}

async function waitUntilServing(server: Managed, question: () => Promise<void>): Promise<void> {
	await waitFor(
		async () => {
			const end = server.ended();
			if (end !== undefined) throw new GiveUp(`PostgreSQL ended while starting (${end})`);
			await question();
			return true;
		},
		{ what: 'The start of PostgreSQL', timeout: 30_000 },
	);
}
