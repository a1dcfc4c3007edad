import { defineConfig } from 'eslint/config';
import globals from 'globals';

import baseConfig from './.config/eslint.config.mjs';

/** Rooms that compute: pure TypeScript on typed arrays. */
const core = ['metrics', 'workloads', 'composition', 'diagnosis', 'sizing'];
/** All rooms in the direction of the data flow (docs/design.md §3). */
const rooms = [...core, 'texts', 'panel'];
/** As Grafana's own rules have it: dates go through @grafana/data. */
const moment = { name: 'moment', message: 'Use dateTime of @grafana/data.' };
const views = ['react', 'react-dom', '@grafana/*', '@emotion/*', 'rxjs', 'lodash'];

/** @param {number} room what the rooms before it in the data flow may not import */
const laterRooms = (room) =>
  rooms.slice(room + 1).map((name) => ({
    group: [`**/${name}/**`],
    message: `Data flows one way: ${rooms.join(', ')}.`,
    // Findings are named by the ids of their words.
    allowTypeImports: rooms[room] === 'diagnosis' && name === 'texts',
  }));

export default defineConfig([
  {
    ignores: [
      '**/node_modules/',
      '**/dist/',
      '**/coverage',
      '.config/',
      'artifacts/',
      'test-results/',
      'playwright-report/',
    ],
  },
  ...baseConfig,
  {
    files: ['**/*.{ts,tsx,mts,js,mjs,cjs}'],
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': 'error',
      // Prettier breaks code; nothing else breaks comments.
      'max-len': ['error', { code: 1000, comments: 120, ignoreUrls: true }],
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    ignores: ['**/*.test.{ts,tsx}'],
    rules: { 'max-params': ['error', 4] },
  },
  {
    files: ['src/**/*.tsx'],
    ignores: ['**/*.test.tsx'],
    rules: { 'max-lines-per-function': ['error', 120] },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    ignores: ['**/*.test.{ts,tsx}'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [moment],
          patterns: [
            {
              group: [
                'preview',
                'scripts',
                'tests',
                'cli',
                'rules',
                'dashboards',
                'docs',
                'generate',
                'lab',
                'bench',
              ].map((name) => `**/../${name}/**`),
              message: 'The plugin stands by itself.',
            },
            { group: ['@grafana/*/internal', 'app/*'], message: 'Grafana does not share it with plugins.' },
          ],
        },
      ],
    },
  },
  ...[...core, 'texts'].map((name, room) => ({
    files: [`src/${name}/**/*.ts`],
    ignores: ['**/*.test.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: views, message: 'Only the panel knows views and Grafana packages.' },
            ...laterRooms(room),
          ],
        },
      ],
      'no-restricted-globals': ['error', 'window', 'document', 'fetch', 'localStorage'],
    },
  })),
  {
    // What joins the rooms up to the model that the panel, the command line and the tests share.
    files: ['src/{model,prepare}.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: [{ group: [...views, '**/texts/**', '**/panel/**'], message: 'Findings carry ids, not words.' }] },
      ],
    },
  },
  ...['preview', 'tests', 'bench', 'cli', 'docs', 'generate', 'lab', 'rules'].map((folder) => ({
    files: [`${folder}/**/*.{ts,tsx}`],
    languageOptions: { parserOptions: { project: `./${folder === 'preview' ? 'preview' : 'tests'}/tsconfig.json` } },
    rules: { '@typescript-eslint/no-deprecated': 'warn', '@typescript-eslint/no-floating-promises': 'off' },
  })),
  {
    files: ['**/*.mjs', '*.js'],
    languageOptions: { globals: globals.node },
    rules: { 'no-undef': 'error' },
  },
]);
