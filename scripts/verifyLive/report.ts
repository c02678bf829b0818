import { NOT_ASKED, consequenceOf } from './consequences';
import type { Result } from './runChecks';
import type { Credentials } from './options';
import type { Verified } from './verifyLive';

/** What must not be shown, whatever it stands in. */
export interface Secrets {
	credentials: Credentials;
	showIds: boolean;
}

const RESOURCE_ID =
	/\b(eip|eipsg|i|eni|lb|alb|nlb|ngw|havip|hv|cbwp|pippool|rg|vpc|vsw|ipv4gw|sg)-[0-9a-z]{8,}\b/g;
const ADDRESS = /\b\d{1,3}(?:\.\d{1,3}){3}\b/g;
const ACCOUNT_ID = /\b\d{16}\b/g;

/** Takes secrets out of a text, and unless the user wants them IDs, addresses and account numbers. */
export function mask(text: string, { credentials, showIds }: Secrets): string {
	const { accessKeyId, accessKeySecret, securityToken } = credentials;
	let masked = text;
	for (const secret of [accessKeySecret, securityToken, accessKeyId]) {
		for (const form of [secret, encodeURIComponent(secret)]) {
			if (secret !== '') masked = masked.replaceAll(form, '•••');
		}
	}
	if (showIds) return masked;
	return masked.replace(RESOURCE_ID, '$1-…').replace(ADDRESS, 'x.x.x.x').replace(ACCOUNT_ID, '…');
}

export interface ReportFrame {
	regionId: string;
	/** `public`, or `custom` without its address. */
	endpoint: string;
	version: string;
	/** Milliseconds since 1970. */
	time: number;
}

/** The results as a Markdown table, with how many of each verdict. */
export function toMarkdown(results: Result[], frame: ReportFrame, secrets: Secrets): string {
	const count = (verdict: Result['verdict']) =>
		results.filter((result) => result.verdict === verdict).length;
	const lines = [
		'### Live check of n8n-nodes-alibaba-cloud-eip',
		'',
		`Version ${frame.version}, region ${frame.regionId}, endpoint ${frame.endpoint}, ${new Date(frame.time).toISOString().slice(0, 16)}Z. ${count('as expected')} as expected, ${count('different')} different, ${count('could not tell')} could not tell.`,
		'',
		'| Check | Expected | Seen | Verdict | If different, this changes | RequestId |',
		'|---|---|---|---|---|---|',
		...results.map(({ id, expects, seen, verdict, requestId }) => {
			const shown = verdict === 'different' ? `**${verdict}**` : verdict;
			return `| ${[id, expects, seen, shown, consequenceOf(id) ?? '–', requestId || '–'].map(toCell).join(' | ')} |`;
		}),
		'',
		'Not asked:',
		'',
		...NOT_ASKED.map(([question, why]) => `- ${question}: ${why}.`),
	];
	return mask(lines.join('\n'), secrets);
}

function toCell(text: string): string {
	const oneLine = text.replace(/\s+/g, ' ').replaceAll('|', '\\|');
	return oneLine.length > 400 ? `${oneLine.slice(0, 400)}…` : oneLine;
}

/** A loud warning of what could not be released; undefined if nothing is left. IDs are not masked. */
export function describeLeftOver(
	cleanedUp: Verified['cleanedUp'],
	regionId: string,
): string | undefined {
	if (!cleanedUp || (cleanedUp.left.length === 0 && cleanedUp.isSure)) return undefined;
	const { left, isSure, mark } = cleanedUp;
	const line = '!'.repeat(80);
	return [
		line,
		...left.map(
			({ allocationId, state }) =>
				`NOT RELEASED: ${allocationId} in ${regionId} (${state}). It goes on costing money.`,
		),
		...(isSure ? [] : ['The list of Elastic IPs could not be read, so there may be more.']),
		`Release what has ${mark} in its name or description:`,
		`https://vpc.console.aliyun.com/eip/${regionId}/eips`,
		line,
	].join('\n');
}
