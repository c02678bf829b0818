import type { NodeHint } from 'n8n-workflow';
import { isPurchase } from '../api/actions';
import type { Resource } from '../resources/Operation';
import { CHOSEN, keyOf } from './names';

/**
 * What n8n says in the output after a run that bought. A declarative node cannot add hints while it runs
 * (RoutingNode, n8n-core 2.41), so it follows from the operation and stands there after a failed run as well:
 * it must not claim that something was bought.
 */
export function boughtHints(resources: Resource[]): NodeHint[] {
	const buying = resources.flatMap(({ value, list }) =>
		list
			.filter(({ apiAction }) => apiAction.split(', ').some(isPurchase))
			.map((operation) => keyOf(value, operation.value)),
	);
	return [
		{
			type: 'info',
			location: 'outputPane',
			whenToDisplay: 'afterExecution',
			message:
				'Anything that this run bought is paid for until you release or delete it, even while it is not in use. The output has its ID.',
			displayCondition: `={{ ${JSON.stringify(buying)}.includes(${CHOSEN}) }}`,
		},
	];
}
