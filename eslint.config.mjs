import js from '@eslint/js'
import jest from 'eslint-plugin-jest'
import tseslint from 'typescript-eslint'

const untyped = ['**/*.mjs', '**/*.js', '**/*.cjs']

const browserScripts = ['templates/assets/**/*.mjs']

const globals = (...lists) =>
  Object.fromEntries(lists.flatMap((names) => names.split(' ')).map((name) => [name, 'readonly']))

/** What plain Node gives to the scripts, which no type checker looks at. */
const nodeGlobals = globals(
  'process console Buffer URL URLSearchParams AbortController AbortSignal performance structuredClone fetch',
  'setTimeout clearTimeout setInterval clearInterval setImmediate queueMicrotask TextEncoder TextDecoder',
)

/** What a browser gives to the scripts of the pages. */
const browserGlobals = globals('document fetch DOMParser FormData setTimeout clearTimeout queueMicrotask')

export default tseslint.config(
  { ignores: ['node_modules/', 'dist/', 'var/', 'reports/', 'coverage/', 'public/'] },
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
  },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      // Not the project service: it reads tsconfig.json only, which leaves the specs out.
      parserOptions: { project: './tsconfig.check.json', tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: false },
      ],
      // Off: `import type` takes away the class that decorator metadata needs at run time.
      '@typescript-eslint/consistent-type-imports': 'off',
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true, allowEmpty: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true, allowNullish: false },
      ],
      // Off: entities, settings and request bodies are classes of plain data; TypeORM and Nest take objects of their shape.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      // Deprecated only to stand out: what it allows, our settings allow to a provider on the same machine alone.
      '@typescript-eslint/no-deprecated': [
        'error',
        { allow: [{ from: 'package', name: 'allowInsecureRequests', package: 'openid-client' }] },
      ],
      // Off: a method may be async because its interface is, with nothing to wait for yet.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: untyped,
    ignores: browserScripts,
    languageOptions: { globals: nodeGlobals },
  },
  {
    files: browserScripts,
    languageOptions: { globals: browserGlobals },
  },
  {
    files: ['src/**/*.ts', 'scripts/**/*.mjs', 'bench/**/*.mjs', 'templates/**/*.mjs'],
    // The SQL of a migration is one list, and is never edited again.
    ignores: ['**/*.spec.ts', 'src/database/migrations/*.sqlite.ts', 'src/database/migrations/*.postgres.ts'],
    rules: { 'max-lines': ['warn', { max: 300, skipBlankLines: false, skipComments: false }] },
  },
  {
    files: ['**/*.spec.ts'],
    plugins: { jest },
    rules: {
      'jest/no-focused-tests': 'error',
      'jest/no-disabled-tests': 'error',
      'jest/no-identical-title': 'error',
      'jest/valid-expect': 'error',
      // A helper whose name says that it expects counts as an expectation.
      'jest/expect-expect': ['error', { assertFunctionNames: ['expect', 'expect*', '**.expect'] }],
    },
  },
)
