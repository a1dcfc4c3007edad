import { kinds } from './kinds/kinds';
import { runKind } from './kinds/run';
import { degradationRows, kindRows, problemsOf } from './kinds/table';
import { answerTo, reportedCases, rightAnswer, wrongIn } from './reported';
import { measureSizing, sizingRows, sizingSummary } from './sizing/table';
import { wrongInVariations } from './variations';
import { accuracyRows, measureAccuracy, sizeRows } from './table';

const accuracy = measureAccuracy();
const problems = accuracy.findings.flatMap((row) => [...row.missed, ...row.false]);
process.stdout.write(`${accuracyRows(accuracy)}\n\n${sizeRows(accuracy)}\n\n`);
process.stdout.write(
  problems.length > 0 ? `${problems.join('\n')}\n` : 'Every expected finding was found, and none was false.\n'
);

const sized = measureSizing();
process.stdout.write(`\n${sizingSummary(sized)}\n\n${sizingRows(sized)}\n`);

const reported = reportedCases().map((name) => ({ name, wrong: wrongIn(answerTo(name), rightAnswer(name)) }));
const right = reported.filter(({ wrong }) => wrong.length === 0).length;
process.stdout.write(`\nReported cases: ${right} of ${reported.length} get the right answer.\n`);
for (const { name, wrong } of reported.filter((one) => one.wrong.length > 0)) {
  process.stdout.write(`${name}: ${wrong.join('; ')}\n`);
}

const varied = reportedCases().flatMap(wrongInVariations);
process.stdout.write(`\nTold in another way: ${varied.length} wrong answers.\n${varied.join('\n')}\n`);

const verdicts = kinds.flatMap((kind) => runKind(kind, Number(process.argv[2] ?? 100)));
process.stdout.write(`\n${kindRows(verdicts)}\n\n${degradationRows(verdicts)}\n\n${problemsOf(verdicts)}\n`);
