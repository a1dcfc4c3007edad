import './base.css';

import { sceneUtils } from '@grafana/scenes';
import React from 'react';
import { createRoot } from 'react-dom/client';

import { LiveDataSource } from './data/LiveDataSource';
import { RecordedDataSource } from './data/RecordedDataSource';
import { fetchRecordings } from './data/recordings';
import { registerNeighbour } from './neighbour/plugin';
import { App } from './page/App';
import { readUrlState } from './page/urlState';
import { setUpRuntime } from './runtime/setup';

/** The charts measure text before they draw; measured in another font, their labels would be cut off. */
async function loadFonts() {
  await Promise.all(['400 12px Inter', '500 12px Inter'].map((font) => document.fonts.load(font)));
}

async function fetchMode(): Promise<{ live: boolean }> {
  const response = await fetch('/mode.json');
  return response.json();
}

async function start() {
  const { language, theme } = readUrlState(window.location.search);
  const container = document.getElementById('root');
  if (!container) {
    throw new Error('The page has no root element');
  }
  await setUpRuntime(language, theme);
  sceneUtils.registerRuntimeDataSource({ dataSource: new RecordedDataSource() });
  sceneUtils.registerRuntimeDataSource({ dataSource: new LiveDataSource() });
  registerNeighbour();
  const [{ live }, recordings] = await Promise.all([fetchMode(), fetchRecordings(), loadFonts()]);
  createRoot(container).render(<App recordings={recordings} live={live} />);
}

start();
