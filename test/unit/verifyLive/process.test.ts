import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { ACTIVE_KEY, type Simulator, startSimulator } from '../../simulator';
import { REPOSITORY } from '../../support/repository';

const MAIN = join(REPOSITORY, 'scripts', 'verifyLive', 'main.ts');

let simulator: Simulator;
let running: ChildProcess | undefined;
beforeAll(async () => {
	simulator = await startSimulator({ durations: { releasing: 300 } });
});
beforeEach(() => simulator.reset());
afterEach(() => running?.kill('SIGKILL'));
afterAll(async () => await simulator.close());

/** The command as a user runs it, against the simulator. */
function start(...parameters: string[]) {
	const child: ChildProcess = spawn(
		process.execPath,
		['--import', 'tsx', MAIN, '--endpoint', simulator.url, ...parameters],
		{
			env: {
				...process.env,
				ALIBABA_CLOUD_ACCESS_KEY_ID: ACTIVE_KEY.accessKeyId,
				ALIBABA_CLOUD_ACCESS_KEY_SECRET: ACTIVE_KEY.accessKeySecret,
			},
			stdio: ['ignore', 'pipe', 'pipe'],
		},
	);
	running = child;
	if (!child.stdout || !child.stderr) throw new Error('The process has no output');
	const end = Promise.all([
		text(child.stdout),
		text(child.stderr),
		new Promise<number | null>((resolve) => child.once('exit', resolve)),
	]).then(([out, err, code]) => ({ out, err, code }));
	return { child, end };
}

test('ends with 0 when nothing differs, shows no key and buys nothing', async () => {
	simulator.addEips(1);
	const { out, err, code } = await start().end;
	expect(out).toMatch(/^### Live check/);
	expect(out + err).not.toContain(ACTIVE_KEY.accessKeyId);
	expect(out + err).not.toContain(ACTIVE_KEY.accessKeySecret);
	expect(simulator.eips()).toHaveLength(1);
	expect(simulator.journal).toHaveLength(1);
	expect(code).toBe(0);
}, 60_000);

test('ends with 1 when something differs', async () => {
	simulator.addEips(1);
	simulator.settings.descriptionKey = 'Descritpion';
	const { out, code } = await start().end;
	expect(out).toMatch(/\| description-key \|.*\| \*\*different\*\* \|/);
	expect(code).toBe(1);
}, 60_000);

test('buys nothing with --write when there is nobody to ask', async () => {
	const { err, code } = await start('--write').end;
	expect(err).toMatch(/Cost:[\s\S]*use a terminal/);
	expect(simulator.journal).toEqual([]);
	expect(code).toBe(1);
}, 60_000);

test('releases what it bought before it obeys Ctrl+C, however often it is pressed', async () => {
	const { child, end } = start('--write', '--yes');
	// A purchase whose reply is cut off is looked for a minute longer: so not before all of them are answered.
	const isBought = () => {
		const actions = simulator.requests.map(({ action }) => action);
		const last = actions.lastIndexOf('AllocateEipAddress');
		return last >= 0 && last < actions.length - 1;
	};
	while (!isBought()) await sleep(20);
	child.kill('SIGINT');
	await sleep(100);
	child.kill('SIGINT');
	child.kill('SIGTERM');
	const { out, err, code } = await end;
	expect(err).toContain('SIGINT: finishing');
	expect(out).toMatch(/\| write-release \|.*\| stopped \|/);
	expect(simulator.eips()).toEqual([]);
	expect(code).toBe(1);
}, 90_000);
