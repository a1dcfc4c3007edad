import type { InputFrame } from '../../../src/metrics/types';
import { framesWithFileLists } from '../newerCadvisor';
import { framesOfRecording } from '../run';
import type { Group } from '../series';
import { readManifest, recordingNames, type Manifest } from '../truth';
import { judgeSubset, type Judgement } from './judge';
import { commonSets } from './sets';

export interface Recording {
  name: string;
  manifest: Manifest;
  frames: InputFrame[];
  /** With the file lists of a newer cAdvisor. */
  listed: InputFrame[];
}

export const allRecordings = (): Recording[] =>
  recordingNames().map((name) => ({
    name,
    manifest: readManifest(name),
    frames: framesOfRecording(name),
    listed: framesWithFileLists(name),
  }));

/** Judges one recording without some groups. */
export const judgeOne = ({ manifest, frames, listed }: Recording, missing: readonly Group[]): Judgement | null =>
  judgeSubset(manifest, missing.includes('file lists') ? frames : listed, missing);

/** Judges every recording that has something to draw without some groups. */
export const judgeAll = (recordings: readonly Recording[], missing: readonly Group[]): Judgement[] =>
  recordings.flatMap((recording) => judgeOne(recording, missing) ?? []);

const total = (judgements: readonly Judgement[], key: 'expected' | 'found' | 'told') =>
  judgements.reduce((sum, one) => sum + one[key], 0);

/** "What series give what", as measured on all recordings. */
export function commonRows(recordings: readonly Recording[]): string {
  const expected = total(judgeAll(recordings, []), 'expected');
  return [
    '| you have | findings that are there | found | told with less detail | not told | false |',
    '|---|---:|---:|---:|---:|---:|',
    ...commonSets.map(({ name, missing }) => {
      const judgements = judgeAll(recordings, missing);
      const [found, told] = [total(judgements, 'found'), total(judgements, 'told')];
      const wrong = judgements.reduce((sum, one) => sum + one.false.length, 0);
      return `| ${name} | ${expected} | ${found} | ${told} | ${expected - found - told} | ${wrong} |`;
    }),
  ].join('\n');
}
