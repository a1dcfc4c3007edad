// Jest setup provided by Grafana scaffolding
import './.config/jest-setup';

// jsdom lays nothing out, so nothing ever changes its size.
global.ResizeObserver = class ResizeObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
};

// Enough of a canvas for components that measure text.
global.HTMLCanvasElement.prototype.getContext = () => ({ measureText: (text) => ({ width: 8 * text.length }) });
