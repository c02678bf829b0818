/**
 * The rules by which n8n's own scanner (@n8n/scan-community-package 0.32.0, `buildScanConfig`) judges a
 * package before it may be verified. `npm run lint` applies them to the sources, `npm run scan` to the
 * packed package.
 */
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import n8nNodesPlugin from 'eslint-plugin-n8n-nodes-base';
import { parser } from 'typescript-eslint';

/** The sources that the scanner reads. */
export const SOURCES = ['package.json', '{nodes,credentials}/**/*.{js,ts,json}'];
/** The files of the published package that it reads. */
export const PUBLISHED = ['**/*.js', 'package.json'];

export const scanRules = [
	n8nCommunityNodesPlugin.configs.recommended,
	{
		plugins: { 'n8n-nodes-base': n8nNodesPlugin },
		rules: { 'no-console': 'error' },
	},
	{
		files: ['package.json'],
		rules: { ...n8nNodesPlugin.configs.community.rules },
	},
	{
		files: ['**/credentials/**/*.ts'],
		rules: {
			...n8nNodesPlugin.configs.credentials.rules,
			'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
			'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
		},
	},
	{
		files: ['**/nodes/**/*.ts'],
		rules: {
			...n8nNodesPlugin.configs.nodes.rules,
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
			'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
		},
	},
	{ files: ['**/*.json', '**/*.ts'], languageOptions: { parser } },
];
