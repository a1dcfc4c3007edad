import type { Pace } from './pace';
import { computed, recorded, type Source } from './reading';
import { recordingRules, type RuleFile } from './recording';

/** What recording.yml and the alerts read: its own series by name, and what the other file records on the spot. */
export const affordable = (pace: Pace): Source =>
  computed(
    recordingRules(pace).filter(({ file }) => file === 'recording-layers'),
    pace.resolution
  );

/** Where the rules of a file take recorded series from; the second file reads the first. */
export const sourceOf = (file: RuleFile, pace: Pace): Source => (file === 'recording' ? affordable(pace) : recorded);
