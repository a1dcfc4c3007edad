import { kinds } from './kinds';
import { runKind } from './run';

/** A sample of the full set, which `npm run accuracy` runs with 100 variants a kind: all series, and three sets. */
const sample = 4;

/** Of the sample, so many variants of a kind may be missed; none may be accused. `npm run kinds` measures them all. */
const mostMissed: Record<string, number> = {
  '5 unmapped parts of huge pages: rss falls, usage stays': 1,
  '5 working set twice rss, steady, active file not known': 1,
};

const tell = (verdicts: ReturnType<typeof runKind>, which: 'missed' | 'false') =>
  verdicts.flatMap((verdict) => verdict[which].map((text) => `#${verdict.variant} (${verdict.degradation}): ${text}`));

describe.each(kinds.map((kind) => ({ kind, title: `${kind.number || ''} ${kind.name}`.trim() })))(
  '$title',
  ({ kind, title }) => {
    const verdicts = runKind(kind, sample);

    it('is told', () => {
      const missed = verdicts.filter((verdict) => verdict.missed.length > 0);
      expect(missed.length > (mostMissed[title] ?? 0) ? tell(missed, 'missed') : []).toEqual([]);
    });

    it('says nothing false', () => {
      expect(tell(verdicts, 'false')).toEqual([]);
    });
  }
);
