/**
 * The part of a changelog below the heading of a version ("## 1.2.3" or "## [1.2.3] - 2026-01-01").
 *
 * @param {string} version
 * @param {string} changelog
 * @returns {string}
 */
export function notesOf(version, changelog) {
	const sections = changelog.split(/^## /m).slice(1);
	const section = sections.find((text) => text.match(/^\[?([^\]\s]+)/)?.[1] === version);
	const notes = section?.split('\n').slice(1).join('\n').trim();
	if (!notes) throw new Error(`CHANGELOG.md has no notes for ${version}`);
	return notes;
}
