import { readUrlState } from './page/urlState';

/** What Grafana's index page hands to its frontend. @grafana/runtime reads it as soon as it is evaluated. */
const { theme, language, explore } = readUrlState(window.location.search);

Object.assign(window, {
  grafanaBootData: {
    user: { language, regionalFormat: language, lightTheme: theme === 'light', timezone: 'browser', weekStart: '' },
    settings: {
      featureToggles: {},
      buildInfo: { version: '12.4.10', env: 'production', edition: 'Open Source' },
      panels: {},
      apps: {},
      datasources: {},
      minRefreshInterval: '1s',
      exploreEnabled: explore,
    },
    navTree: [],
  },
  __grafana_public_path__: '/public/',
});
