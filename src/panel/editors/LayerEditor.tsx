import { css } from '@emotion/css';
import type { GrafanaTheme2, StandardEditorProps } from '@grafana/data';
import { ColorPicker, IconButton, Input, useStyles2, useTheme2 } from '@grafana/ui';
import React from 'react';

import { layers } from '../../texts/layerWords';
import { layerLabel } from '../names';
import type { LayerOptions, PanelOptions } from '../panelOptions';
import { tr } from '../translate';
import { changeLayer } from './layerOptions';

type Props = StandardEditorProps<PanelOptions['layers'], unknown, PanelOptions>;

/** Colour, name and visibility of every layer, in the order of the stack: the top one first. */
export function LayerEditor({ value, onChange }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <ul className={styles.list} data-testid="composition-layer-editor">
      {[...layers].reverse().map((row) => (
        <LayerItem
          key={row.id}
          row={row}
          options={value?.[row.id] ?? {}}
          onChange={(change) => onChange(changeLayer(value ?? {}, row.id, change))}
        />
      ))}
    </ul>
  );
}

interface ItemProps {
  row: (typeof layers)[number];
  options: LayerOptions;
  onChange: (change: LayerOptions) => void;
}

function LayerItem({ row, options, onChange }: ItemProps) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const label = layerLabel(row);
  const hidden = options.hidden ?? false;
  return (
    <li className={styles.item} title={tr(`layers.${row.id}.info`, row.info)}>
      <ColorPicker
        color={theme.visualization.getColorByName(options.color ?? row.color)}
        onChange={(color) => onChange({ color })}
      />
      <Input
        key={options.name}
        className={styles.name}
        defaultValue={options.name ?? ''}
        placeholder={label}
        aria-label={tr('layer-editor.name', 'Name of {{layer}}', { layer: label })}
        onBlur={({ currentTarget }) => onChange({ name: currentTarget.value.trim() })}
      />
      <IconButton
        name={hidden ? 'eye-slash' : 'eye'}
        variant="secondary"
        aria-pressed={hidden}
        tooltip={
          hidden
            ? tr('layer-editor.show', 'Show {{layer}}', { layer: label })
            : tr('layer-editor.hide', 'Hide {{layer}}', { layer: label })
        }
        onClick={() => onChange({ hidden: !hidden })}
      />
    </li>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', display: 'flex', flexDirection: 'column', gap: theme.spacing(0.5) }),
  item: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1) }),
  name: css({ flexGrow: 1 }),
});
