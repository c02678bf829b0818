import type { Eip } from '../../simulator/state/eip';
import { Template, publicUrl } from '../Template';
import { simulator } from '../environment';
import { openBrowser, screenshot } from '../pages/browser';

jest.setTimeout(180_000);

const HOUR = 3_600_000;

const LOGIN = { user: 'li-na', password: 'only for this test' };
const headers = {
	authorization: `Basic ${Buffer.from(`${LOGIN.user}:${LOGIN.password}`).toString('base64')}`,
};

const template = Template.active('9-bandwidth-report', async (opened) => {
	await opened.createCredential('Open in a Browser', 'httpBasicAuth', LOGIN);
});

let busy: Eip;

beforeAll(async () => {
	await simulator().addInstance({ type: 'EcsInstance', id: 'i-charted' });
	const now = Date.now();
	[busy] = await simulator().addEips(1, {
		name: '<b>bold</b> $&',
		instanceId: 'i-charted',
		bandwidth: 10,
		// 1 MB/s = 8 Mbit/s from the internet, a tenth of it to the internet.
		traffic: [{ from: now - 12 * HOUR, to: now - 6 * HOUR, rx: 1_000_000, tx: 100_000 }],
	});
});

afterAll(() => simulator().faults.clear());

const report = async () => {
	const response = await fetch(publicUrl('webhook', 'elastic-ip-bandwidth'), { headers });
	expect(response.status).toBe(200);
	expect(response.headers.get('content-type')).toContain('text/html');
	return await response.text();
};

/** The part of the page about one Elastic IP. */
const sectionOf = (html: string, { ipAddress }: Eip) =>
	html.split('<section>').find((section) => section.includes(ipAddress)) ?? '';

describe('Bandwidth report with charts', () => {
	test('is for those who can sign in', async () => {
		expect((await fetch(publicUrl('webhook', 'elastic-ip-bandwidth'))).status).toBe(401);
	});

	test('shows a chart for each associated Elastic IP, with its peak', async () => {
		const bound = (await simulator().eips('cn-hangzhou')).filter(
			({ status }) => status === 'InUse',
		);
		const html = await report();
		expect(html.match(/<svg /g)).toHaveLength(bound.length);
		for (const eip of bound) expect(sectionOf(html, eip)).toContain('class="out" points="');
		const section = sectionOf(html, busy);
		expect(section).toContain('peak 8 of 10 Mbit/s (80 %)');
		const [, points = ''] = /class="in" points="([^"]*)"/.exec(section) ?? [];
		expect(points.split(' ').length).toBeGreaterThan(90);
	});

	test('shows names as text, whatever they contain', async () => {
		const html = await report();
		expect(html).not.toContain('<b>bold');
		expect(sectionOf(html, busy)).toContain('&#60;b&#62;bold&#60;/b&#62; &#36;&#38;');
	});

	test('looks right in a browser', async () => {
		const { browser, page } = await openBrowser();
		try {
			await page.setExtraHTTPHeaders(headers);
			await page.goto(publicUrl('webhook', 'elastic-ip-bandwidth'));
			const chart = page.locator('section', { hasText: busy.ipAddress }).locator('svg');
			await chart.waitFor();
			expect((await chart.boundingBox())?.width).toBeGreaterThan(500);
			await screenshot(page, '50-bandwidth-report');
		} finally {
			await browser.close();
		}
	});

	test('says so when the data of one cannot be read', async () => {
		await simulator().faults.add({
			...{ kind: 'code', action: 'DescribeEipMonitorData', code: 'Forbidden.RAM' },
			...{ message: 'not allowed', status: 403, times: null },
		});
		const html = await report();
		await simulator().faults.clear();
		expect(sectionOf(html, busy)).toContain('No monitoring data.');
		expect(html).not.toContain('<svg');
	});
});

describe('Bandwidth report without any associated Elastic IP', () => {
	test('says so', async () => {
		await template.deactivate();
		const regionId = { __rl: true, mode: 'id', value: 'cn-qingdao' };
		await template.change({ 'Get Associated Elastic IPs': { parameters: { regionId } } });
		await template.activate();
		expect(await report()).toContain('No Elastic IP is associated.');
	});
});
