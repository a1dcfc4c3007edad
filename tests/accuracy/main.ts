import { accuracyRows, measureAccuracy, sizeRows } from './table';

const accuracy = measureAccuracy();
const problems = accuracy.findings.flatMap((row) => [...row.missed, ...row.false]);
process.stdout.write(`${accuracyRows(accuracy)}\n\n${sizeRows(accuracy)}\n\n`);
process.stdout.write(
  problems.length > 0 ? `${problems.join('\n')}\n` : 'Every expected finding was found, and none was false.\n'
);
