import { useCallback, useEffect, useMemo, useState } from 'react';

import type { ShownWorkload, WorkloadProps } from '../useWorkload';
import { usePrepared } from '../usePrepared';
import type { Span } from '../chart/drawing';
import { brushedKey, noSpans, pastKey, type Other } from './other';
import type { othersOf } from './others';
import { pastOf } from './past';

/** What the shown workload is compared with, and what else it could be. */
export interface Compare {
  others: readonly Other[];
  chosen: Other | null;
  choose: (key: string | null) => void;
  /** Compares a span of time: the first one with the rest, a second one with the first. */
  brush: (span: Span) => void;
}

const nothing: WorkloadProps['data']['series'] = [];

/** `isOpen` says whether somebody can choose; a time comparison of Grafana is chosen until somebody does. */
export function useCompare(panel: WorkloadProps, shown: ShownWorkload, isOpen: boolean): Compare {
  const { data, model, options } = panel;
  const { composition, workload, formatters } = shown;
  const [key, setKey] = useState<string | null | undefined>(undefined);
  const [brushed, setBrushed] = useState<readonly Span[]>(noSpans);
  const past = useMemo(() => pastOf(data.series), [data.series]);
  const { answer } = usePrepared(past?.frames ?? nothing, options);
  const before = useMemo(() => {
    const same = answer?.kind === 'model' ? answer.workloads.find((one) => one.workload.key === workload.key) : null;
    return past && same ? { composition: same.composition, ago: past.ago } : null;
  }, [answer, past, workload.key]);
  const isNeeded = isOpen || before !== null || typeof key === 'string';
  const list = useOthers(isNeeded);
  const others = useMemo(
    () =>
      isNeeded && list ? list(composition, { workloads: model.workloads, past: before, brushed }, formatters) : [],
    [isNeeded, list, composition, model.workloads, before, brushed, formatters]
  );
  const wanted = key === undefined ? pastKey : key;
  const chosen = others.find((other) => other.key === wanted) ?? null;
  const brush = useCallback((span: Span) => {
    setBrushed((spans) => [...spans.slice(-1), span]);
    setKey(brushedKey);
  }, []);
  return { others, chosen, choose: setKey, brush };
}

/** What lists the others, loaded when somebody may choose; null until then. */
function useOthers(isNeeded: boolean): typeof othersOf | null {
  const [list, setList] = useState<typeof othersOf | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  useEffect(() => {
    let isWanted = isNeeded;
    if (isWanted) {
      import('./others').then((loaded) => isWanted && setList(() => loaded.othersOf), setFailure);
    }
    return () => {
      isWanted = false;
    };
  }, [isNeeded]);
  if (failure !== null) {
    // Grafana shows what is thrown in place of the panel.
    throw failure;
  }
  return list;
}
