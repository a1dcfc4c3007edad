import { everySet } from './sets';
import { allRecordings, commonRows, judgeAll } from './table';

const recordings = allRecordings();
process.stdout.write(`${commonRows(recordings)}\n\n`);

/** How often each wrong sentence is said, and the first set that is enough for it. */
const wrong = new Map<string, { count: number; first: string }>();
let runs = 0;
for (const missing of everySet) {
  for (const judgement of judgeAll(recordings, missing)) {
    runs++;
    for (const text of judgement.false) {
      const key = `${judgement.recording} ${text}`;
      const before = wrong.get(key);
      wrong.set(key, { count: (before?.count ?? 0) + 1, first: before?.first ?? `without ${missing.join(', ')}` });
    }
  }
}
const rows = [...wrong].sort(([, a], [, b]) => b.count - a.count);
process.stdout.write(`${everySet.length} sets of series, ${runs} answers, ${rows.length} kinds of wrong ones\n`);
for (const [text, { count, first }] of rows) {
  process.stdout.write(`${count} times, first ${first}: ${text}\n`);
}
