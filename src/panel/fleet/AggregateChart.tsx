import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';

import { aggregate, type Aggregation } from '../../composition/aggregate';
import { onlyVersion } from '../../composition/versionRuns';
import type { WorkloadModel } from '../../model';
import { aside, oneLine } from '../styles';
import type { WorkloadProps } from '../useWorkload';
import { WorkloadView } from '../WorkloadView';
import { coverageText } from './storyTexts';

interface Props {
  panel: WorkloadProps;
  name: string;
  members: readonly WorkloadModel[];
  /** How many of the members lack series. */
  lacking: number;
  how: Aggregation;
  /** Only runs of this Go version; null: all. */
  version: string | null;
  width: number;
  height: number;
}

const lineHeight = 22;

/** Many workloads in one chart, each composed before it is aggregated, and how many there are in it. */
export function AggregateChart({ panel, name, members, lacking, how, version, width, height }: Props) {
  const styles = useStyles2(getStyles);
  const made = useMemo(() => {
    const compositions = members.map(({ composition }) => composition);
    return aggregate(version === null ? compositions : compositions.map((one) => onlyVersion(one, version)), how, name);
  }, [members, how, version, name]);
  const model = useMemo<WorkloadProps['model'] | null>(
    () =>
      made && {
        kind: 'model',
        workloads: [{ workload: made.composition.workload, composition: made.composition, findings: [] }],
        problems: [],
      },
    [made]
  );
  const options = useMemo(
    () => ({ ...panel.options, show: { ...panel.options.show, verdict: false } }),
    [panel.options]
  );
  if (!made || !model) {
    return null;
  }
  return (
    <>
      <div className={styles.line} style={{ height: lineHeight }} data-testid="composition-fleet-coverage">
        {coverageText(made, lacking)}
      </div>
      <WorkloadView
        {...panel}
        model={model}
        options={options}
        chosen={name}
        width={width}
        height={height - lineHeight}
      />
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({
    padding: theme.spacing(0, 1),
    ...oneLine,
    ...aside(theme),
  }),
});
