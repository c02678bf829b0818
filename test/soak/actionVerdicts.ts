import type { ActionRun } from './ActionLoop';
import { type Verdict, nothing } from './Verdict';

/** What the workflows said, and what the simulator's journal says. */
export function actionVerdicts(runs: ActionRun[], longest: number): Verdict[] {
	const good = runs.filter(({ status }) => status === 'success');
	const failed = runs.filter(({ status }) => status === 'error');
	const of = (list: ActionRun[], what: (run: ActionRun) => string[]) =>
		list.flatMap((run) => what(run).map((text) => `execution ${run.executionId}: ${text}`));
	const bought = runs.reduce((sum, run) => sum + run.bought.length, 0);
	const slowest = Math.max(0, ...runs.map(({ milliseconds }) => milliseconds));
	return [
		{
			what: 'Every workflow ran to its end, more than once',
			found: `${runs.length} runs, ${good.length} good, ${failed.length} refused in words`,
			isGood:
				good.length > 0 &&
				good.length + failed.length === runs.length &&
				[...new Set(runs.map(({ workflow }) => workflow))].every(
					(name) => runs.filter(({ workflow }) => workflow === name).length > 1,
				),
		},
		nothing(
			'No Elastic IP was bought twice for one item',
			of(runs, ({ doubled }) => doubled),
			`none of ${bought}`,
		),
		nothing(
			'No Elastic IP was bought that nobody was told of',
			of(runs, ({ unnamed }) => unnamed),
			`none of ${bought}`,
		),
		nothing(
			'The items agree with the journal',
			of(runs, ({ disagreements }) => disagreements),
			`all of ${good.length} runs`,
		),
		nothing(
			'Every failure has words',
			failed.filter(({ failure }) => !failure).map(({ executionId }) => executionId),
			`${failed.length} failures`,
		),
		{
			what: `No run took longer than ${longest / 1000} s`,
			found: `the longest ${(slowest / 1000).toFixed(1)} s`,
			isGood: slowest <= longest,
		},
	];
}
