import { readFileSync } from 'node:fs';
import path from 'node:path';

/** For the page to evaluate: makes `harness`, which draws the panel without a dashboard around it. */
export const harness = readFileSync(path.join(__dirname, 'harness.js'), 'utf8');
