import { defineConfig } from 'eslint/config'
import tseslint from 'typescript-eslint'

/** Rules that hold everywhere in TypeScript. */
const everywhere = {
  'no-console': 'error',
  curly: ['error', 'multi-line'],
  eqeqeq: 'error',
  'max-params': ['error', 3],
  'no-restricted-syntax': [
    'error',
    { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
  ],
  '@typescript-eslint/consistent-type-imports': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': [
    'error',
    { allowDefaultCaseForExhaustiveSwitch: false, considerDefaultExhaustiveForUnions: false },
  ],
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
  '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
}

export default defineConfig(
  { ignores: ['dist/', 'coverage/', '**/.elenchus/', '**/*.mjs'] },
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: everywhere,
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'max-lines': ['error', 400],
      'max-lines-per-function': ['error', 60],
      complexity: ['error', 15],
    },
  },
  {
    // The settings file and the tool's own front door are the only readers of the environment.
    files: ['src/**/*.ts'],
    ignores: ['src/cli/**', '**/*.test.ts'],
    rules: { 'no-restricted-globals': ['error', 'process'] },
  },
  {
    // A settings file has a default export: that is how it is found.
    files: ['**/*.config.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  { files: ['bench/**/*.ts'], rules: { 'no-console': 'off' } },
)
