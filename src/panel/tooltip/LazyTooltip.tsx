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
  // Where it cannot be loaded, the hover that needs it says so.
  load().catch(() => undefined);
};

/** The panel draws before the code of its tooltip is there. */
export function LazyTooltip(props: ComponentProps<typeof HoverTooltip>) {
  // At once where it is there: the chart measures what it shows first, to keep it within the window.
  if (loaded) {
    return React.createElement(loaded, props);
  }
  return (
    <Suspense fallback={null}>
      <Later {...props} />
    </Suspense>
  );
}
