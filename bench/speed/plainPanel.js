// Runs in the preview page beside the harness: the same raw series in a plain stacked chart of Grafana's own parts,
// with a legend and a tooltip of all series, to compare the panel with. Plain JavaScript, because it is handed to the
// page as it stands.
(async () => {
  const [react, data, ui] = await Promise.all(
    ['react', '@grafana/data', '@grafana/ui'].map((name) => System.import(`package:${name}`))
  );
  const { createElement, useMemo } = react;
  const legend = { displayMode: 'list', placement: 'bottom', showLegend: true, calcs: [] };
  /** All series at one x; the enum is not exported. */
  const hoverAll = 1;
  const custom = {
    drawStyle: 'line',
    fillOpacity: 60,
    lineWidth: 1,
    showPoints: 'never',
    stacking: { mode: 'normal', group: 'A' },
  };

  /** What a dashboard does to frames before any panel gets them: units and colours of fields. */
  const withDisplay = (series, theme) =>
    data.applyFieldOverrides({
      data: series,
      fieldConfig: { defaults: { unit: 'bytes', color: { mode: 'palette-classic' }, custom }, overrides: [] },
      replaceVariables: (text) => text,
      theme,
      timeZone: 'utc',
    });

  function Values({ frame, indices }) {
    const theme = ui.useTheme2();
    const rows = frame.fields.flatMap((field, k) =>
      field.type === 'number' && typeof indices[k] === 'number'
        ? [
            {
              label: data.getFieldDisplayName(field, frame),
              color: data.getFieldSeriesColor(field, theme).color,
              value: data.formattedValueToString(field.display(field.values[indices[k]])),
            },
          ]
        : []
    );
    const at = indices.find((index) => typeof index === 'number') ?? 0;
    return createElement(ui.SeriesTable, {
      timestamp: data.dateTimeFormat(frame.fields[0].values[at], { timeZone: 'utc' }),
      series: rows,
    });
  }

  window.PlainPanel = function PlainPanel({ data: { series }, width, height, timeRange, timeZone }) {
    const theme = ui.useTheme2();
    const frames = useMemo(() => withDisplay(series, theme), [series, theme]);
    return createElement(
      ui.TimeSeries,
      { frames, structureRev: 1, timeRange, timeZone, width, height, legend },
      (config, aligned) =>
        createElement(ui.TooltipPlugin2, {
          config,
          hoverMode: hoverAll,
          render: (_plot, indices) => createElement(Values, { frame: aligned, indices }),
        })
    );
  };
})();
