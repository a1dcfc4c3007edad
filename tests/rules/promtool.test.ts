import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const promtool = process.env.PROMTOOL_PATH ?? 'promtool';

describe('promtool', { concurrency: true }, () => {
  it('finds nothing wrong with the rules', async () => {
    const files = ['recording', 'recording-layers', 'alerts'].map((name) => `rules/${name}.yml`);
    const { stdout } = await execute(promtool, ['check', 'rules', ...files]);
    assert.equal(stdout.match(/SUCCESS: \d+ rules found/g)?.length, files.length);
  });

  for (const file of readdirSync('rules/tests')) {
    it(`passes ${file}`, async () => {
      const { stdout } = await execute(promtool, ['test', 'rules', `rules/tests/${file}`], { maxBuffer: Infinity });
      assert.match(stdout, /SUCCESS/);
    });
  }
});
