import { tr } from '../translate';
import type { ProfileKind } from './profiles';

/** What of a name may stand in a comment of a shell. */
const harmless = (name: string): string => name.replace(/[^\p{L}\p{N} ./:_-]/gu, '_');

const sources: Readonly<Record<ProfileKind, { path: string; flags: string }>> = {
  // What is not collected yet is no leak.
  heap: { path: 'heap?gc=1', flags: '-inuse_space ' },
  goroutine: { path: 'goroutine', flags: '' },
};

/** Shell commands that take a profile now, and later show what has grown since. */
export function pprofCommands(kind: ProfileKind, workload: string): string {
  const { path, flags } = sources[kind];
  const base = `${kind}-base.pb.gz`;
  const url = `"http://$ADDRESS/debug/pprof/${path}"`;
  const comment = (text: string): string => `# ${text.replace(/\s+/g, ' ')}`;
  return `${[
    comment(
      tr('profile.address', '{{workload}}: ADDRESS is where it serves net/http/pprof', { workload: harmless(workload) })
    ),
    'ADDRESS=localhost:6060',
    `go tool pprof -proto -output ${base} ${url}`,
    comment(tr('profile.later', 'Later, when it has grown:')),
    `go tool pprof ${flags}-diff_base ${base} ${url}`,
  ].join('\n')}\n`;
}
