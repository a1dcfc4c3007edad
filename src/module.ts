import { PanelPlugin } from '@grafana/data';

import { CompositionPanel } from './panel/CompositionPanel';
import type { PanelOptions } from './panel/options';

export const plugin = new PanelPlugin<PanelOptions>(CompositionPanel);
