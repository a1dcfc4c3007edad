import { reportedCases } from './reported';
import { wrongInVariations } from './variations';

/**
 * What only one or two samples show is lost where half of them are: a miss is allowed, an accusation not. What one
 * process is known by is gone without its start; under one id, lives are told apart by nothing else.
 */
const shownBriefly: Record<string, RegExp> = {
  'etcd-11389': /^etcd-11389, twice the step: does not warn of oom-risk$/,
  'kps-apiserver-host-network': /^kps-apiserver-host-network, twice the step: does not warn of heap-growth$/,
  'go-instance-becomes-pod-name-in-a-leak': /without start times: says until this run ended/,
  'cadvisor-3001-unit-restarts-by-kill': /without start times: (does not warn|misses|fewer than)/,
  'kubernetes-56891-compose-same-id-killed-oom-events': /without start times: /,
  'pulpcore-7482-killed-start-time-only': /without start times: (does not warn|misses|fewer than)/,
  'cadvisor-2242-madvdontneed': /^cadvisor-2242-madvdontneed, one sample in twenty is lost: misses \S+$/,
};

describe('reported cases, told in another way', () => {
  it.each(reportedCases())('%s', (name) => {
    expect(wrongInVariations(name).filter((text) => !shownBriefly[name]?.test(text))).toEqual([]);
  });
});
