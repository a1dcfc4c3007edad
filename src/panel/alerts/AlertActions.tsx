import { ClipboardButton } from '@grafana/ui';
import React, { useMemo } from 'react';

import { alarmOf } from '../../diagnosis/alarmOf';
import type { Finding } from '../../diagnosis/types';
import { docsLink } from '../export/docsLink';
import { ActionLink } from '../findings/ActionLink';
import type { FindingTools } from '../findings/tools';
import { tr } from '../translate';
import { alertLink, grafanaValue } from './alertLink';
import { alertParts, prometheusRule } from './alertParts';

interface Props {
  finding: Finding;
  tools: Pick<FindingTools, 'composition' | 'formatters' | 'settings' | 'alerting'>;
}

/** An alert of what was found: in Grafana's editor, or as a rule for Prometheus. */
export function AlertActions({ finding, tools: { composition, formatters, settings, alerting } }: Props) {
  const alarm = useMemo(() => alarmOf(finding, composition, settings), [finding, composition, settings]);
  if (!alarm) {
    return null;
  }
  const subject = { finding, alarm, workload: composition.workload, runbook: docsLink(finding.id) };
  return (
    <>
      {alerting && (
        <ActionLink
          icon="bell"
          variant="secondary"
          size="sm"
          href={alertLink({ alarm, parts: alertParts(subject, formatters, grafanaValue), place: alerting })}
          target="_blank"
          rel="noreferrer"
        >
          {tr('alert.create', 'Create alert')}
        </ActionLink>
      )}
      <ClipboardButton icon="copy" variant="secondary" size="sm" getText={() => prometheusRule(subject, formatters)}>
        {tr('alert.copy-rule', 'Copy as Prometheus rule')}
      </ClipboardButton>
    </>
  );
}
