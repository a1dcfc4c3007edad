import { plainText } from '../../../src/texts/plainText';
import { framesOfRecording, modelOf } from '../run';
import { nameOf } from '../series';
import { recordingNames } from '../truth';

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

const recordings = recordingNames().map((name) => ({
  name,
  frames: framesOfRecording(name),
}));

const subsets = Array.from({ length: 2 ** groups.length - 1 }, (_, bits) =>
  groups.filter((_group, k) => ((bits + 1) >> k) & 1)
);

describe.each(subsets.map((missing) => ({ missing, title: missing.map(({ name }) => name).join(', ') })))(
  'without $title',
  ({ missing }) => {
    const results = recordings.map(({ name, frames }) => ({
      name,
      model: modelOf(frames.filter((frame) => !missing.some(({ metrics }) => metrics.test(nameOf(frame))))),
    }));

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
