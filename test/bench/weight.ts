import { realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import { readJson } from '../support/repository';
import { type Outcome, type Row, type Setting, atMost, exactly } from './parts/Benchmark';
import { COMMUNITY_PACKAGE, communityPackage } from './parts/communityPackage';
import { inTurn, median, medianRatio } from './parts/measure';
import { n8nNodesBase } from './parts/n8nNodesBase';
import { type Loading, requireInProcess } from './parts/requireTime';
import { type Weight, weighAsPublished, weighFiles } from './parts/unpacked';

/** Beyond this, something is in the package that does not belong there. */
const BYTES_LIMIT = 950_000;

interface Manifest {
	dependencies?: Record<string, string>;
	n8n: { nodes: string[]; credentials: string[] };
}

/** What n8n requires of a community package when it starts. */
function entryFiles(folder: string): string[] {
	const { n8n } = readJson<Manifest>(join(folder, 'package.json'));
	return [...n8n.nodes, ...n8n.credentials].map((path) => join(folder, path));
}

/** n8n's AWS IAM node is a part of a package: its own folder, and what it loads besides. */
function weighAwsIam(base: string, { loaded }: Loading): Weight {
	const besides = loaded.filter((file) => file.startsWith(realpathSync(base) + sep));
	return weighFiles([join(base, 'dist', 'nodes', 'Aws', 'IAM'), ...besides]);
}

/** What n8n loads and keeps on the disk for the package, beside other packages. */
export async function weight({ isShort, packageFolder, temporary }: Setting): Promise<Outcome> {
	const [base, community] = [await n8nNodesBase(), await communityPackage()];
	const files = {
		ours: entryFiles(packageFolder),
		awsIam: [
			join(base, 'dist', 'nodes', 'Aws', 'IAM', 'AwsIam.node.js'),
			join(base, 'dist', 'credentials', 'Aws.credentials.js'),
		],
		community: entryFiles(community),
	};
	const loadings: Record<keyof typeof files, Loading[]> = { ours: [], awsIam: [], community: [] };
	const load = (name: keyof typeof files) => async () => {
		loadings[name].push(await requireInProcess(files[name]));
	};
	await inTurn(isShort ? 1 : 15, {
		ours: load('ours'),
		awsIam: load('awsIam'),
		community: load('community'),
	});
	// The first of each only warmed up the disk.
	const times = (name: keyof typeof files) =>
		loadings[name].slice(1).map(({ milliseconds }) => milliseconds);
	const weights = {
		ours: await weighAsPublished(packageFolder, temporary),
		awsIam: weighAwsIam(base, loadings.awsIam[0]),
		community: weighFiles([community]),
	};

	const ownTime = median(times('ours'));
	const { bytes } = weights.ours;
	const peers = [
		['awsIam', 'AWS IAM of `n8n-nodes-base`'],
		['community', COMMUNITY_PACKAGE],
	] as const;
	const rows = peers.flatMap(([name, title]): Row[] => [
		{
			what: '`require` of nodes and credential',
			measure: 'ms beyond `n8n-workflow`',
			value: ownTime,
			peer: { name: title, value: median(times(name)) },
			ratio: medianRatio(times('ours'), times(name)),
		},
		{
			what: 'Unpacked, without source maps',
			measure: 'kB',
			value: bytes / 1_000,
			peer: { name: title, value: weights[name].bytes / 1_000 },
		},
		{
			what: 'Unpacked, without source maps',
			measure: 'files',
			value: weights.ours.files,
			peer: { name: title, value: weights[name].files },
		},
	]);
	const { dependencies = {} } = readJson<Manifest>(join(packageFolder, 'package.json'));
	const own = realpathSync(packageFolder) + sep;
	const foreign = loadings.ours[0].loaded.filter((file) => !file.startsWith(own));
	return {
		rows,
		checks: [
			atMost('Bytes unpacked, without source maps', bytes, BYTES_LIMIT),
			exactly('Dependencies', Object.keys(dependencies).length, 0),
			exactly('Modules loaded that are neither ours nor of `n8n-workflow`', foreign.length, 0),
		],
	};
}
