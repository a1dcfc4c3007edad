import { type Recording } from '../data/recordings';
import { firstRecording } from './urlState';

interface Group {
  title: string;
  recordings: Recording[];
}

/** In the order of the gallery; a recording goes to the first group that claims it. */
const groups: Array<{ title: string; claims: (recording: Recording) => boolean }> = [
  { title: 'Start here', claims: ({ name }) => name === firstRecording },
  {
    title: 'Go upgrades and rollouts',
    claims: ({ goVersions, name }) => goVersions.length > 1 && !name.startsWith('sidecar'),
  },
  { title: 'Lazily freed memory', claims: ({ findings }) => findings.includes('lazily-freed') },
  { title: 'Near or over the limit', claims: ({ findings }) => findings.includes('oom-risk') },
  { title: 'Leaks, caches and other growth', claims: ({ findings }) => findings.some((id) => id !== 'healthy') },
  { title: 'Healthy', claims: () => true },
];

export function galleryGroups(recordings: Recording[], filter: string): Group[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = ({ name, story, findings }: Recording) => {
    const text = `${name} ${story} ${findings.join(' ')}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  const result: Group[] = groups.map(({ title }) => ({ title, recordings: [] }));
  for (const recording of recordings.filter(matches)) {
    result[groups.findIndex(({ claims }) => claims(recording))]?.recordings.push(recording);
  }
  return result.filter((group) => group.recordings.length > 0);
}
