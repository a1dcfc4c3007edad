import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Combobox, RadioButtonGroup, useStyles2 } from '@grafana/ui';
import React, { useId, useMemo, useState } from 'react';

import type { Aggregation } from '../../composition/aggregate';
import type { WorkloadModel } from '../../model';
import { SeverityMark } from '../findings/SeverityMark';
import type { Formatters } from '../formatting';
import { tr } from '../translate';
import type { WorkloadProps } from '../useWorkload';
import { AggregateChart } from './AggregateChart';
import type { Box } from './fleetLayout';
import { fleetRowOf, type FleetRow } from './fleetRow';
import { FleetTable } from './FleetTable';
import { defaultSort, sortRows, type Sort } from './order';
import { compareVersions, ownerStory } from './ownerStory';
import { storySentence } from './storyTexts';
import { VersionTable } from './VersionTable';

type Tab = Aggregation | 'versions' | 'pods';

interface Props {
  panel: WorkloadProps;
  name: string;
  members: readonly WorkloadModel[];
  box: Box;
  formatters: Formatters;
  /** Charts that are offered first; the sum alone for all workloads, which have no rollout in common. */
  of: 'owner' | 'all';
  onChoose: (row: FleetRow) => void;
}

/** Below these widths, choices are lists, and the sentence takes two lines. */
const narrow = 560;
const shortLine = 900;
const sentenceHeights = { one: 32, two: 44 };
const tabsHeight = 40;

/** Many workloads as one: what they have in common, their course, before and after a rollout, and each of them. */
export function OwnerView({ panel, name, members, box: { width, height }, formatters, of, onChoose }: Props) {
  const styles = useStyles2(getStyles);
  const [picked, setTab] = useState<Tab>(of === 'all' ? 'sum' : 'typical');
  const [pickedVersion, setVersion] = useState<string>(everyVersion);
  const story = useMemo(() => ownerStory(members), [members]);
  const comparison = useMemo(
    () => (of === 'owner' ? compareVersions(members, story.versions) : null),
    [of, members, story]
  );
  const tabs = tabsOf(of, comparison !== null);
  const tab = tabs.some(({ value }) => value === picked) ? picked : tabs[0].value;
  const version = story.versions.some((one) => one.version === pickedVersion) ? pickedVersion : everyVersion;
  const isTwoLines = width < shortLine;
  const sentenceHeight = isTwoLines ? sentenceHeights.two : sentenceHeights.one;
  const isChart = tab !== 'versions' && tab !== 'pods';
  const rest = Math.max(0, height - tabsHeight - (of === 'owner' ? sentenceHeight : 0));
  const sentence = storySentence(story);
  return (
    <>
      {of === 'owner' && (
        <p className={styles.sentence} style={{ height: sentenceHeight }} data-testid="composition-fleet-story">
          {story.worst && <SeverityMark severity={story.worst.verdict.severity} iconOnly={width < narrow} />}
          <span className={styles.text} style={{ WebkitLineClamp: isTwoLines ? 2 : 1 }} title={sentence}>
            {sentence}
          </span>
        </p>
      )}
      <div className={styles.tabs} style={{ height: tabsHeight }}>
        <Choice
          label={tr('fleet.story.show', 'What is shown')}
          options={tabs}
          value={tab}
          isNarrow={width < narrow}
          onChange={setTab}
        />
        {isChart && story.versions.length > 1 && of === 'owner' && (
          <Choice
            label={tr('fleet.columns.version', 'Go version')}
            options={[
              { value: everyVersion, label: tr('fleet.story.every-version', 'All versions') },
              ...story.versions.map((one) => ({ value: one.version, label: `${one.version} (${one.pods})` })),
            ]}
            value={version}
            isNarrow
            onChange={setVersion}
          />
        )}
      </div>
      {isChart && (
        <AggregateChart
          panel={panel}
          name={name}
          members={members}
          lacking={story.lacking.length}
          how={tab}
          version={version === everyVersion ? null : version}
          width={width}
          height={rest}
        />
      )}
      {tab === 'versions' && comparison && (
        <div style={{ height: rest }}>
          <VersionTable comparison={comparison} formatters={formatters} />
        </div>
      )}
      {tab === 'pods' && (
        <PodTable
          panel={panel}
          members={members}
          box={{ width, height: rest }}
          formatters={formatters}
          onChoose={onChoose}
        />
      )}
    </>
  );
}

const everyVersion = '';

interface Option<T extends string> {
  value: T;
  label: string;
}

function tabsOf(of: Props['of'], hasVersions: boolean): Array<Option<Tab>> {
  const typical = { value: 'typical' as const, label: tr('fleet.story.typical', 'Typical pod') };
  const worst = { value: 'worst' as const, label: tr('fleet.story.worst', 'Worst pod') };
  const sum = { value: 'sum' as const, label: tr('fleet.sum', 'Sum') };
  const versions = { value: 'versions' as const, label: tr('fleet.story.versions', 'Before and after') };
  const pods = { value: 'pods' as const, label: tr('fleet.pods', 'Pods') };
  return of === 'all' ? [sum, typical, worst] : [typical, worst, sum, ...(hasVersions ? [versions] : []), pods];
}

interface ChoiceProps<T extends string> {
  label: string;
  options: Array<Option<T>>;
  value: T;
  isNarrow: boolean;
  onChange: (value: T) => void;
}

/** Buttons side by side, or a list where there is no room for them. */
function Choice<T extends string>({ label, options, value, isNarrow, onChange }: ChoiceProps<T>) {
  const labelId = useId();
  return isNarrow ? (
    <div>
      <span id={labelId} hidden>
        {label}
      </span>
      <Combobox
        aria-labelledby={labelId}
        options={options}
        value={value}
        width="auto"
        minWidth={16}
        onChange={(option) => onChange(option.value)}
      />
    </div>
  ) : (
    <RadioButtonGroup size="sm" aria-label={label} options={options} value={value} onChange={onChange} />
  );
}

type PodTableProps = Pick<Props, 'panel' | 'members' | 'box' | 'formatters' | 'onChoose'>;

/** Each pod of the owner, to be opened. */
function PodTable({ panel, members, box, formatters, onChoose }: PodTableProps) {
  const [sort, setSort] = useState<Sort>(defaultSort);
  const rows = useMemo(() => sortRows(members.map(fleetRowOf), sort), [members, sort]);
  return (
    <FleetTable
      rows={rows}
      {...box}
      density={panel.options.view.density}
      sort={sort}
      onSort={setSort}
      chosen={null}
      onChoose={(row) => row && onChoose(row)}
      comesBackTo={null}
      formatters={formatters}
    />
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  sentence: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    margin: 0,
    padding: theme.spacing(0, 1),
  }),
  text: css({
    display: '-webkit-box',
    WebkitBoxOrient: 'vertical',
    overflow: 'hidden',
    minWidth: 0,
    lineHeight: theme.typography.body.lineHeight,
  }),
  tabs: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1), padding: theme.spacing(0, 1) }),
});
