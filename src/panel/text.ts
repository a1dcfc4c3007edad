import { dateTimeFormat, formattedValueToString, getValueFormat, systemDateFormats } from '@grafana/data';
import type { TimeZone } from '@grafana/schema';

import { headlines } from '../diagnosis/headlines';
import type { Message, MessageValue } from '../diagnosis/types';
import { tr } from './translate';

const day = 24 * 60 * 60 * 1000;

/** Numbers and times as Grafana writes them. */
export interface Formatters {
  bytes: (value: number) => string;
  ratio: (value: number) => string;
  count: (value: number) => string;
  time: (value: number) => string;
  duration: (value: number) => string;
  /** Of bytes per second, written by the hour: what grows dangerously often grows slowly. */
  rate: (value: number) => string;
}

const format = (unit: string, value: number, decimals?: number): string =>
  formattedValueToString(getValueFormat(unit)(value, decimals));

/** `span` is the length of the time range: within a day the date goes without saying. */
export function makeFormatters(timeZone: TimeZone, span: number): Formatters {
  const timeFormat = span > day ? systemDateFormats.fullDate : systemDateFormats.interval.second;
  return {
    bytes: (value) => format('bytes', value),
    ratio: (value) => format('percentunit', value, Math.abs(value) < 0.1 ? 1 : 0),
    count: (value) => format('locale', value, 0),
    time: (value) => dateTimeFormat(value, { timeZone, format: timeFormat }),
    duration: (value) => format('dtdurationms', value, 1),
    rate: (value) => tr('units.per-hour', '{{amount}}/h', { amount: format('bytes', value * 3600) }),
  };
}

function formatValue(value: MessageValue, formatters: Formatters): string {
  switch (value.kind) {
    case 'text':
      return value.value;
    case 'list':
      return value.value.map((message) => renderMessage(message, formatters)).join(', ');
    default:
      return formatters[value.kind](value.value);
  }
}

const catalogue = new Map<string, string>(Object.entries(headlines));

/** Adds texts that come with code loaded later. */
export function learnTexts(texts: Record<string, string>): void {
  Object.entries(texts).forEach(([id, text]) => catalogue.set(id, text));
}

/** What a finding says, in the user's language, numbers formatted. */
export function renderMessage({ id, values }: Message, formatters: Formatters): string {
  const texts = Object.entries(values).map(([name, value]) => [name, formatValue(value, formatters)]);
  return tr(`findings.${id}`, catalogue.get(id) ?? id, Object.fromEntries(texts));
}
