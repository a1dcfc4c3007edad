import { type GrafanaTheme2 } from '@grafana/data';
import { type VizPanel, sceneGraph } from '@grafana/scenes';
import { CollapsableSection, Field, ScrollContainer, Text, useStyles2 } from '@grafana/ui';
import { css } from '@emotion/css';
import { groupBy } from 'lodash';
import React from 'react';

import { type OptionItem, fieldOptionItems, panelOptionItems } from './items';

/** The options that the plugin declares, in Grafana's manner; overrides can be given in the link (fieldConfig). */
export function OptionsPane({ panel }: { panel: VizPanel }) {
  const styles = useStyles2(getStyles);
  const { options } = panel.useState();
  const { data } = sceneGraph.getData(panel).useState();
  const plugin = panel.getPlugin();
  if (!plugin) {
    return null;
  }
  const parts = { panel, plugin, options, frames: data?.series ?? [] };
  const categories = groupBy([...panelOptionItems(parts), ...fieldOptionItems(parts)], ({ category }) => category);

  return (
    <aside className={styles.pane} aria-label="Panel options" data-testid="options-pane">
      <ScrollContainer>
        <div className={styles.content}>
          <Text element="h2" variant="h5">
            Panel options
          </Text>
          {Object.entries(categories).map(([category, items]) => (
            <CollapsableSection
              key={category}
              label={<Text variant="h6">{category}</Text>}
              isOpen
              contentClassName={styles.section}
            >
              {items.map((item) => (
                <Option key={item.key} option={item} />
              ))}
            </CollapsableSection>
          ))}
        </div>
      </ScrollContainer>
    </aside>
  );
}

function Option({ option }: { option: OptionItem }) {
  const { key, name, description, editor: Editor, item, context, value, change } = option;
  return (
    <Field label={name} description={description} htmlFor={key} noMargin>
      <Editor id={key} item={item} context={context} value={value} onChange={change} />
    </Field>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  pane: css({
    display: 'flex',
    flexDirection: 'column',
    width: theme.spacing(46),
    flexShrink: 0,
    minHeight: 0,
    background: theme.colors.background.primary,
    borderTop: `1px solid ${theme.colors.border.weak}`,
    borderLeft: `1px solid ${theme.colors.border.weak}`,
    [theme.breakpoints.down('md')]: { width: '100%' },
  }),
  content: css({ padding: theme.spacing(2) }),
  section: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2), padding: theme.spacing(1, 0, 2) }),
});
