import { kinds } from './kinds';
import { runKind } from './run';

/** A sample of the full set, which `npm run accuracy` runs with 100 variants a kind: all series, and three sets. */
const sample = 4;

const tell = (verdicts: ReturnType<typeof runKind>, which: 'missed' | 'false') =>
  verdicts.flatMap((verdict) => verdict[which].map((text) => `#${verdict.variant} (${verdict.degradation}): ${text}`));

describe.each(kinds.map((kind) => ({ kind, title: `${kind.number || ''} ${kind.name}`.trim() })))(
  '$title',
  ({ kind }) => {
    const verdicts = runKind(kind, sample);

    it('is told', () => {
      expect(tell(verdicts, 'missed')).toEqual([]);
    });

    it('says nothing false', () => {
      expect(tell(verdicts, 'false')).toEqual([]);
    });
  }
);
