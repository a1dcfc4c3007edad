import { fill } from '../docs/docs';
import { testFiles } from '../tests/rules/cases/render';
import { alertsTable, namesTable, ruleFiles, runbook } from './render';

/** Everything that `npm run generate` writes; `read` returns the present text of a file. */
export function ruleDocuments(read: (path: string) => string): Array<{ path: string; content: string }> {
  return [
    ...Object.entries(ruleFiles()).map(([name, content]) => ({ path: `rules/${name}`, content })),
    ...Object.entries(testFiles()).map(([name, content]) => ({ path: `rules/tests/${name}`, content })),
    { path: 'docs/alerts.md', content: runbook() },
    {
      path: 'rules/README.md',
      content: [
        ['names', namesTable('recording')],
        ['layers', namesTable('recording-layers')],
        ['alerts', alertsTable()],
      ].reduce((text, [mark = '', table = '']) => fill(text, mark, table), read('rules/README.md')),
    },
  ];
}
