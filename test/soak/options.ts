import { parseArgs } from 'node:util';

export const USAGE = `Runs n8n with this package for a long time against a simulator that fails now and then.

  npm run soak [-- options]

  --minutes NUMBER  how long the workflows run (default 30)
  --seed NUMBER     of the faults (default: another one each time; it is printed)
`;

export interface SoakOptions {
	help: boolean;
	minutes: number;
	seed: number;
}

function toNumber(name: string, text: string): number {
	const number = Number(text);
	if (text.trim() !== '' && Number.isFinite(number) && number > 0) return number;
	throw new Error(`--${name} is '${text}', which is not a number above zero.`);
}

export function readOptions(parameters: string[]): SoakOptions {
	const { values } = parseArgs({
		args: parameters,
		options: {
			help: { type: 'boolean', default: false },
			minutes: { type: 'string', default: '30' },
			seed: { type: 'string' },
		},
	});
	return {
		help: values.help,
		minutes: toNumber('minutes', values.minutes),
		seed: values.seed === undefined ? 1 + (Date.now() % 1_000_000) : toNumber('seed', values.seed),
	};
}
