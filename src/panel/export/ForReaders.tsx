import React, { memo, useDeferredValue, useMemo } from 'react';

import type { Composition } from '../../composition/types';
import type { Finding } from '../../diagnosis/types';
import type { Views } from '../derive/views';
import type { Formatters } from '../formatting';
import { ReaderTable } from './ReaderTable';
import { summarise } from './summary';

interface Props {
  composition: Composition;
  findings: readonly Finding[];
  views: Views;
  formatters: Formatters;
}

/** The chart in words and as a table, for those who cannot see it. The picture does not wait for it. */
export const ForReaders = memo(function ForReaders(props: Props) {
  return <Words {...useDeferredValue(props)} />;
});

const Words = memo(function Words({ composition, findings, views, formatters }: Props) {
  const summary = useMemo(() => summarise(composition, findings, formatters), [composition, findings, formatters]);
  return (
    <>
      <p>{summary}</p>
      <ReaderTable composition={composition} views={views} formatters={formatters} />
    </>
  );
});
