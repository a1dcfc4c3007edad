import { findingRules } from '../../src/diagnosis/findings/index.gen';
import { plainText } from '../../src/texts/plainText';
import type { InputFrame } from '../../src/metrics/types';
import { framesOfRecording, modelOf } from './run';
import { readManifest, recordingNames } from './truth';
import { compare, containersOf, workloadOf } from './verdicts';

/** What a team may not have, and the words with which the panel must miss it. */
const groups: Array<{ name: string; metrics: RegExp; said: RegExp | null }> = [
  { name: 'rss and cache', metrics: /^container_memory_(rss|cache)$/, said: /rss and cache/ },
  { name: 'Go', metrics: /^(go_|process_)/, said: /Go series/ },
  { name: 'go_info', metrics: /^go_info$/, said: /Go (version|series)/ },
  { name: 'the limit', metrics: /limit/, said: null },
  {
    name: 'restarts',
    metrics: /^(container_start_time_seconds|process_start_time_seconds|kube_pod_container_status.*)$/,
    said: null,
  },
];

const judged = findingRules.map(({ id }) => id);
const nameOf = (frame: InputFrame) => frame.fields[1]?.labels?.__name__ ?? '';
const recordings = recordingNames().map((name) => ({
  name,
  manifest: readManifest(name),
  frames: framesOfRecording(name),
}));

const subsets = Array.from({ length: 2 ** groups.length - 1 }, (_, bits) =>
  groups.filter((_group, k) => ((bits + 1) >> k) & 1)
);

describe.each(subsets.map((missing) => ({ missing, title: missing.map(({ name }) => name).join(', ') })))(
  'without $title',
  ({ missing }) => {
    const results = recordings.map(({ name, manifest, frames }) => ({
      name,
      manifest,
      model: modelOf(frames.filter((frame) => !missing.some(({ metrics }) => metrics.test(nameOf(frame))))),
    }));

    it('nobody is accused falsely', () => {
      const accused = results.flatMap(({ manifest, model }) =>
        containersOf(manifest).flatMap((container) => {
          const workload = workloadOf(model, container);
          const wrong = workload ? compare(manifest, workload, judged).false : [`${container} is gone`];
          return wrong.filter((text) => !text.includes('lazily-freed') || !isLazy(manifest, container));
        })
      );
      expect(accused).toEqual([]);
    });

    it('what is missing is named', () => {
      const wanted = missing.flatMap(({ said }) => (said ? [said] : []));
      const silent = results.flatMap(({ name, model }) =>
        model.workloads.flatMap(({ findings }) => {
          const finding = findings.find(({ id }) => id === 'insufficient-data');
          const text = finding ? plainText(finding.headline) : '';
          return wanted.filter((said) => !said.test(text)).map((said) => `${name}: ${said}`);
        })
      );
      expect(silent).toEqual([]);
    });
  }
);

/** Where lazily freed memory is, its finding may begin or end elsewhere when series are missing. */
const isLazy = (manifest: ReturnType<typeof readManifest>, container: string): boolean =>
  manifest.expected.some(
    ({ pod, container: own, finding }) => finding === 'lazily-freed' && `${pod}/${own}` === container
  );
