import {
  dateTimeFormat,
  formattedValueToString,
  getValueFormat,
  systemDateFormats,
  type FieldConfig,
} from '@grafana/data';
import { config } from '@grafana/runtime';
import type { TimeZone } from '@grafana/schema';

import type { Message, MessageValue } from '../diagnosis/types';
import { day, hour, minute, second } from '../metrics/units';
import { headlines } from '../texts/headlines.gen';
import { tr } from './translate';

/** Numbers and times as Grafana writes them. */
export interface Formatters {
  bytes: (value: number) => string;
  ratio: (value: number) => string;
  count: (value: number) => string;
  time: (value: number) => string;
  duration: (value: number) => string;
  /** Writes a rate in bytes per second as bytes per hour, because leaks are often slow. */
  rate: (value: number) => string;
}

const format = (unit: string, value: number, decimals?: number): string =>
  formattedValueToString(getValueFormat(unit)(value, decimals));

/** What the panel's field configuration says of numbers. */
type NumberConfig = Pick<FieldConfig, 'unit' | 'decimals'>;

/**
 * `span` is the length of the time range, ms: within a day, times are written without the date. Bytes have the unit of
 * the panel's axis.
 */
export function makeFormatters(timeZone: TimeZone, span: number, { unit, decimals }: NumberConfig = {}): Formatters {
  const bytes = (value: number) => format(unit || 'bytes', value, decimals ?? undefined);
  const timeFormat = span > day ? systemDateFormats.fullDate : systemDateFormats.interval.second;
  return {
    bytes,
    ratio: (value) => format('percentunit', value, Math.abs(value) < 0.1 ? 1 : 0),
    count: (value) => format('locale', value, 0),
    time: (value) => dateTimeFormat(value, { timeZone, format: timeFormat }),
    duration: durationText,
    rate: (value) => tr('units.per-hour', '{{amount}}/h', { amount: bytes(value * 3600) }),
  };
}

/** Stands for a number that is not known. */
export const unknown = '–';

export const bytesText = (value: number, { bytes }: Formatters): string =>
  Number.isFinite(value) ? bytes(value) : unknown;

/** The time zone as it is at a time, for example `UTC+02:00`. */
export const zoneAt = (time: number, timeZone: TimeZone): string =>
  `UTC${dateTimeFormat(time, { timeZone, format: 'Z' })}`;

const durationUnits = [
  { unit: 'day', ms: day },
  { unit: 'hour', ms: hour },
  { unit: 'minute', ms: minute },
  { unit: 'second', ms: second },
] as const;

/** The two largest units that say something, in the user's language: "46 sec", "1 min 16 sec". */
function durationText(value: number): string {
  const first = durationUnits.findIndex(({ ms }) => value >= ms);
  const shown = durationUnits.slice(first < 0 ? -1 : first).slice(0, 2);
  const smallest = shown[shown.length - 1].ms;
  let left = Math.round(value / smallest) * smallest;
  const parts = shown.map(({ unit, ms }) => {
    const amount = Math.floor(left / ms);
    left -= amount * ms;
    return { amount, unit };
  });
  return parts
    .filter(({ amount }, i) => amount > 0 || (i === parts.length - 1 && parts.every((part) => part.amount === 0)))
    .map(({ amount, unit }) => {
      const options = { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 0 } as const;
      return new Intl.NumberFormat(config.bootData?.user?.language || undefined, options).format(amount);
    })
    .join(' ');
}

function formatValue(value: MessageValue, formatters: Formatters, english: Texts): string {
  switch (value.kind) {
    case 'text':
      return value.value;
    case 'list':
      return value.value.map((message) => renderMessage(message, formatters, english)).join(', ');
    default:
      return formatters[value.kind](value.value);
  }
}

/** English sentences by message id. */
type Texts = Readonly<Record<string, string>>;

/**
 * What a finding says, in the user's language, numbers formatted. Headlines are always at hand; for evidence and
 * advice use `say` of findings/say.ts, which brings their texts with it.
 */
export function renderMessage({ id, values }: Message, formatters: Formatters, english: Texts = headlines): string {
  const texts = Object.entries(values).map(([name, value]) => [name, formatValue(value, formatters, english)]);
  return tr(`findings.${id}`, english[id] ?? id, Object.fromEntries(texts));
}
