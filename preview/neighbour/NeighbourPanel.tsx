import {
  DashboardCursorSync,
  type DataFrame,
  FieldType,
  type PanelProps,
  dateTimeFormat,
  formattedValueToString,
  getFieldDisplayName,
  getFieldSeriesColor,
} from '@grafana/data';
import {
  EventBusPlugin,
  LegendDisplayMode,
  SeriesTable,
  TimeSeries,
  TooltipPlugin2,
  type VizLegendOptions,
  usePanelContext,
  useTheme2,
} from '@grafana/ui';
import React from 'react';

const legend: VizLegendOptions = {
  displayMode: LegendDisplayMode.List,
  placement: 'bottom',
  showLegend: true,
  calcs: [],
};
/** All series at one x; the enum is not exported. */
const hoverAll = 1;

/** A plain time series beside the panel: what users look at today, and a partner for the shared crosshair. */
export function NeighbourPanel({ data, width, height, timeRange, timeZone, onChangeTimeRange }: PanelProps) {
  const { sync, eventsScope, eventBus } = usePanelContext();
  const syncMode = sync?.() ?? DashboardCursorSync.Off;
  const frames = data.series.filter((frame) => frame.length > 0);

  if (frames.length === 0) {
    return <p data-testid="neighbour-empty">No data</p>;
  }
  return (
    <TimeSeries
      frames={frames}
      structureRev={data.structureRev}
      timeRange={timeRange}
      timeZone={timeZone}
      width={width}
      height={height}
      legend={legend}
    >
      {(config, alignedFrame) => (
        <>
          {syncMode !== DashboardCursorSync.Off && (
            <EventBusPlugin config={config} eventBus={eventBus} frame={alignedFrame} />
          )}
          <TooltipPlugin2
            config={config}
            hoverMode={hoverAll}
            syncMode={syncMode}
            syncScope={eventsScope}
            queryZoom={onChangeTimeRange}
            render={(_plot, indices, _series, _pinned, _dismiss, _range, viaSync) =>
              viaSync && syncMode !== DashboardCursorSync.Tooltip ? null : (
                <Values frame={alignedFrame} indices={indices} timeZone={timeZone} />
              )
            }
          />
        </>
      )}
    </TimeSeries>
  );
}

interface ValuesProps {
  frame: DataFrame;
  indices: Array<number | null>;
  timeZone: string;
}

function Values({ frame, indices, timeZone }: ValuesProps) {
  const theme = useTheme2();
  const at = indices.find((index) => index !== null) ?? 0;
  const rows = frame.fields.flatMap((field, series) => {
    const index = indices[series];
    if (field.type !== FieldType.number || index === null || index === undefined || field.display === undefined) {
      return [];
    }
    return [
      {
        label: getFieldDisplayName(field, frame),
        color: getFieldSeriesColor(field, theme).color,
        value: formattedValueToString(field.display(field.values[index])),
      },
    ];
  });
  return (
    <div data-testid="neighbour-tooltip">
      <SeriesTable timestamp={dateTimeFormat(frame.fields[0]?.values[at], { timeZone })} series={rows} />
    </div>
  );
}
