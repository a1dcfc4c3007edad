import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { MadeFile } from './sources';

/** Tests that files are on disk as they would be made. */
export function testUpToDate(files: readonly MadeFile[]): void {
  const pathOf = (path: string): string => join(__dirname, '..', path);
  // The contents are not shown: a difference of thousands of lines says less than the name.
  test.each(files.map(({ path, content }) => [path, content]))(
    '%s is up to date; else: npm run generate',
    (path, content) => expect(existsSync(pathOf(path)) && readFileSync(pathOf(path), 'utf8') === content).toBe(true)
  );
}
