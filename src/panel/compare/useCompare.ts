import { useMemo, useState } from 'react';

import type { ShownWorkload, WorkloadProps } from '../useWorkload';
import { usePrepared } from '../usePrepared';
import { othersOf, pastKey, type Other } from './others';
import { pastOf } from './past';

/** What the shown workload is compared with, and what else it could be. */
export interface Compare {
  others: readonly Other[];
  chosen: Other | null;
  choose: (key: string | null) => void;
}

const nothing: WorkloadProps['data']['series'] = [];

/** `isOpen` says whether somebody can choose; a time comparison of Grafana is chosen until somebody does. */
export function useCompare(panel: WorkloadProps, shown: ShownWorkload, isOpen: boolean): Compare {
  const { data, model, options } = panel;
  const { composition, workload, formatters } = shown;
  const [key, setKey] = useState<string | null | undefined>(undefined);
  const past = useMemo(() => pastOf(data.series), [data.series]);
  const { answer } = usePrepared(past?.frames ?? nothing, options);
  const before = useMemo(() => {
    const same = answer?.kind === 'model' ? answer.workloads.find((one) => one.workload.key === workload.key) : null;
    return past && same ? { composition: same.composition, ago: past.ago } : null;
  }, [answer, past, workload.key]);
  const isNeeded = isOpen || before !== null || typeof key === 'string';
  const others = useMemo(
    () => (isNeeded ? othersOf(composition, model.workloads, before, formatters) : []),
    [isNeeded, composition, model.workloads, before, formatters]
  );
  const wanted = key === undefined ? pastKey : key;
  const chosen = others.find((other) => other.key === wanted) ?? null;
  return { others, chosen, choose: setKey };
}
