import * as emotionCss from '@emotion/css';
import * as emotionReact from '@emotion/react';
import * as grafanaData from '@grafana/data';
import * as grafanaRuntime from '@grafana/runtime';
import * as grafanaUi from '@grafana/ui';
import * as d3 from 'd3';
import i18next from 'i18next';
import jquery from 'jquery';
import lodash from 'lodash';
// eslint-disable-next-line no-restricted-imports -- handed on to plugins, not used here
import moment from 'moment';
import * as react from 'react';
import * as jsxRuntime from 'react/jsx-runtime';
import * as reactDom from 'react-dom';
import * as reactDomClient from 'react-dom/client';
import * as reactRouter from 'react-router-dom';
import * as rxjs from 'rxjs';
import * as rxjsOperators from 'rxjs/operators';

import { PanelDataErrorView } from './PanelDataErrorView';

/** What Grafana shares with its plugins, by the names under which their bundles ask for it. */
export const sharedModules: Record<string, System.Module> = {
  '@emotion/css': emotionCss,
  '@emotion/react': emotionReact,
  '@grafana/data': grafanaData,
  // The package holds a placeholder that Grafana replaces at start through a setter it does not export.
  '@grafana/runtime': { ...grafanaRuntime, PanelDataErrorView },
  '@grafana/ui': grafanaUi,
  d3,
  i18next: { default: i18next, ...i18next },
  jquery: { default: jquery },
  lodash: { default: lodash, ...lodash },
  moment: { default: moment, ...moment },
  react: { ...react, default: react },
  'react/jsx-runtime': jsxRuntime,
  'react-dom': { ...reactDom, default: reactDom },
  // Not shared by Grafana: by this name only the tests of this page can mount a panel by themselves.
  'preview/react-dom-client': reactDomClient,
  'react-router': reactRouter,
  'react-router-dom': reactRouter,
  rxjs,
  'rxjs/operators': rxjsOperators,
};
