import importX from 'eslint-plugin-import-x'
import vue from 'eslint-plugin-vue'
import vueAccessibility from 'eslint-plugin-vuejs-accessibility'
import tseslint from 'typescript-eslint'
import { boundaryRule } from './scripts/lib/boundary-rule.mjs'
import { readVueScripts } from './scripts/lib/vue-scripts.mjs'

const TYPESCRIPT = ['**/*.ts', '**/*.mts', '**/*.vue']
const VUE = ['src/renderer/**/*.vue']
const TESTS = ['**/*.test.ts', 'test/**/*.ts', 'e2e/**/*.ts']

readVueScripts(vue.configs['flat/base'])

const onlyInWrappers = (name, home) => ({
  name: 'electron',
  importNames: [name],
  message: `${name} belongs to the wrappers in ${home}.`,
})

const RAW_SEND = {
  selector:
    "CallExpression[callee.property.name=/^(send|postMessage)$/][callee.object.property.name='webContents']",
  message: 'Messages to the window go through the publisher in src/main/ipc.',
}

const RAW_CHANNEL = {
  selector: 'MemberExpression[property.name=/^ipc(Main|Renderer)$/]',
  message: 'Calls and events go through the wrappers in src/main/ipc and src/preload.',
}

const typescriptRules = {
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': [
    'error',
    { considerDefaultExhaustiveForUnions: false, requireDefaultForNonUnion: true },
  ],
  '@typescript-eslint/consistent-type-imports': 'error',
  '@typescript-eslint/consistent-type-exports': 'error',
  '@typescript-eslint/prefer-readonly': 'error',
  // Numbers and booleans read well in a text; objects and undefined do not.
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
  // `() => queue.pause()` as a handler says what it does; the value is thrown away on purpose.
  '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
  '@typescript-eslint/no-unused-vars': [
    'error',
    {
      argsIgnorePattern: '^_',
      destructuredArrayIgnorePattern: '^_',
      ignoreRestSiblings: true,
      caughtErrors: 'all',
    },
  ],
  // The reason of an abort is handed on as it came.
  '@typescript-eslint/prefer-promise-reject-errors': ['error', { allowThrowingUnknown: true }],
  '@typescript-eslint/only-throw-error': ['error', { allowThrowingUnknown: true }],
  // Our spread strings are alphabets, not people's text.
  '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
  // A method without await may still have to be async to satisfy a port, and turns a throw into a rejection.
  '@typescript-eslint/require-await': 'off',
  // Generic parameters that name a call's result are documentation at the place of the call.
  '@typescript-eslint/no-unnecessary-type-parameters': 'off',
  // `while (true)` with a return inside is the plainest form of a loop that reads until the end.
  // It takes Electron's windows for foreign: they come from factory methods, and their class is a type and a value.
  '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
  '@typescript-eslint/no-unnecessary-condition': [
    'error',
    { allowConstantLoopConditions: 'only-allowed-literals' },
  ],
}

const generalRules = {
  // `== null` asks for null and undefined at once.
  eqeqeq: ['error', 'always', { null: 'ignore' }],
  'no-console': 'error',
  'no-debugger': 'error',
  'no-eval': 'error',
  'no-restricted-syntax': ['error', RAW_SEND, RAW_CHANNEL],
  'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
  'object-shorthand': 'error',
  'prefer-const': 'error',
  'import-x/no-default-export': 'error',
  'import-x/no-duplicates': 'error',
  'import-x/no-mutable-exports': 'error',
  'import-x/first': 'error',
  'longshore/boundaries': 'error',
}

export default tseslint.config(
  {
    ignores: [
      'node_modules/',
      'out/',
      'dist/',
      'demo-output/',
      'bench-output/',
      'test-results/',
      'playwright-report/',
      '**/*.d.ts',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: TYPESCRIPT,
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.vue'],
      },
    },
    plugins: { 'import-x': importX, longshore: { rules: { boundaries: boundaryRule } } },
    rules: { ...generalRules, ...typescriptRules },
  },
  {
    files: VUE,
    extends: [
      vue.configs['flat/recommended'],
      vueAccessibility.configs['flat/recommended'],
      // Prettier lays the templates out.
      vue.configs['no-layout-rules'],
    ],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: {
      'import-x/no-default-export': 'off',
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/block-order': ['error', { order: ['script', 'template', 'style'] }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/define-emits-declaration': ['error', 'type-based'],
      'vue/define-props-declaration': ['error', 'type-based'],
      'vue/no-v-html': 'error',
      'vue/no-unused-refs': 'error',
      'vue/no-undef-properties': 'error',
      'vue/multi-word-component-names': 'off',
      'vue/require-default-prop': 'off',
      // It does not see that a destructured prop may be left out by the parent.
      '@typescript-eslint/no-useless-default-assignment': 'off',
      // On our own components the prop says where the focus goes when a dialog opens.
      'vuejs-accessibility/no-autofocus': ['error', { ignoreNonDOM: true }],
      // A label may enclose its control or point at it by id; both name it.
      'vuejs-accessibility/label-has-for': ['error', { required: { some: ['nesting', 'id'] } }],
    },
  },
  {
    files: ['src/renderer/**'],
    rules: {
      // Composables and stores hand out functions to be taken apart; none of them uses `this`.
      '@typescript-eslint/unbound-method': 'off',
      'no-restricted-globals': [
        'error',
        ...['process', 'Buffer', 'global', 'require', '__dirname', '__filename', 'setImmediate'].map(
          (name) => ({
            name,
            message: 'The window has no Node.',
          }),
        ),
        ...['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource'].map((name) => ({
          name,
          message: 'The window never speaks to the network: ask the main process.',
        })),
      ],
    },
  },
  {
    files: ['src/main/**', 'src/preload/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [onlyInWrappers('ipcMain', 'src/main/ipc'), onlyInWrappers('ipcRenderer', 'src/preload')],
        },
      ],
      // Electron 25 runs the main process in Node 18, which has none of these as globals.
      'no-restricted-globals': [
        'error',
        ...['crypto', 'File', 'CustomEvent', 'WebSocket', 'navigator'].map((name) => ({
          name,
          message: 'Absent in Electron 25: import it from a node: module, or do without.',
        })),
      ],
    },
  },
  { files: ['src/main/ipc/**', 'src/preload/**'], rules: { 'no-restricted-imports': 'off' } },
  { files: ['src/main/ipc/**', 'src/preload/**'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['*.config.ts', '*.config.mts'], rules: { 'import-x/no-default-export': 'off' } },
  {
    files: TESTS,
    rules: {
      // A test states what it expects; a wrong assumption fails it.
      '@typescript-eslint/no-non-null-assertion': 'off',
      'import-x/no-default-export': 'off',
      'no-restricted-globals': 'off',
    },
  },
  {
    files: ['**/*.mjs', '**/*.js'],
    plugins: { 'import-x': importX },
    rules: {
      eqeqeq: 'error',
      'prefer-const': 'error',
      'no-unused-vars': 'error',
      'import-x/no-duplicates': 'error',
      'import-x/first': 'error',
    },
  },
)
