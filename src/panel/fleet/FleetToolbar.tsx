import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { FilterPill, Icon, IconButton, Input, RadioButtonGroup, useStyles2 } from '@grafana/ui';
import React, { type ReactNode } from 'react';

import type { Density } from '../panelOptions';
import { aside } from '../styles';
import { tr } from '../translate';
import type { FleetLayout } from './fleetLayout';
import type { Filter } from './order';

export type Grouping = 'pods' | 'owners' | 'sum';

interface Props {
  layout: FleetLayout['toolbar'];
  grouping: Grouping;
  onGroup: (grouping: Grouping) => void;
  filter: Filter;
  onFilter: (filter: Filter) => void;
  density: Density;
  onDensity: (density: Density) => void;
  /** Rows that are shown, and all of them. */
  shown: number;
  total: number;
  /** What the rows shown have reserved and need, all together. */
  sums: string;
  /** Buttons to take the table along. */
  children?: ReactNode;
}

/** Above the table: search, filter, what a row stands for, and how high it is. */
export function FleetToolbar({ layout, grouping, onGroup, filter, onFilter, density, onDensity, ...rest }: Props) {
  const { shown, total, sums, children } = rest;
  const styles = useStyles2(getStyles);
  const isCompact = density === 'compact';
  const groups = (
    <RadioButtonGroup
      size="sm"
      aria-label={tr('fleet.grouping', 'What a row stands for')}
      options={[
        { value: 'pods' as const, label: tr('fleet.pods', 'Pods') },
        { value: 'owners' as const, label: tr('fleet.owners', 'Owners') },
        { value: 'sum' as const, label: tr('fleet.sum', 'Sum') },
      ]}
      value={grouping}
      onChange={onGroup}
    />
  );
  const search = grouping !== 'sum' && (
    <div className={styles.search}>
      <Input
        type="search"
        prefix={<Icon name="search" aria-hidden />}
        aria-label={tr('fleet.search', 'Search workloads')}
        placeholder={tr('fleet.search', 'Search workloads')}
        value={filter.text}
        onChange={({ currentTarget }) => onFilter({ ...filter, text: currentTarget.value })}
      />
    </div>
  );
  const tools = grouping !== 'sum' && (
    <>
      <FilterPill
        label={tr('fleet.only-findings', 'Only findings')}
        selected={filter.onlyFindings}
        onClick={() => onFilter({ ...filter, onlyFindings: !filter.onlyFindings })}
      />
      <span className={styles.count} aria-live="polite" title={sums}>
        {tr('fleet.count', '{{shown}} of {{total}}', { shown, total })}
        {layout.hasSums && sums && ` · ${sums}`}
      </span>
      <IconButton
        name={isCompact ? 'list-ui-alt' : 'bars'}
        aria-pressed={isCompact}
        tooltip={isCompact ? tr('fleet.comfortable', 'Higher rows') : tr('fleet.compact', 'Lower rows')}
        onClick={() => onDensity(isCompact ? 'comfortable' : 'compact')}
      />
    </>
  );
  return (
    <div className={styles.frame} style={{ height: layout.height }} data-testid="composition-fleet-toolbar">
      <div className={styles.line}>
        {search}
        {groups}
        {layout.lines === 1 && layout.hasTools && tools}
        {layout.lines === 1 && layout.hasTools && children}
      </div>
      {layout.lines === 2 && (
        <div className={styles.line}>
          {tools}
          {children}
        </div>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  frame: css({ flex: 'none', display: 'flex', flexDirection: 'column', overflow: 'hidden' }),
  line: css({
    flex: 1,
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    minHeight: 0,
    padding: theme.spacing(0, 1),
    whiteSpace: 'nowrap',
  }),
  search: css({ flex: '1 1 0', minWidth: theme.spacing(8), maxWidth: theme.spacing(40) }),
  count: css({
    ...aside(theme),
    marginLeft: 'auto',
  }),
});
