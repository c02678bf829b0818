import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, parse } from 'node:path';
import type { Action } from './parts/defineAction';

const load = createRequire(__filename);

/** Every action the simulator offers: each file beside this one exports one under the file's name. */
export const ACTIONS: readonly Action[] = readdirSync(__dirname, { withFileTypes: true })
	.filter((entry) => entry.isFile() && entry.name !== parse(__filename).base)
	.map(({ name: file }) => {
		const { name } = parse(file);
		const exported = load(join(__dirname, file)) as Record<string, Action | undefined>;
		const action = exported[name];
		if (!action) throw new Error(`${file} exports no action ${name}`);
		return action;
	});

/** Versions of the products in {@link ACTIONS}. */
export const VERSIONS: ReadonlySet<string> = new Set(ACTIONS.map(({ version }) => version));

/** All versions of an action of this name. */
export function actionsNamed(name: string): Action[] {
	return ACTIONS.filter((action) => action.name === name);
}
