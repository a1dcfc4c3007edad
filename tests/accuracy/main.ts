import { answerTo, reportedCases, rightAnswer, wrongIn } from './reported';
import { accuracyRows, measureAccuracy, sizeRows } from './table';

const accuracy = measureAccuracy();
const reported = reportedCases().map((name) => ({ name, wrong: wrongIn(answerTo(name), rightAnswer(name)) }));
const problems = [
  ...accuracy.findings.flatMap((row) => [...row.missed, ...row.false]),
  ...reported.flatMap(({ name, wrong }) => wrong.map((text) => `${name}: ${text}`)),
];
process.stdout.write(`${accuracyRows(accuracy)}\n\n${sizeRows(accuracy)}\n\n`);
process.stdout.write(
  `${reported.filter(({ wrong }) => wrong.length === 0).length} of ${reported.length} reported cases are answered right.\n`
);
process.stdout.write(
  problems.length > 0 ? `${problems.join('\n')}\n` : 'Every expected finding was found, and none was false.\n'
);
