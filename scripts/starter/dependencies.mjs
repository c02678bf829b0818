import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from './npm.mjs';

/** @param {string} path */
function readJson(path) {
	try {
		return JSON.parse(readFileSync(path, 'utf8'));
	} catch {
		return undefined;
	}
}

/**
 * Whether node_modules holds what the lock file names. Compared by content, since a checkout gives
 * files any date. Packages for other platforms are missing by right.
 *
 * @param {string} root
 * @returns {boolean}
 */
export function areDependenciesInstalled(root) {
	const wanted = readJson(join(root, 'package-lock.json'));
	const present = readJson(join(root, 'node_modules', '.package-lock.json'));
	const own = readJson(join(root, 'package.json'));
	if (!wanted || !present || !own) return false;
	const locked = wanted.packages['']?.devDependencies ?? {};
	const isLocked = Object.entries(own.devDependencies ?? {}).every(
		([name, version]) => locked[name] === version,
	);
	const isPresent = Object.entries(wanted.packages).every(
		([path, { version, optional }]) =>
			path === '' || optional || present.packages[path]?.version === version,
	);
	return isLocked && isPresent;
}

/**
 * Installs the development packages unless they are there. No scripts run (.npmrc): nothing is
 * compiled, so any of the supported Node.js versions can do it.
 *
 * @param {string} root
 */
export async function ensureDependencies(root) {
	if (areDependenciesInstalled(root)) return;
	console.log('Installing the development packages with npm (about a minute) …');
	try {
		await npm(['install', '--no-audit', '--no-fund', '--loglevel=error'], root);
	} catch (error) {
		throw new Error(
			`The development packages could not be installed: ${error.message}. Is the npm registry reachable?`,
		);
	}
}
