import { growthRows } from './growthTable';

/** `npm run growth -- COUNT`: how often a growth is told of series with and without one, as a table. */
const rows = growthRows(Number(process.argv[2] ?? 200));
process.stdout.write('| series | truth | warning | information | nothing |\n|---|---|---:|---:|---:|\n');
for (const { name, isGrowth, cases, warned, told } of rows) {
  const truth = isGrowth ? 'growth' : 'healthy';
  process.stdout.write(`| ${name} | ${truth} | ${warned} | ${told} | ${cases - warned - told} |\n`);
}
