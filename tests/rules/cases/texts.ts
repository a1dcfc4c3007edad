/** What an alert says in its case that fires: labels beside those of the rule and the service, summary, description. */
export interface AlertText {
  labels: Readonly<Record<string, string>>;
  summary: string;
  description: string;
}

const pod = { pod: 'web-0' };

export const alertTexts: Readonly<Record<string, AlertText>> = {
  GoMemoryLazilyFreedAfterUpgrade: {
    labels: { ...pod, version: 'go1.15.15' },
    summary: 'shop/web-0/web: not a leak, 700MiB are lazily freed',
    description:
      'Since the upgrade to go1.15.15, memory that Go gave back stays in usage and rss until the kernel needs it: 700MiB of 1000MiB. It goes without I/O when memory gets tight.',
  },
  GoWorkingSetUnderstatesNeed: {
    labels: pod,
    summary: 'shop/web-0/web: working set hides 580MiB of live memory',
    description:
      'Working set says 200MiB, the process needs up to 780MiB. kubectl top, the HorizontalPodAutoscaler, node eviction and alerts on working set see too little.',
  },
  GoMemoryNeedNearLimit: {
    labels: pod,
    summary: 'shop/web-0/web: the need is 88.5% of the memory limit',
    description:
      'Reclaimable memory left out, 1.729GiB of 1.953GiB are needed. What is needed cannot be given back: the container is killed when it reaches the limit.',
  },
  GoMemoryNeedAtLimit: {
    labels: pod,
    summary: 'shop/web-0/web: the need is 97.5% of the memory limit',
    description:
      'Reclaimable memory left out, 1.904GiB of 1.953GiB are needed. What is needed cannot be given back: the container is killed when it reaches the limit.',
  },
  GoResidentRegressionAfterUpgrade: {
    labels: {},
    summary: 'shop/web: resident memory rose with a Go upgrade, Go counts no more',
    description:
      'A pod holds 160MiB more on average than 1d ago, at an unchanged size of the heap: more of what Go keeps became resident, as in go1.21.0 (fixed in go1.21.4) and go1.24 (fixed in go1.24.6).',
  },
  GoLiveHeapGrowsToLimit: {
    labels: pod,
    summary: 'shop/web-0/web: live heap reaches the memory limit within 4 h',
    description:
      'At the present pace the container needs 117.5% of its limit in 4 h: the least live heap between garbage collections rises.',
  },
  ContainerUsageNearLimit: {
    labels: pod,
    summary: 'shop/web-0/web: usage is 95% of the memory limit, and it cannot be given back',
    description:
      'Usage is 95% of the limit. The alert is silent where the kernel can take enough of it back: the corrected working set is 1.836GiB of 1.953GiB.',
  },
};
