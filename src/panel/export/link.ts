import { locationService } from '@grafana/runtime';

/** Parameter of the link that keeps what is chosen; it carries the panel's id, so that two panels do not collide. */
export const parameterOf = (panelId: number): string => `gomem-${panelId}`;

/** Key of what the link chooses in a panel. */
export const chosenInLink = (panelId: number): string | null => locationService.getSearch().get(parameterOf(panelId));

/**
 * A link to what is seen now: this page with this workload chosen in this panel, at the same time range however late it
 * is opened. `span` is in ms.
 */
export function linkTo(panelId: number, workloadKey: string, span: { from: number; to: number }): string {
  const url = new URL(window.location.href);
  url.searchParams.set('from', String(span.from));
  url.searchParams.set('to', String(span.to));
  url.searchParams.set(parameterOf(panelId), workloadKey);
  url.searchParams.delete('refresh');
  // Brackets would end a link of Markdown.
  return url.href.replace(/\(/g, '%28').replace(/\)/g, '%29');
}
