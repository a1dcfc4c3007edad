import React, { lazy, Suspense, type ComponentProps } from 'react';

import type { HoverTooltip } from './HoverTooltip';

let loaded: typeof HoverTooltip | null = null;
const load = async () => {
  loaded = (await import('./HoverTooltip')).HoverTooltip;
  return { default: loaded };
};
const Later = lazy(load);

/** Asks for the tooltip's code ahead of the first hover, so that it shows without delay. */
export const preloadTooltip = (): void => {
  // When loading fails, the first hover loads it again and reports the error.
  load().catch(() => undefined);
};

/** The tooltip; nothing until its code is loaded. */
export function LazyTooltip(props: ComponentProps<typeof HoverTooltip>) {
  // Rendered without Suspense once loaded: the chart measures the first content to keep the tooltip in the window.
  if (loaded) {
    return React.createElement(loaded, props);
  }
  return (
    <Suspense fallback={null}>
      <Later {...props} />
    </Suspense>
  );
}
