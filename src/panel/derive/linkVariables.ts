import type { ScopedVars } from '@grafana/data';

import type { Finding } from '../../diagnosis/types';
import { kubernetesNames } from '../../workloads/labels';
import type { Workload } from '../../workloads/types';
import { findingName } from '../names';
import { findingsAt } from '../verdict';

/** What data links can speak of beside the point that they are of. */
export interface LinkSubject {
  workload: Workload;
  findings: readonly Finding[];
}

/** ms. */
interface Span {
  from: number;
  to: number;
}

/**
 * Variables of data links: `${__workload.name}`, `.namespace`, `.pod`, `.container`, `.owner`, `.labels.NAME`;
 * `${__finding.id}`, `.name`, `.severity`, `.confidence`, empty without a finding; `${__span.from}` and `.to` in ms, of
 * the finding, else of what is drawn. `of` is a finding, or the time of the point that a link is of, ms.
 */
export function linkVariables(subject: LinkSubject, of: Finding | number, drawn: Span): ScopedVars {
  const { workload } = subject;
  const finding = typeof of === 'number' ? findingsAt(subject.findings, of).at(0) : of;
  const name = finding ? findingName(finding.id) : '';
  const { from, to } = finding ?? drawn;
  return {
    __workload: {
      text: workload.name,
      value: {
        name: workload.name,
        owner: workload.owner ?? '',
        ...kubernetesNames(workload),
        labels: workload.labels,
      },
    },
    __finding: {
      text: name,
      value: { id: finding?.id ?? '', name, severity: finding?.severity ?? '', confidence: finding?.confidence ?? '' },
    },
    __span: { text: `${from} – ${to}`, value: { from, to } },
  };
}
