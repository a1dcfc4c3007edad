import type { FindingDescription } from '../words';

export const id = 'oom-killed';
export const order = 140;
export const name = 'OOM killed';

export const headlines = {
  'oom-killed.headline':
    'The container was OOM-killed before {{at}}: the need was {{need}} of the limit, working set said {{workingSet}}.',
  'oom-killed.headline-hidden':
    'The container was OOM-killed before {{at}} although working set said only {{workingSet}} of the limit: the need was {{need}}.',
  'oom-killed.headline-possible':
    'The container was probably OOM-killed before {{at}}: at least {{need}} of the limit was needed, working set said {{workingSet}}, and no series tells the reason.',
} as const;

export const details = {
  'oom-killed.reason': 'Kubernetes reports OOMKilled as the reason of the last termination.',
  'oom-killed.event': 'cAdvisor counted an OOM event in this container.',
  'oom-killed.level':
    '{{usage}} of a limit of {{limit}} could not be given back right before a restart; no series tells the reason.',
  'oom-killed.shares': 'In the last samples the need was {{need}} of the limit and working set {{workingSet}}.',
  'oom-killed.refuted': 'kubectl describe pod shows another reason or an exit code other than 137.',
  'oom-killed.advice':
    'Find the cause in the findings beside this one. Until then raise the limit above the need, or (from Go 1.19 on) set GOMEMLIMIT some 10 % below the limit, so that Go collects harder instead of being killed.',
} as const;

export const description: FindingDescription = {
  title: 'OOM-killed',
  meaning: 'The kernel killed the container at its memory limit.',
  test: 'A restart with the reason OOMKilled, or an OOM event of cAdvisor; where neither is known, a certain need of at least 90 % of the limit right before a restart with the same release that the restart counter does not deny.',
  confirm: 'kubectl describe pod: Last State: Terminated, Reason: OOMKilled, Exit Code: 137; dmesg on the node.',
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/assign-memory-resource/'],
  recording: 'reuse-oom-115',
};
