import { kinds } from './kinds';
import { runKind } from './run';
import { degradationRows, kindRows, problemsOf } from './table';

const [count = '100', pattern = ''] = process.argv.slice(2);
const chosen = kinds.filter(({ name }) => new RegExp(pattern, 'i').test(name));
const verdicts = chosen.flatMap((kind) => runKind(kind, Number(count)));
process.stdout.write(`${kindRows(verdicts)}\n\n${degradationRows(verdicts)}\n\n${problemsOf(verdicts)}\n`);
