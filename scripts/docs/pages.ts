import { errorsPage } from './errorsPage';
import { permissionsPage } from './permissionsPage';
import type { Recorded } from './record';
import { resourcePages } from './resourcePages';

/** The pages that are written from the code as a whole, by their path. */
export function pages(recorded: Recorded): Record<string, string> {
	return {
		...resourcePages(recorded),
		'docs/permissions.md': permissionsPage(recorded),
		'docs/errors.md': errorsPage(),
	};
}
