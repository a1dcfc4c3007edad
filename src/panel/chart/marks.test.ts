import { composition, finding, start, step } from '../../../tests/fixtures/panel/fixture';
import { goMissingSpans } from './goMissing';
import { marksOf, placeLabels, type Mark } from './marks';

const runs = (...versions: Array<string | null>) =>
  composition({
    layers: { kernel: versions.map(() => 1) },
    instances: versions.map((goVersion, i) => ({ start: i, end: i + 1, goVersion })),
  });

describe('marksOf', () => {
  it.each<[string, Array<string | null>, string[]]>([
    ['a single run', ['go1.15'], []],
    ['a restart', ['go1.15', 'go1.15'], ['Restart']],
    ['an upgrade', ['go1.11', 'go1.15'], ['go1.11 → go1.15']],
    ['an upgrade over a run without version', ['go1.11', null, 'go1.15'], ['Restart', 'go1.11 → go1.15']],
    ['runs without versions', [null, null], ['Restart']],
  ])('of %s', (_, versions, labels) =>
    expect(marksOf(runs(...versions), []).map(({ label }) => label)).toEqual(labels)
  );

  it('adds an upgrade that only a finding knows of, once', () => {
    const upgrade = { from: 'go1.11', to: 'go1.15', at: start };
    const marks = marksOf(runs('go1.15'), [finding({ upgrade }), finding({ upgrade, id: 'working-set-understated' })]);
    expect(marks).toEqual([{ at: start, kind: 'version', label: 'go1.11 → go1.15' }]);
  });

  it('does not repeat an upgrade that it sees itself', () => {
    const upgrade = { from: 'go1.11', to: 'go1.15', at: start + step + 5_000 };
    expect(marksOf(runs('go1.11', 'go1.15'), [finding({ upgrade })])).toHaveLength(1);
  });

  it('names a restart that was an OOM kill, with what the finding says', () => {
    const { headline } = finding();
    const killed = finding({ id: 'oom-killed', from: start, to: start + step });
    expect(marksOf(runs('go1.15', 'go1.15'), [killed])).toEqual([
      { at: start + step, kind: 'oom', label: 'OOM kill', detail: headline },
    ]);
  });

  it('marks each of the kills that one finding stands for', () => {
    const kills = [1, 2, 3].map((k) =>
      finding({ id: 'oom-killed', from: start + k * step - 1000, to: start + k * step })
    );
    const folded = { ...kills[2], from: kills[0].from, repeats: kills };
    const marks = marksOf(runs('go1.15', 'go1.15', 'go1.15', 'go1.15'), [folded]);
    expect(marks.map(({ at, kind }) => [at, kind])).toEqual([1, 2, 3].map((k) => [start + k * step, 'oom']));
  });

  it('keeps an upgrade beside a kill, and a kill without restart', () => {
    const killed = finding({ id: 'oom-killed', from: start, to: start + step });
    const kinds = (...versions: string[]) => marksOf(runs(...versions), [killed]).map(({ kind }) => kind);
    expect(kinds('go1.11', 'go1.15').sort()).toEqual(['oom', 'version']);
    expect(kinds('go1.15')).toEqual(['oom']);
  });
});

describe('placeLabels', () => {
  const version: Mark = { at: 0, kind: 'version', label: 'v' };
  const restart: Mark = { at: 0, kind: 'restart', label: 'r' };
  const place = (marks: Array<{ mark: Mark; x: number; width: number }>, rows = 2) =>
    placeLabels(marks, { left: 0, right: 100, rows, gap: 2 }).map(({ mark, x, row }) => [mark.label, x, row]);

  it('puts labels right of their line, left at the right edge', () => {
    expect(
      place([
        { mark: version, x: 10, width: 30 },
        { mark: restart, x: 90, width: 30 },
      ])
    ).toEqual([
      ['v', 10, 0],
      ['r', 60, 0],
    ]);
  });

  it('uses further rows, then leaves out restarts before versions', () => {
    const marks = [restart, restart, version].map((mark) => ({ mark, x: 10, width: 30 }));
    expect(place(marks)).toEqual([
      ['v', 10, 0],
      ['r', 10, 1],
    ]);
    expect(place(marks, 0)).toEqual([]);
  });

  it('leaves out what is wider than the plot', () => expect(place([{ mark: version, x: 50, width: 120 }])).toEqual([]));
});

describe('goMissingSpans', () => {
  it('joins neighbouring samples', () => {
    const made = composition({ layers: { kernel: [1, 1, 1, 1, 1] }, goMissing: [1, 1, 0, 0, 1] });
    expect(goMissingSpans(made)).toEqual([
      { from: start, to: start + step },
      { from: start + 4 * step, to: start + 4 * step },
    ]);
  });
});
