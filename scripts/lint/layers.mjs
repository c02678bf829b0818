/**
 * What the folders of the shipped code may import: each what stands below it, and itself. No two files
 * need each other, not even for a type. For `dependency-cruiser`, run by `npm run lint`, and for
 * CONTRIBUTING, whose list `npm run docs` writes.
 */
const NODE = '^nodes/AlibabaCloudEip';

/** From the top down. @type {import('./layers.d.mts').Layer[]} */
export const layers = [
	{
		name: '*.node.ts',
		files: `${NODE}/[^/]+\\.node\\.ts$`,
		holds: "n8n's entrance: description and hooks",
	},
	{
		name: 'trigger/',
		files: `${NODE}/trigger/`,
		holds: '`pollOnce` -> `computePoll` -> `commitPoll`; a file for each event and each column',
	},
	{
		name: 'description/',
		files: `${NODE}/description/`,
		holds: 'Puts the forms of all operations together',
	},
	{
		name: 'execution/',
		files: `${NODE}/execution/`,
		holds: 'How one item runs inside n8n; what a run remembers over its tries',
	},
	{
		name: 'resources/',
		files: `${NODE}/resources/`,
		holds: 'One file for each operation: what the user fills in and what is called',
	},
	{
		name: 'listSearch/',
		files: `${NODE}/listSearch/`,
		holds: 'What the lists in the forms show',
	},
	{ name: 'output/', files: `${NODE}/output/`, holds: 'Simplified items' },
	{
		name: 'api/',
		files: `${NODE}/api/(?!actions\\.ts$)[^/]+$|${NODE}/api/waiting/`,
		holds: 'The API as typed functions; `waiting/` waits until a change has been made',
	},
	{
		name: 'credentials/*.ts',
		files: '^credentials/[^/]+$',
		holds: 'The credential; its test says what the error table says',
	},
	{
		name: 'api/client/',
		files: `${NODE}/api/client/`,
		holds: 'Sends: endpoint, repetition, rate limiter, locks, pages',
	},
	{
		name: 'api/actions.ts',
		files: `${NODE}/api/actions\\.ts$`,
		holds: 'The table of all API actions',
	},
	{
		name: 'errors/',
		files: `${NODE}/errors/`,
		holds: 'What each error code of Alibaba Cloud means',
	},
	{
		name: 'credentials/role/',
		files: '^credentials/role/',
		holds: 'The role that a key acts in, and its temporary keys',
	},
	{
		name: 'credentials/signature/',
		files: '^credentials/signature/',
		holds: 'The signatures and the endpoints',
	},
];

const paths = layers.map(({ files }) => files);
/** n8n loads them, nothing imports them. */
const entrances = layers.filter(({ name }) => ['*.node.ts', 'credentials/*.ts'].includes(name));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
	forbidden: [
		...layers.slice(1).map(({ name, files }, index) => ({
			name: `${name} imports what stands above it`,
			severity: 'error',
			from: { path: files },
			to: { path: paths.slice(0, index + 1) },
		})),
		...entrances.map(({ name, files }) => ({
			name: `${name}: n8n loads it, nothing imports it`,
			severity: 'error',
			from: { pathNot: '^credentials/' },
			to: { path: files },
		})),
		{
			name: 'a file in no layer',
			severity: 'error',
			from: {},
			to: { path: '^(nodes|credentials)/', pathNot: paths },
		},
		{
			name: 'what is shipped imports what is not',
			severity: 'error',
			from: { path: '^(nodes|credentials)/' },
			to: { path: '^(scripts|test)/' },
		},
		{
			name: 'files that need each other',
			severity: 'error',
			from: {},
			to: { circular: true },
		},
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
	},
};
