import 'reflect-metadata';
import { mkdtempSync } from 'node:fs';
process.env.N8N_USER_FOLDER = mkdtempSync('/tmp/prof-');
process.env.N8N_LOG_LEVEL = 'silent';
import { Session } from 'node:inspector';
import { writeFileSync } from 'node:fs';
import { buildPackage } from '../test/unit/description/builtPackage';
import { withVmEngine } from '../test/bench/parts/expressionEngine';
import { shippedActionNode } from '../test/bench/parts/shipped';
import { httpRequestNode, httpRequestParameters } from '../test/bench/parts/httpRequestNode';
import { runItems, withSimulator } from '../test/bench/parts/world';
async function main() {
	const packageFolder = process.env.PKG ?? buildPackage();
	const setting = { isShort: true, packageFolder, temporary: process.env.N8N_USER_FOLDER! };
	const which = process.argv[2], count = Number(process.argv[3] ?? 100), rounds = 6;
	const subject = which === 'peer' ? await httpRequestNode(packageFolder) : shippedActionNode(packageFolder);
	await withVmEngine(() => withSimulator(setting, async ({ client, url }) => {
		const items = (await client.addEips(count)).map(({ allocationId }) => ({ id: allocationId }));
		const parameters = which === 'peer' ? httpRequestParameters(url, 'DescribeEipAddresses', { AllocationId: '={{ $json.id }}', PageSize: '10' })
			: { resource: 'elasticIp', operation: 'get', allocationId: { __rl: true, mode: 'id', value: '={{ $json.id }}' } };
		await runItems(subject, url, parameters, items, count);
		await runItems(subject, url, parameters, items, count);
		const s = new Session(); s.connect();
		s.post('Profiler.enable'); s.post('Profiler.setSamplingInterval', { interval: 200 }); s.post('Profiler.start');
		const c = process.cpuUsage();
		for (let i = 0; i < rounds; i++) await runItems(subject, url, parameters, items, count);
		const d = process.cpuUsage(c);
		console.log(which, ((d.user + d.system) / 1000 / rounds / count).toFixed(2), 'ms cpu/item');
		await new Promise<void>((r) => s.post('Profiler.stop', (_e, { profile }) => { writeFileSync(`/tmp/${which}.cpuprofile`, JSON.stringify(profile)); r(); }));
	}));
	process.exit(0);
}
void main();
