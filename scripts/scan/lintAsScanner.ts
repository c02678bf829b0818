import { ESLint } from 'eslint';
import { scanRules } from '../lint/scanRules.mjs';

/**
 * Lints a folder as the scanner does: with its rules and no others, and deaf to comments that switch
 * rules off.
 *
 * @param what it is, for the messages
 * @returns what it found, and nothing read counts as found
 */
export async function lintAsScanner(
	what: string,
	folder: string,
	patterns: string[],
): Promise<string[]> {
	const eslint = new ESLint({
		cwd: folder,
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: scanRules,
		errorOnUnmatchedPattern: false,
	});
	const results = await eslint.lintFiles(patterns);
	console.log(`${what}: ${results.length} files linted`);
	if (results.length === 0) return [`${what}: no file was linted`];
	return results.flatMap(({ filePath, messages }) =>
		messages
			.filter(({ severity }) => severity === 2)
			.map(({ line, message, ruleId }) => `${filePath}:${line} ${message} (${ruleId})`),
	);
}
