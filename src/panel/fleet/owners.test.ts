import { composition, finding } from '../../../tests/fixtures/panel/fixture';
import type { Finding } from '../../diagnosis/types';
import { MiB } from '../../metrics/units';
import type { WorkloadModel } from '../../model';
import { fleetRowOf } from './fleetRow';
import { groupByOwner, ownerRows, rowKeyOfOwner } from './ownerRows';
import { compareVersions, ownerStory } from './ownerStory';
import { storySentence } from './storyTexts';

interface Pod {
  name: string;
  bytes: number[];
  version?: string;
  findings?: Finding[];
  owner?: string | null;
}

function pod({ name, bytes, version = 'go1.15.15', findings = [], owner = 'web' }: Pod): WorkloadModel {
  const first = bytes.findIndex(Number.isFinite);
  const end = bytes.length - [...bytes].reverse().findIndex(Number.isFinite);
  const made = composition({
    name: `shop/${name}/web`,
    layers: { 'heap-objects': bytes.map((one) => one * MiB) },
    instances: [{ start: first, end, goVersion: version }],
    limit: 100 * MiB,
  });
  made.workload.labels = { namespace: 'shop', pod: name, container: 'web' };
  made.workload.owner = owner;
  made.workload.ownerKey = owner;
  return { workload: made.workload, composition: made, findings };
}

const none = NaN;
const upgrade = { from: 'go1.11.13', to: 'go1.15.15', at: 0 };
const freed = finding({ severity: 'warning', upgrade });
const risk = finding({ id: 'oom-risk', severity: 'critical', headline: { id: 'oom-risk.headline', values: {} } });

/** Two old pods, which end, and three new ones. */
const rollout = [
  pod({ name: 'web-a', version: 'go1.11.13', bytes: [10, 10, 10, none, none, none, none, none] }),
  pod({ name: 'web-b', version: 'go1.11.13', bytes: [20, 20, 20, 20, none, none, none, none] }),
  pod({ name: 'web-c', bytes: [none, none, 30, 30, 30, 30, 30, 30], findings: [freed] }),
  pod({ name: 'web-d', bytes: [none, none, none, 40, 40, 40, 40, 40], findings: [freed] }),
  pod({ name: 'web-e', bytes: [none, none, none, none, 80, 80, 80, 80], findings: [risk, freed] }),
];
const alone = pod({ name: 'job', bytes: [1, 1], owner: null });

describe('groupByOwner', () => {
  it('leaves what has no owner alone', () =>
    expect(Array.from(groupByOwner([...rollout, alone]).keys())).toEqual([rowKeyOfOwner('web'), 'shop/job/web']));
});

describe('ownerRows', () => {
  const [row, other] = ownerRows([...rollout, alone]);

  it('sums what runs, and counts what has ended no more', () => {
    expect(row.usage).toBe(150 * MiB);
    expect(row.limit).toBe(300 * MiB);
    expect(row.members).toHaveLength(5);
  });

  it('has the worst finding, and says how many have it', () =>
    expect(row).toMatchObject({ kind: 'owner', verdict: { id: 'oom-risk' }, affected: 1 }));

  it('has the version of the newest pod, and the one before', () =>
    expect(row).toMatchObject({ goVersion: 'go1.15.15', versionBefore: 'go1.11.13' }));

  it('is called by its own name', () => expect(row.name).toBe('shop/web/web'));
  it('has the labels on which all agree', () => expect(row.labels).toEqual({ namespace: 'shop', container: 'web' }));
  it('leaves a workload without an owner as it is', () => expect(other).toEqual(fleetRowOf(alone)));
});

describe('ownerStory', () => {
  const story = ownerStory(rollout);

  it('tells the rollout and the worst', () => {
    expect(story.versions.map(({ version, pods }) => [version, pods])).toEqual([
      ['go1.11.13', 2],
      ['go1.15.15', 3],
    ]);
    expect(storySentence(story)).toBe(
      '1 of 5 pods: OOM risk. Since the rollout of go1.15.15, 3 of 3 pods: Lazily freed memory.'
    );
  });

  it('says it once where both are the same', () =>
    expect(storySentence(ownerStory(rollout.slice(0, 4)))).toBe(
      'Since the rollout of go1.15.15, 2 of 2 pods: Lazily freed memory.'
    ));

  it('blames no rollout for what it did not bring', () =>
    expect(storySentence(ownerStory([pod({ name: 'a', bytes: [1, 1], findings: [risk] }), alone]))).toBe(
      '1 of 2 pods: OOM risk.'
    ));

  it('says that there is nothing', () =>
    expect(storySentence(ownerStory([alone]))).toBe('No memory problem found in 1 pod.'));

  it('names what lacks series', () => {
    const noGo = pod({ name: 'web-x', bytes: [1, 1] });
    noGo.composition.instances[0].mode = 'no-go';
    expect(ownerStory([...rollout, noGo]).lacking).toEqual(['shop/web-x/web']);
  });

  it('compares the typical pods of the last two versions', () => {
    const comparison = compareVersions(rollout, story.versions);
    expect(comparison?.rows.find(({ quantity }) => quantity === 'usage')).toEqual({
      quantity: 'usage',
      before: 15 * MiB,
      after: 40 * MiB,
    });
    expect(compareVersions([alone], ownerStory([alone]).versions)).toBeNull();
  });
});
