import { setSafeRegexEngine } from 'n8n-workflow';

/**
 * n8n-workflow's own engine for regular expressions gives up after 250 ms of real time, also where a busy
 * machine only did not come to it. It lets a host put another one in its place, as this does.
 */
export function useUntimedRegularExpressions(): void {
	const global = (flags = '') => (flags.includes('g') ? flags : `${flags}g`);
	setSafeRegexEngine({
		exec: (pattern, input, flags) => new RegExp(pattern, flags).exec(input),
		test: (pattern, input, flags) => new RegExp(pattern, flags).test(input),
		replace: (pattern, input, flags, replacement) =>
			input.replace(new RegExp(pattern, flags), replacement),
		matchAll: (pattern, input, flags) =>
			Array.from(input.matchAll(new RegExp(pattern, global(flags)))),
		split: (pattern, input, flags) => input.split(new RegExp(pattern, flags)),
	});
}
