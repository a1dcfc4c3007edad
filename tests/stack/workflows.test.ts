import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';

import { parse } from 'yaml';

import packageJson from '../../package.json';

interface Step {
  uses?: string;
  run?: string;
  'working-directory'?: string;
}

interface Workflow {
  jobs: Record<string, { permissions?: Record<string, string>; steps: Step[]; needs?: string | string[] }>;
}

const folder = '.github/workflows';
const workflows = readdirSync(folder).map((file) => ({
  file,
  workflow: parse(readFileSync(path.join(folder, file), 'utf8')) as Workflow,
}));
const suites = new Set(
  Object.values(packageJson.scripts).flatMap(
    (script) => /^node scripts\/test\.mjs (.+)$/.exec(script)?.[1]?.split(' ') ?? []
  )
);

for (const { file, workflow } of workflows) {
  describe(file, () => {
    const steps = Object.values(workflow.jobs).flatMap(({ steps }) => steps);

    it('pins the actions that it uses', () => {
      for (const { uses } of steps) {
        assert.ok(!uses || /@(.+\/)?(v\d[\d.]*|[0-9a-f]{40})$/.test(uses), uses);
      }
    });

    it('runs what there is', () => {
      for (const { run = '' } of steps) {
        for (const [, script = ''] of run.matchAll(/npm run ([\w:]+)/g)) {
          assert.ok(script in packageJson.scripts, `npm run ${script}`);
        }
        for (const [, names = ''] of run.matchAll(/node scripts\/test\.mjs (.+)/g)) {
          for (const name of names.replace('${{ matrix.generation }}', '11').split(' ')) {
            assert.ok(suites.has(name), `suite ${name}`);
          }
        }
        for (const [script] of run.matchAll(/(?<=^|\s)\.\/[\w/-]+\.sh/g)) {
          assert.ok(existsSync(script), script);
        }
      }
    });

    it('waits for jobs that it has', () => {
      const needed = Object.values(workflow.jobs).flatMap(({ needs = [] }) => needs);
      assert.deepEqual(
        needed.filter((job) => !(job in workflow.jobs)),
        []
      );
    });
  });
}

describe('workflows', () => {
  it('run every suite', () => {
    const runs = workflows.flatMap(({ workflow }) => Object.values(workflow.jobs).flatMap(({ steps }) => steps));
    const text = runs
      .map(({ run }) => run ?? '')
      .join('\n')
      .replace('compat-${{ matrix.generation }}', 'compat-11 compat-13');
    // `test:ci` runs all that is for Jest.
    for (const suite of [...suites].filter((name) => !['unit', 'unit-thorough', 'build'].includes(name))) {
      assert.match(text, new RegExp(`(npm run (test:)?|test\\.mjs .*)${suite}\\b`), suite);
    }
    assert.match(text, /npm run test:ci/);
    assert.match(text, /npm run build/);
    assert.match(text, /npm run e2e/);
  });

  it('may sign and attest a release', () => {
    const release = workflows.find(({ file }) => file === 'release.yml')?.workflow.jobs.release;
    assert.deepEqual(release?.permissions, { 'id-token': 'write', contents: 'write', attestations: 'write' });
  });
});
