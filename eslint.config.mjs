import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { SOURCES, scanRules } from './scripts/lint/scanRules.mjs';

const noShortcuts = {
	'@typescript-eslint/no-explicit-any': 'error',
	// `const { unwanted, ...rest } = object` is how a member is left out.
	'@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
};

export default defineConfig(
	globalIgnores(['dist/', 'coverage/', 'node_modules/']),
	// What is switched off by a comment doesn't count for n8n's scanner, so it doesn't here.
	{ linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' } },
	{ files: SOURCES, extends: [scanRules] },
	{
		files: ['{nodes,credentials}/**/*.ts'],
		extends: [tseslint.configs.recommended, tseslint.configs.strict],
		rules: {
			...noShortcuts,
			// Header and parameter names are data.
			'@typescript-eslint/no-dynamic-delete': 'off',
			// The scanner lets every development dependency pass; in n8n only these can be had.
			'no-restricted-imports': [
				'error',
				{
					patterns: [
						{
							regex: '^(?!\\.|n8n-workflow$|node:crypto$|crypto$).*',
							message: 'n8n cannot load this at run time.',
						},
					],
				},
			],
		},
	},
	{
		files: ['{scripts,test}/**/*.{ts,mjs,cjs,js}', '*.{js,mjs}'],
		extends: [tseslint.configs.recommended],
		rules: noShortcuts,
	},
	{
		files: ['**/*.{cjs,js}'],
		rules: { '@typescript-eslint/no-require-imports': 'off' },
	},
);
