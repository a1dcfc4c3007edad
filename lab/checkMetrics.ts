// Compares a program's /metrics, saved in a file, with the metric table: checkMetrics.ts FILE.
import { readFileSync } from 'node:fs';

import { disagreements, namesIn } from './metricNames';

const [file = '/dev/stdin'] = process.argv.slice(2);
const found = disagreements(namesIn(readFileSync(file, 'utf8')));
found.forEach((text) => console.error(text));
process.exitCode = found.length > 0 ? 1 : 0;
