import { css } from '@emotion/css';
import type { AnnotationEventUIModel, GrafanaTheme2 } from '@grafana/data';
import { Button, Input, TextArea, useStyles2 } from '@grafana/ui';
import React, { useState, type FormEvent } from 'react';

import { tr } from '../translate';

/** What somebody writes of an annotation. */
type Written = Pick<AnnotationEventUIModel, 'description' | 'tags'>;

interface Props {
  text?: string;
  tags?: readonly string[];
  /** Fails where Grafana refuses. */
  onSave: (written: Written) => Promise<void>;
  onCancel: () => void;
}

/** Text and tags of an annotation. Grafana's own form is not shared with plugins. */
export function AnnotationForm({ text = '', tags = [], onSave, onCancel }: Props) {
  const styles = useStyles2(getStyles);
  const [description, setDescription] = useState(text);
  const [tagsText, setTagsText] = useState(tags.join(', '));
  const [state, setState] = useState<'open' | 'saving' | 'refused'>('open');
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setState('saving');
    try {
      await onSave({ description, tags: tagsText.split(',').flatMap((tag) => tag.trim() || []) });
    } catch {
      // Grafana says why.
      setState('refused');
    }
  };
  return (
    // Keys are for the form: the chart around it moves its crosshair by arrows.
    <form className={styles.form} onSubmit={save} onKeyDown={(event) => event.stopPropagation()}>
      <TextArea
        // Opened on a click, where the next thing to do is to write.
        autoFocus
        rows={3}
        value={description}
        aria-label={tr('annotation.text', 'Text')}
        placeholder={tr('annotation.text', 'Text')}
        onChange={(event) => setDescription(event.currentTarget.value)}
      />
      <Input
        value={tagsText}
        aria-label={tr('annotation.tags', 'Tags, separated by commas')}
        placeholder={tr('annotation.tags', 'Tags, separated by commas')}
        onChange={(event) => setTagsText(event.currentTarget.value)}
      />
      <div className={styles.actions}>
        <Button size="sm" type="submit" disabled={state === 'saving' || description.trim() === ''}>
          {tr('annotation.save', 'Save')}
        </Button>
        <Button size="sm" variant="secondary" onClick={onCancel}>
          {tr('annotation.cancel', 'Cancel')}
        </Button>
        <span role="status">{state === 'refused' && tr('annotation.refused', 'The annotation was not saved')}</span>
      </div>
    </form>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  form: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), marginTop: theme.spacing(1) }),
  actions: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1) }),
});
