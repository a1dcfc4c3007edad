import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { Button, usePanelContext, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';

import { AnnotationForm } from '../annotations/AnnotationForm';
import type { Hover } from '../chart/ChartTooltip';
import { linksAt } from '../derive/views';
import { tr } from '../translate';
import type { ShownWorkload, WorkloadProps } from '../useWorkload';
import { CompositionTooltip } from './CompositionTooltip';
import { only, tooltipModel } from './tooltipModel';

interface Props {
  panel: WorkloadProps;
  shown: ShownWorkload;
  hover: Hover;
}

/** The tooltip's content for the place under the pointer. */
export function HoverTooltip({ panel, shown, hover: { row, active, pinned, dismiss, place, chart } }: Props) {
  const styles = useStyles2(getStyles);
  const { canAddAnnotations, onAnnotationCreate } = usePanelContext();
  // The form takes the place of the table, which leaves no room for it in a low window.
  const [writingAt, setWritingAt] = useState<number | null>(null);
  const { mode, hideZeros } = panel.options.tooltip;
  const index = shown.rows.index[row];
  if (index < 0) {
    return <div className={styles.gap}>{tr('tooltip.not-drawn', 'No container series at this time')}</div>;
  }
  const isSingle = mode === 'single';
  const all = tooltipModel(shown, index, hideZeros && !isSingle);
  const at = all.time;
  const create = pinned && canAddAnnotations?.() ? onAnnotationCreate : undefined;
  if (create && writingAt === at) {
    return (
      <div className={styles.form} data-testid="composition-tooltip">
        <strong>{dateTimeFormat(at, { timeZone: panel.timeZone })}</strong>
        <AnnotationForm
          onSave={async (written) => {
            await create({ from: at, to: at, ...written });
            setWritingAt(null);
            dismiss();
          }}
          onCancel={() => setWritingAt(null)}
        />
      </div>
    );
  }
  return (
    <CompositionTooltip
      model={isSingle ? only(all, active) : all}
      active={active?.id ?? null}
      links={pinned && active ? linksAt(active, row) : undefined}
      timeZone={panel.timeZone}
      formatters={shown.formatters}
      pinned={pinned}
      place={place}
      chart={chart}
    >
      {create && (
        <Button
          className={styles.add}
          size="sm"
          variant="secondary"
          icon="comment-alt"
          onClick={() => setWritingAt(at)}
        >
          {tr('annotation.add', 'Add annotation')}
        </Button>
      )}
    </CompositionTooltip>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  gap: css({ padding: theme.spacing(1), color: theme.colors.text.secondary }),
  form: css({ padding: theme.spacing(1), width: `min(${theme.spacing(40)}, 90vw)` }),
  add: css({ marginTop: theme.spacing(1) }),
});
