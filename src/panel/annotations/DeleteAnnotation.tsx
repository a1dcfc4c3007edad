import { Button } from '@grafana/ui';
import React, { useState } from 'react';

import { tr } from '../translate';

interface Props {
  /** Fails where Grafana refuses. */
  onDelete: () => Promise<void>;
}

/** Deletes an annotation, or says that it is still there. */
export function DeleteAnnotation({ onDelete }: Props) {
  const [state, setState] = useState<'open' | 'deleting' | 'refused'>('open');
  const remove = async () => {
    setState('deleting');
    try {
      await onDelete();
    } catch {
      // Grafana says why.
      setState('refused');
    }
  };
  return (
    <>
      <Button size="sm" variant="secondary" icon="trash-alt" disabled={state === 'deleting'} onClick={remove}>
        {tr('annotation.delete', 'Delete')}
      </Button>
      <span role="status">{state === 'refused' && tr('annotation.notDeleted', 'The annotation was not deleted')}</span>
    </>
  );
}
