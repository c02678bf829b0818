const { rm } = require('node:fs/promises');
const { join } = require('node:path');
const { dest, parallel, src } = require('gulp');

const output = join(__dirname, 'dist');

/**
 * Copies to dist and keeps the paths, so that `file:../../icons/x.svg` holds there as it does here.
 * `encoding: false`: gulp would otherwise read pictures as text and ruin them.
 */
const copy = (patterns) => () =>
	src(patterns, { base: __dirname, cwd: __dirname, encoding: false, allowEmpty: true }).pipe(
		dest(output),
	);

const icons = copy(['icons/**/*.{svg,png}', 'nodes/**/*.{svg,png}']);
const codex = copy(['nodes/**/*.node.json']);
const schemas = copy(['nodes/**/__schema__/**/*.json']);

icons.displayName = 'icons';
codex.displayName = 'codex';
schemas.displayName = 'schemas';

exports.clean = () => rm(output, { recursive: true, force: true });
exports.default = parallel(icons, codex, schemas);
