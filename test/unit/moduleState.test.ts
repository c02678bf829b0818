import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findModuleState } from '../../scripts/lint/moduleState';
import { REPOSITORY } from '../support/repository';

const FOLDER = 'nodes/AlibabaCloudEip';

/** What the list names, as `file name`. */
function listed(): string[] {
	const list = readFileSync(join(REPOSITORY, FOLDER, 'execution/README.md'), 'utf8');
	const pathOf = (file: string) => (file.startsWith('credentials/') ? file : `${FOLDER}/${file}`);
	return [...list.matchAll(/^\| `([\w/.]+)` `(\w+)`/gm)]
		.map(([, file, name]) => `${pathOf(file)} ${name}`)
		.sort();
}

/** One file that holds state in every way, and what is constant beside it. */
const planted = `
import { systemClock } from './api/client/clock';
import { actions } from './api/actions';
let counter = 0;
export const map = new Map<string, number>();
const set: Set<string> = new Set();
const weak = new WeakMap<object, number>();
class Memory { static shared = 0; value = 0; }
const instance = new Memory();
const written: Record<string, number> = {};
const list: string[] = [];
const assigned = { a: 1 };
const counting = count();
const removed: Record<string, string> = { a: 'b' };
function count() { let own = 0; return () => own++; }
export function change() {
	counter++;
	written.a = 1;
	list.push('a');
	Object.assign(assigned, { a: 2 });
	delete removed.a;
	(systemClock as { now: () => number }).now = () => 0;
	const local = new Map<string, number>();
	local.set('a', 1);
}
const codes: ReadonlySet<string> = new Set(['a']);
const names: ReadonlyMap<string, string> = new Map([['a', 'b']]);
const plain = ['b', 'a'];
const sorted = [...plain].sort();
const double = twice((value) => value);
function twice(change: (value: number) => number) { const factor = 2; return (value: number) => change(value) * factor; }
export const used = [codes, names, sorted, double, set, weak, instance, counting, actions];
`;

describe('What outlives a call in the shipped code', () => {
	const file = join(REPOSITORY, FOLDER, 'planted.ts');
	const found = findModuleState({ [file]: planted });
	const own = (entry: string) => entry.startsWith(`${FOLDER}/planted.ts `);

	test('stands in the list of execution/README.md, and nothing else is mutable at module level', () => {
		const clock = `${FOLDER}/api/client/clock.ts systemClock`;
		expect(found.filter((entry) => !own(entry) && entry !== clock)).toEqual(listed());
	});

	test('would be found, whatever form it has', () => {
		expect(found).toContain(`${FOLDER}/api/client/clock.ts systemClock`);
		expect(found.filter(own).map((entry) => entry.split(' ')[1])).toEqual([
			...['Memory.shared', 'assigned', 'counter', 'counting', 'instance', 'list', 'map'],
			...['removed', 'set', 'weak', 'written'],
		]);
	});
});
