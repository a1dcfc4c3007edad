import { findingsOf, over } from '../../../tests/fixtures/diagnosis';
import { freedSample, type Freed } from '../../../tests/fixtures/freed';
import { container, frame, store } from '../../../tests/fixtures/frames';
import { MiB } from '../../metrics/units';

const samples = 60;
const step = 60;
const limit = 1000;

interface Life {
  at?: (share: number) => Partial<Freed>;
  version?: string;
}

/** Lives of an hour one after another. */
const frames = (lives: readonly Life[]) =>
  lives.flatMap(({ at = () => ({}), version = 'go1.15.15' }, k) =>
    container(
      over(samples, (share) => freedSample({ rss: 800, inactive: 600, ...at(share) })),
      { version, step, start: k * samples * step, id: `/kubepods/a/${k}`, limit: limit * MiB }
    )
  );

/** That a kill is reported as the reason of the last restart, from these minutes on. */
const killed = (from: number, count = 30) =>
  frame(
    'kube_pod_container_status_last_terminated_reason',
    Array.from({ length: count }, () => 1),
    { ...store, reason: 'OOMKilled' },
    Array.from({ length: count }, (_, i) => (from + i) * step)
  );

const hours = (ms: number) => Math.round(ms / 3_600_000);
const found = (...of: Parameters<typeof findingsOf>) =>
  findingsOf(...of)
    .flatMap((finding) => finding.repeats ?? [finding])
    .filter(({ id }) => id === 'lazily-freed')
    .sort((a, b) => a.from - b.from);
const spans = (lives: readonly Life[]) => found(frames(lives)).map(({ from, to }) => `${hours(from)} to ${hours(to)}`);

describe('lazily freed memory over several runs', () => {
  const none = { at: () => ({ rss: 205, inactive: 0 }) };

  it('is one finding over restarts with the same version', () => {
    expect(spans([{}, {}, {}])).toEqual(['0 to 3']);
    expect(spans([none, {}, {}])).toEqual(['1 to 3']);
    expect(spans([{}, none, {}])).toEqual(['0 to 3']);
  });

  it('is another where the version changed, also on the way back', () => {
    expect(spans([{}, { version: 'go1.14.1' }])).toEqual(['0 to 1', '1 to 2']);
    expect(spans([{}, { ...none, version: 'go1.19.1' }, {}])).toEqual(['0 to 1', '2 to 3']);
  });

  describe('before a kill at the limit', () => {
    const full: Life = { at: () => ({ rss: 985, inactive: 600, released: 900 }) };
    const confidence = (lives: readonly Life[], from: number, k = 0) =>
      found([...frames(lives), killed(from)]).map(({ headline, advice }) => [
        headline.id.replace('lazily-freed.', ''),
        advice.id.replace('lazily-freed.', ''),
      ])[k];

    it('had been taken into use again', () => {
      expect(confidence([full, {}], 61)).toEqual(['headline-killed', 'advice-killed']);
      expect(confidence([full, full, {}], 121)).toEqual(['headline-killed', 'advice-killed']);
    });

    it('is free where the kill was of a life before, or there was none of it left', () => {
      expect(confidence([{ ...full, version: 'go1.14.1' }, {}], 61, 1)).toEqual(['headline', 'advice']);
      const far: Life = { at: () => ({ rss: 700, inactive: 500 }) };
      expect(confidence([far, far], 61)).toEqual(['headline', 'advice']);
      const used: Life = {
        at: (share) => (share < 0.8 ? { rss: 985, released: 900 } : { rss: 985, inactive: 0, kept: 980, released: 10 }),
      };
      expect(confidence([used, {}], 61)).toEqual(['headline', 'advice']);
    });
  });

  it('was so much, where the kernel took it since', () => {
    const size = (rss: number) =>
      found(frames([{ at: (share) => (share < 0.5 ? {} : { rss, inactive: 100, kept: rss - 100, released: 100 }) }]))[0]
        .headline.values.size;
    expect(size(700)).toEqual({ kind: 'bytes', value: 100 * MiB });
    expect(size(600)).toEqual({ kind: 'bytes', value: 600 * MiB });
  });

  describe('of another allocator', () => {
    const headline = (shape: Partial<Freed>) =>
      found(frames([{ at: () => shape }]))[0]?.headline.id.replace('lazily-freed.', '');

    it('is what is on the file lists beyond all that Go had, where that is more than what Go freed', () => {
      const others = (inactive: number) => headline({ inactive, kept: 100, released: 200 });
      expect(others(700)).toBe('headline-others');
      expect(others(480)).not.toBe('headline-others');
      expect(headline({ inactive: 180, kept: 60, released: 90 })).not.toBe('headline-others');
    });

    it('is as large as in the median', () => {
      const [finding] = found(
        frames([{ at: (share) => ({ inactive: share < 0.4 ? 650 : 700, kept: 100, released: 20 }) }])
      );
      expect(finding.headline.values.usage).toEqual({ kind: 'bytes', value: 805 * MiB });
      expect(finding.evidence[0].text.values.excess).toEqual({ kind: 'bytes', value: 700 * MiB });
      expect(finding).toMatchObject({ from: 0, to: 59 * step * 1000 });
    });
  });
});
