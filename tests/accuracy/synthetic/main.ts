import { runAllCauses } from './run';

const count = Number(process.argv[2] ?? 200);
const results = runAllCauses(count);
for (const { name, cases, recall, accused, missed } of results) {
  process.stdout.write(
    `${name.padEnd(46)} ${cases} cases  recall ${(100 * recall).toFixed(1)} %  accused ${accused.length}\n`
  );
  for (const line of [...missed.slice(0, 4), ...accused.slice(0, 4)]) {
    process.stdout.write(`    ${line}\n`);
  }
}
const cases = results.reduce((sum, result) => sum + result.cases, 0);
const accused = results.reduce((sum, result) => sum + result.accused.length, 0);
process.stdout.write(`${cases} cases, ${((100 * accused) / cases).toFixed(2)} % with a false accusation\n`);
