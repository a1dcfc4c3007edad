import { fireEvent, render, screen } from '@testing-library/react';
import React from 'react';

import { boxStore } from './box';
import { EventMarkers } from './EventMarkers';
import type { ChartEvent } from './events';

const at = (from: number, over: Partial<ChartEvent> = {}): ChartEvent => ({
  from,
  to: from,
  color: 'blue',
  kind: 'OOM kill',
  title: `at ${from}`,
  text: '',
  tags: [],
  ...over,
});

function show(events: readonly ChartEvent[]) {
  const box = boxStore();
  box.set({ left: 0, top: 0, width: 400, height: 100 });
  const markers = (from: number) => (
    <EventMarkers events={events} range={{ from, to: from + 100 }} box={box} timeZone="utc" height={120} />
  );
  const { rerender } = render(markers(0));
  return { moveTo: (from: number) => rerender(markers(from)) };
}

const marker = (name: RegExp) => screen.getByRole('button', { name });
const isPinned = (name: RegExp) => marker(name).getAttribute('aria-expanded') === 'true';

describe('EventMarkers', () => {
  it('keeps a tooltip with its event while another one leaves the range', () => {
    const { moveTo } = show([at(10), at(50), at(90)]);
    fireEvent.click(marker(/at 50/));
    expect(isPinned(/at 50/)).toBe(true);
    moveTo(20);
    expect(screen.getAllByTestId('composition-event')).toHaveLength(2);
    expect([/at 50/, /at 90/].map(isPinned)).toEqual([true, false]);
  });

  it('tells events apart that are alike', () => {
    show([at(10), at(10)]);
    const [first, second] = screen.getAllByTestId('composition-event');
    fireEvent.click(second);
    expect([first, second].map((one) => one.getAttribute('aria-expanded'))).toEqual(['false', 'true']);
  });
});
