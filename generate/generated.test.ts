import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { documentSteps } from './documents';
import { sourceFiles } from './sources';

const pathOf = (path: string): string => join(__dirname, '..', path);
const files = [...sourceFiles(), ...documentSteps.flatMap((step) => step())];

// The contents are not shown: a difference of thousands of lines says less than the name.
test.each(files.map(({ path, content }) => [path, content]))(
  '%s is up to date; else: npm run generate',
  (path, content) => expect(existsSync(pathOf(path)) && readFileSync(pathOf(path), 'utf8') === content).toBe(true)
);
