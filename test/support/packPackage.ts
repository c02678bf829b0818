import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { environmentForNpm, npmOrFail } from './npm';
import { withProgress } from './progress';
import { REPOSITORY } from './repository';

/** What npm says of a package that it has packed; sizes in bytes. */
interface Packed {
	filename: string;
	files: Array<{ path: string; size: number }>;
	size: number;
}

/** Runs `npm pack` in a folder. */
export async function npmPack(
	parameters: string[],
	folder: string,
	env = environmentForNpm(),
): Promise<Packed> {
	const output = await npmOrFail(
		'Packing the package',
		['pack', '--json', '--loglevel=error', ...parameters],
		folder,
		env,
	);
	return (JSON.parse(output.slice(output.indexOf('['))) as Packed[])[0];
}

/** Builds the package in these sources and packs it, as for publishing. */
export async function buildAndPack(
	sources: string,
	folder: string,
	environment: NodeJS.ProcessEnv = {},
): Promise<Packed & { tarball: string }> {
	const env = { ...environmentForNpm(), ...environment };
	await npmOrFail('Building the package', ['run', 'build'], sources, env);
	mkdirSync(folder, { recursive: true });
	const packed = await npmPack(['--pack-destination', folder], sources, env);
	return { ...packed, tarball: join(folder, packed.filename) };
}

/** Packs the package for an n8n that is started here. @returns the path of the tarball */
export async function packPackage(folder: string): Promise<string> {
	return await withProgress(
		'Building and packing the package',
		async () => (await buildAndPack(REPOSITORY, folder)).tarball,
	);
}
