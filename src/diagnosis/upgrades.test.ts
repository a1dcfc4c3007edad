import { prepare } from '../prepare';
import { container, store } from '../../tests/fixtures/frames';
import { MiB } from '../metrics/units';
import { contextOf } from './context';
import { settingsOf } from './options';
import { Owner } from './owner';
import { isRollback } from './upgrades';

const sample = { usage: 100 * MiB, workingSet: 98 * MiB, rss: 98 * MiB, cache: 0, heapAlloc: 60 * MiB };
/** A pod of the owner `web`: which version from when, s. */
type Pod = [version: string, start: number];

/** For each pod in order of its start the change of version that it brought. */
function changesOf(pods: readonly Pod[]) {
  const model = prepare(
    pods.flatMap(([version, start], k) =>
      container(Array(40).fill(sample), {
        labels: { ...store, pod: `web-5c6d7f8b9-aaa1${k}` },
        version,
        start,
      })
    )
  );
  const compositions = model.kind === 'model' ? model.workloads.map(({ composition }) => composition) : [];
  const owner = new Owner(compositions);
  return compositions.map((one) =>
    contextOf(one, owner, settingsOf())
      .changes.map(({ from, to }) => `${from} ${to}`)
      .join()
  );
}

describe('versionChanges between the pods of an owner', () => {
  it.each<[string, Pod[], string[]]>([
    [
      'one version',
      [
        ['go1.11', 0],
        ['go1.11', 100],
      ],
      ['', ''],
    ],
    [
      'a rollout',
      [
        ['go1.11', 0],
        ['go1.12', 100],
        ['go1.12', 200],
      ],
      ['', 'go1.11 go1.12', 'go1.11 go1.12'],
    ],
    [
      'scaling out the old version during a rollout',
      [
        ['go1.11', 0],
        ['go1.12', 100],
        ['go1.11', 200],
      ],
      ['', 'go1.11 go1.12', ''],
    ],
    [
      'a rollout that follows another',
      [
        ['go1.11', 0],
        ['go1.12', 100],
        ['go1.13', 200],
      ],
      ['', 'go1.11 go1.12', 'go1.12 go1.13'],
    ],
    [
      'a rollout that goes on after scaling out',
      [
        ['go1.11', 0],
        ['go1.12', 100],
        ['go1.11', 200],
        ['go1.12', 300],
      ],
      ['', 'go1.11 go1.12', '', 'go1.11 go1.12'],
    ],
    [
      'two versions side by side from the start',
      [
        ['go1.11', 0],
        ['go1.12', 0],
      ],
      ['', ''],
    ],
  ])('%s', (_, pods, expected) => {
    expect(changesOf(pods)).toEqual(expected);
  });
});

it('a change begins with the first sample of a pod that started before it', () => {
  const pod = (version: string, start: number, name: string) =>
    container(Array(40).fill(sample), { labels: { ...store, pod: `web-5c6d7f8b9-${name}` }, version, start });
  const late = pod('go1.12', 100, 'aaa12').map((frame) => ({
    ...frame,
    fields: frame.fields.map((field) => ({ ...field, values: Array.from(field.values).slice(2) })),
  }));
  const model = prepare([...pod('go1.11', 0, 'aaa11'), ...late]);
  const compositions = model.kind === 'model' ? model.workloads.map(({ composition }) => composition) : [];
  const owner = new Owner(compositions);
  const [{ at }] = contextOf(compositions[1], owner, settingsOf()).changes;
  expect(compositions[1].instances[0].startedAt).toBeLessThan(compositions[1].time[0]);
  expect(at).toBe(compositions[1].time[0]);
});

it.each([
  ['go1.17.8', 'go1.15.15', true],
  ['go1.15.15', 'go1.17.8', false],
  ['go1.12', 'devel +0123456789', false],
])('a change from %s to %s is a rollback: %s', (from, to, is) => expect(isRollback({ from, to })).toBe(is));
