import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { environmentForNpm, npmOrFail } from './npm';
import { REPOSITORY } from './repository';

/** Builds the package and packs it, as for publishing. @returns the path of the tarball */
export async function packPackage(folder: string): Promise<string> {
	const env = environmentForNpm();
	await npmOrFail('Building the package', ['run', 'build'], REPOSITORY, env);
	mkdirSync(folder, { recursive: true });
	const output = await npmOrFail(
		'Packing the package',
		['pack', '--json', '--loglevel=error', '--pack-destination', folder],
		REPOSITORY,
		env,
	);
	const [{ filename }] = JSON.parse(output.slice(output.indexOf('['))) as Array<{
		filename: string;
	}>;
	return join(folder, filename);
}
