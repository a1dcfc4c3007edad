import { defineConfig } from 'eslint/config';
import globals from 'globals';

import baseConfig from './.config/eslint.config.mjs';

/** Rooms that compute: pure TypeScript on typed arrays, one way only (see docs/design.md). */
const core = ['metrics', 'workloads', 'composition', 'diagnosis'];
/** As Grafana's own rules have it: dates go through @grafana/data. */
const moment = { name: 'moment', message: 'Use dateTime of @grafana/data.' };
const views = ['react', 'react-dom', '@grafana/*', '@emotion/*', 'rxjs', 'lodash'];

/** @param {number} room what the rooms before it in the data flow may not import */
const laterRooms = (room) => [...core.slice(room + 1), 'panel'].map((name) => `**/${name}/**`);

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
    },
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
  ...core.map((name, room) => ({
    files: [`src/${name}/**/*.ts`],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: views, message: 'The core knows no views and no Grafana packages.' },
            {
              group: laterRooms(room),
              message: 'Data flows one way: metrics, workloads, composition, diagnosis, panel.',
            },
          ],
        },
      ],
      'no-restricted-globals': ['error', 'window', 'document', 'fetch', 'localStorage'],
    },
  })),
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
