import 'reflect-metadata';
import { mkdtempSync } from 'node:fs';
process.env.N8N_USER_FOLDER = mkdtempSync('/tmp/prof-');
process.env.N8N_LOG_LEVEL = 'silent';
import { Expression } from 'n8n-workflow';
import { buildPackage } from '../test/unit/description/builtPackage';
import { shippedActionNode } from '../test/bench/parts/shipped';
import { runItems, withSimulator } from '../test/bench/parts/world';
async function main() {
	const packageFolder = process.env.PKG ?? buildPackage();
	const setting = { isShort: true, packageFolder, temporary: process.env.N8N_USER_FOLDER! };
	const subject = shippedActionNode(packageFolder);
	const P = Expression.prototype as any;
	const stacks = new Map<string, number>();
	const orig = P.resolveSimpleParameterValue; let n = 0, ex = 0; let on = false;
	Error.stackTraceLimit = 40;
	P.resolveSimpleParameterValue = function (v: any, ...rest: any[]) {
		if (on) { n++; if (typeof v === 'string' && v.startsWith('=')) { ex++;
			const st = new Error().stack!.split('\n').slice(2).map((l) => l.trim().replace(/\(.*\/(node_modules|dist)\//, '(').replace(/^at /, '')).filter((l) => !/expression|Expression|_get|Object.get/.test(l)).slice(0, 6).join(' < ');
			const key = v + ' || ' + st; stacks.set(key, (stacks.get(key) ?? 0) + 1); } }
		return orig.call(this, v, ...rest);
	};
	await withSimulator(setting, async ({ client, url }) => {
		const items = (await client.addEips(10)).map(({ allocationId }) => ({ id: allocationId }));
		on = true;
		await runItems(subject, url, { resource: 'elasticIp', operation: 'get', allocationId: { __rl: true, mode: 'id', value: '={{ $json.id }}' } }, items, 10);
	});
	console.log('resolve calls/item', n / 10, 'expressions/item', ex / 10);
	for (const [k, v] of [...stacks].sort((a, b) => b[1] - a[1])) console.log(v / 10, k);
	process.exit(0);
}
void main();
