import type { GrafanaTheme2 } from '@grafana/data';

import { renderMessage, type Formatters } from '../formatting';
import { tr } from '../translate';
import type { Annotation, StoredAnnotation } from './annotations';
import type { Mark } from './marks';

/** Something that happened, with what its tooltip says. */
export interface ChartEvent {
  from: number;
  to: number;
  color: string;
  /** What it is, such as "Annotation" or "OOM kill". */
  kind: string;
  title: string;
  text: string;
  tags: readonly string[];
  /** Of an annotation that Grafana keeps. */
  stored?: StoredAnnotation;
}

export function eventsOf(
  marks: readonly Mark[],
  annotations: readonly Annotation[],
  formatters: Formatters,
  theme: GrafanaTheme2
): ChartEvent[] {
  const events: ChartEvent[] = [
    ...marks.map((mark): ChartEvent => ({
      ...markText(mark, formatters),
      from: mark.at,
      to: mark.at,
      color: markColor(mark, theme),
      tags: [],
    })),
    ...annotations.map((annotation): ChartEvent => ({ ...annotation, kind: tr('events.annotation', 'Annotation') })),
  ];
  return events.sort((a, b) => a.from - b.from);
}

export function markColor({ kind }: Mark, theme: GrafanaTheme2): string {
  switch (kind) {
    case 'oom':
      return theme.colors.error.text;
    case 'version':
      return theme.colors.text.primary;
    case 'restart':
      return theme.colors.text.secondary;
  }
}

function markText(mark: Mark, formatters: Formatters): Pick<ChartEvent, 'kind' | 'title' | 'text'> {
  switch (mark.kind) {
    case 'oom':
      return {
        kind: mark.label,
        title: '',
        text: mark.detail ? renderMessage(mark.detail, formatters) : '',
      };
    case 'version':
      return { kind: tr('events.version', 'Go version'), title: mark.label, text: '' };
    case 'restart':
      return {
        kind: mark.label,
        title: '',
        text: tr('events.restart-text', 'The container started anew'),
      };
  }
}
