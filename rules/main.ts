import { readFileSync, writeFileSync } from 'node:fs';

import { ruleDocuments } from './documents';

for (const { path, content } of ruleDocuments((file) => readFileSync(file, 'utf8'))) {
  writeFileSync(path, content);
  process.stdout.write(`${path}\n`);
}
