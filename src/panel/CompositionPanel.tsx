import { css } from '@emotion/css';
import type { FieldConfigOptionsRegistry, PanelProps } from '@grafana/data';
import { useTheme2 } from '@grafana/ui';
import React, { lazy, Suspense, useMemo, useState } from 'react';

import { withDefaults, type PanelOptions } from './panelOptions';
import { Memory, prepare } from '../prepare';
import { selectorFor } from './missing/selector';
import { prepareOptions } from './prepareOptions';
import { rememberPicture } from './states/lastPicture';
import { useTranslations } from './translations';
import { showsFleet } from './verdict';
import { WorkloadView } from './WorkloadView';

/** Loaded when there are many workloads. */
const FleetView = lazy(() => import('./fleet/FleetView').then((module) => ({ default: module.FleetView })));

/** Loaded when it is needed: most panels have data. */
const MissingView = lazy(() => import('./missing/MissingView').then((module) => ({ default: module.MissingView })));

const WaitingView = lazy(() => import('./states/WaitingView').then((module) => ({ default: module.WaitingView })));

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
    const [memory] = useState(() => new Memory());
    const [show] = useState(() => rememberPicture());
    const answer = show(data, prepare(data.series, prepareOptions(options), memory));
    const View = answer.kind === 'model' && showsFleet(answer, options.view.mode) ? FleetView : WorkloadView;
    return (
      <div className={rootStyle} style={{ width, height }} data-testid="composition-panel">
        {answer.kind === 'missing' ? (
          <Suspense fallback={null}>
            <MissingView
              missing={answer}
              selector={selectorFor(props.replaceVariables)}
              width={width}
              height={height}
            />
          </Suspense>
        ) : answer.kind !== 'model' ? (
          <Suspense fallback={null}>
            <WaitingView state={answer.kind} errors={data.errors ?? []} />
          </Suspense>
        ) : (
          <Suspense fallback={null}>
            <View
              // Memoised values contain translated text, so they are made again when translations are loaded.
              key={String(translated)}
              {...props}
              model={answer}
              options={options}
              registry={registry()}
              theme={theme}
            />
          </Suspense>
        )}
      </div>
    );
  };
}
