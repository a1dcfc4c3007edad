import { EmptyState, LinkButton } from '@grafana/ui';
import React from 'react';

export function UnknownRecording({ name }: { name: string }) {
  return (
    <main>
      <EmptyState
        variant="not-found"
        message={`There is no recording named "${name}"`}
        button={<LinkButton href="/">Go to the first recording</LinkButton>}
      />
    </main>
  );
}
