import type { IDataObject, IExecutePaginationFunctions, INodeExecutionData } from 'n8n-workflow';
import { InvalidInput } from '../errors/ApiFailure';
import type { Operation } from '../resources/Operation';
import { areSafetyChecksOn } from '../resources/safetyChecks';

/** The end of the type of the trigger node, whatever package n8n has it from. */
const TRIGGER = '.alibabaCloudEipTrigger';

/** What `$('name')` gives in an expression, as far as it is used here. */
interface NodeData {
	item: INodeExecutionData;
	all(output: number, run: number): INodeExecutionData[];
}

/**
 * Refuses what destroys or cuts off something when the item comes from a test event of the trigger:
 * nothing of the kind has happened, and the Elastic IP may be a real one.
 *
 * @throws InvalidInput
 */
export function refuseTestEvent(
	context: IExecutePaginationFunctions,
	{ isDestructive }: Pick<Operation, 'isDestructive'>,
): void {
	if (!isDestructive || !isSafe(context) || !comesFromTestEvent(context)) return;
	throw new InvalidInput(
		"The item comes from a test event of the trigger, which has 'isTest'",
		"Nothing of the kind has happened, so nothing was sent. Publish the workflow to work with real events. To run it anyway, turn off the option 'Safety Checks'.",
	);
}

/** Whether the option 'Safety Checks' is on; also when it can't be read. */
function isSafe(context: IExecutePaginationFunctions): boolean {
	return attempt(
		() => areSafetyChecksOn(context.getNodeParameter('options', {}) as IDataObject),
		true,
	);
}

/**
 * Whether the item, or that of an earlier node that it goes back to, is a test event. Nodes in between
 * may have dropped the field, so the start of the run is looked at too.
 */
function comesFromTestEvent(context: IExecutePaginationFunctions): boolean {
	if (attempt(() => isTest(context.getInputData()), false)) return true;
	return attempt(() => startsBefore(context), []).some(({ name, type }) =>
		attempt(() => {
			const read = context.getWorkflowDataProxy(context.getItemIndex()).$ as (
				node: string,
			) => NodeData;
			// All events of one run of the trigger are tests, or none is.
			return type.endsWith(TRIGGER) ? read(name).all(0, 0).some(isTest) : isTest(read(name).item);
		}, false),
	);
}

/** The nodes before this one that the run may have begun with. A tool of an AI agent has none. */
function startsBefore(context: IExecutePaginationFunctions): Array<{ name: string; type: string }> {
	return context
		.getParentNodes(context.getNode().name)
		.filter(
			({ name, type }) => type.endsWith(TRIGGER) || context.getParentNodes(name).length === 0,
		);
}

function isTest({ json }: INodeExecutionData): boolean {
	return json.isTest === true;
}

/** What n8n can't tell must not end the run. */
function attempt<Result>(read: () => Result, otherwise: Result): Result {
	try {
		return read();
	} catch {
		return otherwise;
	}
}
