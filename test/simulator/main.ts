import { parseArgs } from 'node:util';
import { addSampleData, startSimulator } from './index';
import { reportFailure } from '../support/reportFailure';

const USAGE = `The EIP API simulator as a process of its own.

  npx tsx test/simulator/main.ts [--port 8080] [--host 127.0.0.1] [--sample] [--quota 20]
                                 [--rates documented|off] [--latency ms] [--seconds s] [--keep n]

  --sample    puts in a target of each kind and a few EIPs
  --keep      how many requests are remembered (default 20000)
  --seconds   how long Associating, Unassociating and Releasing take (default 0.03)
`;

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: '8080' },
			host: { type: 'string', default: '127.0.0.1' },
			sample: { type: 'boolean', default: false },
			quota: { type: 'string' },
			rates: { type: 'string', default: 'off' },
			latency: { type: 'string', default: '0' },
			keep: { type: 'string', default: '20000' },
			seconds: { type: 'string' },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) {
		process.stdout.write(USAGE);
		return;
	}
	const duration = values.seconds === undefined ? undefined : Number(values.seconds) * 1000;
	const simulator = await startSimulator({
		port: Number(values.port),
		host: values.host,
		rates: values.rates === 'documented' ? 'documented' : 'off',
		latency: Number(values.latency),
		keepRequests: Number(values.keep),
		...(values.quota === undefined ? {} : { eipQuota: Number(values.quota) }),
		...(duration === undefined
			? {}
			: { durations: { associating: duration, unassociating: duration, releasing: duration } }),
	});
	if (values.sample) addSampleData(simulator);
	const end = () => {
		void simulator.close().then(() => process.exit(0));
	};
	process.once('SIGINT', end);
	process.once('SIGTERM', end);
	process.stdout.write(`${simulator.url}\n`);
}

main().catch(reportFailure);
