import type { Pace } from './pace';
import { computed, recorded, type Source } from './reading';
import { recordingRules, type RuleFile } from './recording';

/** What recording.yml and the alerts read: its own series by name, and what the other file records on the spot. */
export function affordable(pace: Pace): Source {
  const layers = recordingRules(pace).filter(({ file }) => file === 'recording-layers');
  const unchecked = layers.map((rule) => ({ record: rule.record, expr: rule.unchecked ?? rule.expr }));
  return {
    ...computed(layers, pace.resolution),
    readUnchecked: computed(unchecked, pace.resolution).read,
  };
}

/** Where the rules of a file take recorded series from; the second file reads the first. */
export const sourceOf = (file: RuleFile, pace: Pace): Source => (file === 'recording' ? affordable(pace) : recorded);
