import { css } from '@emotion/css';
import type { FieldConfigOptionsRegistry, PanelProps } from '@grafana/data';
import { LoadingBar, useTheme2 } from '@grafana/ui';
import React, { useMemo, useState } from 'react';

import { later } from './later';
import { withDefaults, type PanelOptions } from './panelOptions';
import { rememberPicture } from './states/lastPicture';
import { tr } from './translate';
import { useTranslations } from './translations';
import { usePrepared } from './usePrepared';
import { showsFleet } from './verdict';
import { WorkloadView } from './WorkloadView';

/** Loaded when there are many workloads. */
const FleetView = later(() => import('./fleet/FleetView').then((module) => module.FleetView));

/** Loaded when it is needed: most panels have data. */
const MissingPanel = later(() => import('./missing/MissingPanel').then((module) => module.MissingPanel));

const WaitingView = later(() => import('./states/WaitingView').then((module) => module.WaitingView));

/** Over the last picture, as Grafana's own bar of a query. */
const lateStyle = css({ position: 'absolute', insetInline: 0, top: 0, zIndex: 1 });

const rootStyle = css({ position: 'relative', overflow: 'hidden' });

/**
 * The panel. The registry comes as a function: it belongs to the plugin, which is made of this component.
 */
export function createPanel(registry: () => FieldConfigOptionsRegistry) {
  return function CompositionPanel(props: PanelProps<PanelOptions>) {
    const translated = useTranslations();
    const theme = useTheme2();
    const { data, width, height } = props;
    const options = useMemo(() => withDefaults(props.options), [props.options]);
    const [show] = useState(() => rememberPicture());
    const { answer: prepared, isLate } = usePrepared(data.series, options);
    const answer = prepared ? show(data, prepared) : ({ kind: 'waiting' } as const);
    const View = answer.kind === 'model' && showsFleet(answer, options.view.mode) ? FleetView : WorkloadView;
    return (
      // Left to right, as every language of the plugin is read: in a page from right to left, units would stand before
      // their numbers.
      <div dir="ltr" className={rootStyle} style={{ width, height }} data-testid="composition-panel">
        {prepared && isLate && (
          <div className={lateStyle} role="status" aria-label={tr('states.reading', 'Reading new data')}>
            <LoadingBar width={width} />
          </div>
        )}
        {answer.kind === 'missing' ? (
          <MissingPanel {...props} missing={answer} />
        ) : answer.kind !== 'model' ? (
          <WaitingView state={answer.kind} errors={data.errors ?? []} />
        ) : (
          <View
            // Memoised values contain translated text, so they are made again when translations are loaded.
            key={String(translated)}
            {...props}
            model={answer}
            options={options}
            registry={registry()}
            theme={theme}
          />
        )}
      </div>
    );
  };
}
