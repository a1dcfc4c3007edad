import type { PanelData } from '@grafana/data';
import { useEffect, useMemo, useState } from 'react';

import type { Missing, Model } from '../model';
import { inSlices } from './slices';
import { prepareOptions } from './prepareOptions';
import type { PanelOptions } from './panelOptions';

/** What reads, composes and diagnoses; asked for while Grafana still queries, so that it is there when data come. */
const core = import('../prepare').then(({ Memory, prepare, prepareInSteps }) => ({ Memory, prepare, prepareInSteps }));
type Core = Awaited<typeof core>;

let loaded: Core | null = null;
core.then(
  (module) => {
    loaded = module;
  },
  // The panels that wait for it say so.
  () => undefined
);

/** More series than this take longer than a frame of the screen: they are read in slices. */
const mostAtOnce = 400;

interface Answer {
  of: PanelData['series'];
  options: PanelOptions;
  answer: Model | Missing;
}

/**
 * The answer to the frames of a panel: at once where they are few. Many are read beside the page; until then it is that
 * of the last frames, and null where there are none. What is no longer asked for is not read to its end.
 */
export function usePrepared(
  series: PanelData['series'],
  options: PanelOptions
): { answer: Model | Missing | null; isLate: boolean } {
  const [known, setKnown] = useState(loaded);
  const [failure, setFailure] = useState<unknown>(null);
  const memory = useMemo(() => known && new known.Memory(), [known]);
  const [late, setLate] = useState<Answer | null>(null);
  const isLarge = series.length > mostAtOnce;
  useEffect(() => {
    if (!known) {
      core.then(setKnown, setFailure);
    }
  }, [known]);
  useEffect(() => {
    if (!known || !memory || !isLarge) {
      return undefined;
    }
    const abort = new AbortController();
    inSlices(known.prepareInSteps(series, prepareOptions(options), memory), abort.signal).then((answer) => {
      if (answer) {
        setLate({ of: series, options, answer });
      }
    }, setFailure);
    return () => abort.abort();
  }, [known, memory, isLarge, series, options]);
  if (failure) {
    // Grafana shows what is thrown in place of the panel.
    throw failure;
  }
  if (!known || !memory) {
    return { answer: null, isLate: true };
  }
  return isLarge
    ? { answer: late?.answer ?? null, isLate: late?.of !== series || late.options !== options }
    : { answer: known.prepare(series, prepareOptions(options), memory), isLate: false };
}
