import { parseArgs } from 'node:util';

export const USAGE = `Starts an n8n with this package and a simulator of Alibaba Cloud's EIP API.

  npm run demo [-- options]

  --check                 run the example workflows, check their results, and end
  --reset                 forget what was changed in n8n in an earlier demo
  --port NUMBER           for n8n (default 5678)
  --simulator-port NUMBER for the simulator (default 5681)
`;

export interface DemoOptions {
	check: boolean;
	reset: boolean;
	help: boolean;
	/** 0: any free one. */
	port: number;
	simulatorPort: number;
}

function toPort(name: string, text: string): number {
	const port = Number(text);
	if (/^\d+$/.test(text) && port <= 65535) return port;
	throw new Error(`--${name} is '${text}', which is not a port number.`);
}

/** A check takes any free ports, so that it runs beside a demo. */
export function readOptions(parameters: string[]): DemoOptions {
	const { values } = parseArgs({
		args: parameters,
		options: {
			check: { type: 'boolean', default: false },
			reset: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
			port: { type: 'string' },
			'simulator-port': { type: 'string' },
		},
	});
	const { check, reset, help } = values;
	return {
		...{ check, reset, help },
		port: toPort('port', values.port ?? (check ? '0' : '5678')),
		simulatorPort: toPort('simulator-port', values['simulator-port'] ?? (check ? '0' : '5681')),
	};
}
