import { ClipboardButton } from '@grafana/ui';
import React from 'react';

import type { Finding } from '../../diagnosis/types';
import { ActionLink } from '../findings/ActionLink';
import type { FindingTools } from '../findings/tools';
import { tr } from '../translate';
import { pprofCommands } from './pprof';
import { profileOf, type ProfileKind } from './profiles';

interface Props {
  finding: Finding;
  tools: Pick<FindingTools, 'composition' | 'profile'>;
}

/** The profile that shows the cause: in Explore, or by the commands that take it. */
export function ProfileActions({ finding, tools: { composition, profile } }: Props) {
  const kind = profileOf(finding);
  return (
    kind && (
      <>
        {profile && (
          <ActionLink
            icon="fire"
            variant="secondary"
            size="sm"
            href={profile(finding, kind)}
            target="_blank"
            rel="noreferrer"
          >
            {labelOf(kind)}
          </ActionLink>
        )}
        <ClipboardButton
          icon="copy"
          variant="secondary"
          size="sm"
          getText={() => pprofCommands(kind, composition.workload.name)}
        >
          {tr('profile.copy', 'Copy pprof commands')}
        </ClipboardButton>
      </>
    )
  );
}

function labelOf(kind: ProfileKind): string {
  switch (kind) {
    case 'heap':
      return tr('profile.heap', 'Heap profile');
    case 'goroutine':
      return tr('profile.goroutine', 'Goroutine profile');
  }
}
