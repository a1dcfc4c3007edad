import React from 'react';

import type { Composition } from '../../composition/types';
import { lackingQueries } from '../missing/lacking';
import { QueryToCopy } from '../missing/QueryToCopy';
import { tr } from '../translate';

/** The queries that supply what a workload lacks. */
export function SupplyingQueries({ composition }: { composition: Composition }) {
  const queries = lackingQueries(composition);
  return queries.length === 0 ? null : (
    <>
      <p>{tr('missing.supplied-by', 'These queries supply what is missing:')}</p>
      {queries.map((name) => (
        <QueryToCopy key={name} name={name} selector={composition.workload.selectors[name]} />
      ))}
    </>
  );
}
