import { commonSets, everySet } from './sets';
import { allRecordings, judgeAll, judgeOne } from './table';

const recordings = allRecordings();
/** Of all sets, which `npm run subsets` measures: so many for each recording, others for each. */
const sample = 12;
const stride = 83;

const tell = (judgements: ReturnType<typeof judgeAll>) =>
  judgements.flatMap((judgement) => judgement.false.map((text) => `${judgement.recording} ${text}`));

describe('what teams have', () => {
  it.each(commonSets)('$name: nothing false is said', ({ missing }) => {
    expect(tell(judgeAll(recordings, missing))).toEqual([]);
  });
});

describe('any set of series', () => {
  it.each(recordings.map(({ name }, k) => ({ name, k })))('$name: nothing false is said', ({ k }) => {
    const judgements = Array.from({ length: sample }, (_, n) => everySet[((k * sample + n) * stride) % everySet.length])
      .map((missing) => ({ missing, judgement: judgeOne(recordings[k], missing) }))
      .flatMap(({ missing, judgement }) =>
        judgement ? judgement.false.map((text) => `without ${missing.join(', ')}: ${text}`) : []
      );
    expect(judgements).toEqual([]);
  });
});
