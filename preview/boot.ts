import { readUrlState } from './page/urlState';

/** What Grafana's index page hands to its frontend. @grafana/runtime reads it as soon as it is evaluated. */
const { theme, language, explore } = readUrlState(window.location.search);

/** Of an editor: what else Grafana has beside dashboards. */
const permissions = { 'datasources:explore': true, 'alert.rules:create': true };

Object.assign(window, {
  grafanaBootData: {
    user: {
      language,
      regionalFormat: language,
      lightTheme: theme === 'light',
      timezone: 'browser',
      weekStart: '',
      ...(explore && { permissions }),
    },
    settings: {
      featureToggles: {},
      buildInfo: { version: '12.4.10', env: 'production', edition: 'Open Source' },
      panels: {},
      apps: {},
      datasources: {},
      minRefreshInterval: '1s',
      exploreEnabled: explore,
      unifiedAlertingEnabled: explore,
    },
    navTree: [],
  },
  __grafana_public_path__: '/public/',
});
