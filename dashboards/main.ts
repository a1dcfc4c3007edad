import { writeFileSync } from 'node:fs';

import { dashboardFiles } from './index';

for (const { path, content } of dashboardFiles()) {
  writeFileSync(path, content);
  process.stdout.write(`${path}\n`);
}
