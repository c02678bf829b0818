import { errorsPage } from './errorsPage';
import { operationsPage } from './operationsPage';
import { permissionsPage } from './permissionsPage';
import type { Recorded } from './record';
import { triggerPage } from './triggerPage';

/** The pages that are written from the code as a whole, by their path. */
export function pages(recorded: Recorded): Record<string, string> {
	return {
		'docs/operations.md': operationsPage(recorded),
		'docs/trigger.md': triggerPage(recorded),
		'docs/permissions.md': permissionsPage(recorded),
		'docs/errors.md': errorsPage(),
	};
}
