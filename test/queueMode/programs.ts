import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { installPackages, mayInstallPackages, onPath } from '../support/debianPackages';

/** Paths of the programs that a scaled n8n stands on. */
export interface Programs {
	redisServer: string;
	redisCli: string;
	initdb: string;
	postgres: string;
	pgDump: string;
}

/** Debian keeps PostgreSQL's server programs here, off the PATH, one folder for each version. */
const POSTGRESQL = '/usr/lib/postgresql';

function versionFolders(): string[] {
	if (!existsSync(POSTGRESQL)) return [];
	return readdirSync(POSTGRESQL)
		.sort((one, other) => Number(other) - Number(one))
		.map((version) => join(POSTGRESQL, version, 'bin'));
}

/** All three of one version: a dump by another one may be refused. */
function findPostgres(): Omit<Programs, 'redisServer' | 'redisCli'> | undefined {
	for (const folder of versionFolders()) {
		const [initdb, postgres, pgDump] = ['initdb', 'postgres', 'pg_dump'].map((name) =>
			join(folder, name),
		);
		if ([initdb, postgres, pgDump].every((file) => existsSync(file))) {
			return { initdb, postgres, pgDump };
		}
	}
	const [initdb, postgres, pgDump] = ['initdb', 'postgres', 'pg_dump'].map(onPath);
	return initdb && postgres && pgDump ? { initdb, postgres, pgDump } : undefined;
}

function find(): Programs | undefined {
	const [redisServer, redisCli] = ['redis-server', 'redis-cli'].map(onPath);
	const postgres = findPostgres();
	return redisServer && redisCli && postgres ? { redisServer, redisCli, ...postgres } : undefined;
}

/** Finds Redis and PostgreSQL; installs Debian's in CI. */
export async function ensurePrograms(): Promise<Programs> {
	const found = find();
	if (found) return found;
	if (mayInstallPackages()) {
		await installPackages('Redis and PostgreSQL', ['redis-server', 'redis-tools', 'postgresql']);
		const installed = find();
		if (installed) return installed;
	}
	throw new Error(
		'Queue mode needs Redis and PostgreSQL. Install them (Debian: apt-get install redis-server postgresql); no service has to run.',
	);
}
