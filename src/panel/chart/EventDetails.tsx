import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import type { TimeZone } from '@grafana/schema';
import { Button, RenderUserContentAsHTML, usePanelContext, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';

import { AnnotationForm } from '../annotations/AnnotationForm';
import { DeleteAnnotation } from '../annotations/DeleteAnnotation';
import { tr } from '../translate';
import type { ChartEvent } from './events';

interface Props {
  event: ChartEvent;
  timeZone: TimeZone;
  /** Whether it stays, so that what is in it can be reached. */
  pinned: boolean;
  /** After a change: what it tells is no longer so. */
  onDone: () => void;
}

/** What a marker tells. While it stays, an annotation can be changed and deleted by who may do so. */
export function EventDetails({ event, timeZone, pinned, onDone }: Props) {
  const styles = useStyles2(getStyles);
  const context = usePanelContext();
  const [isChanging, setChanging] = useState(false);
  const { from, to, kind, title, text, tags, stored } = event;
  const times = to > from ? [from, to] : [from];
  const update = stored && context.canEditAnnotations?.(stored.dashboardUID) && context.onAnnotationUpdate;
  const remove = stored && context.canDeleteAnnotations?.(stored.dashboardUID) && context.onAnnotationDelete;
  return (
    <div className={styles.details} data-testid="composition-event-tooltip">
      <div>
        <strong>{kind}</strong> {times.map((time) => dateTimeFormat(time, { timeZone })).join(' – ')}
      </div>
      {isChanging && pinned && stored && update ? (
        <AnnotationForm
          text={text}
          tags={tags}
          onSave={async (written) => {
            await update({ id: stored.id, from, to, ...written });
            onDone();
          }}
          onCancel={() => setChanging(false)}
        />
      ) : (
        <>
          {title !== '' && <RenderUserContentAsHTML component="div" content={title} />}
          {text !== '' && <RenderUserContentAsHTML component="div" content={text} />}
          {tags.length > 0 && <div className={styles.tags}>{tags.join(', ')}</div>}
          {pinned && stored && (update || remove) && (
            <div className={styles.actions}>
              {update && (
                <Button size="sm" variant="secondary" icon="pen" onClick={() => setChanging(true)}>
                  {tr('annotation.edit', 'Edit')}
                </Button>
              )}
              {remove && (
                <DeleteAnnotation
                  onDelete={async () => {
                    await remove(stored.id);
                    onDone();
                  }}
                />
              )}
            </div>
          )}
        </>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  details: css({ overflowWrap: 'anywhere', a: { color: theme.colors.text.link, textDecoration: 'underline' } }),
  tags: css({ fontStyle: 'italic' }),
  actions: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    marginTop: theme.spacing(1),
  }),
});
