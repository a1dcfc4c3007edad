import type { Message, MessageValue } from '../diagnosis/types';
import { messages } from './messages';

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

function formatBytes(value: number): string {
  if (!Number.isFinite(value)) {
    return 'unknown';
  }
  let x = value;
  let unit = 0;
  while (Math.abs(x) >= 1024 && unit < units.length - 1) {
    x /= 1024;
    unit++;
  }
  return `${x >= 100 || unit === 0 ? x.toFixed(0) : x.toPrecision(3)} ${units[unit]}`;
}

function formatDuration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 120) {
    return `${seconds} s`;
  }
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) {
    return `${minutes} min`;
  }
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} d`;
}

/** Nanoseconds taken for milliseconds lie beyond what a date can be. */
function formatTime(ms: number): string {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? `${ms} ms` : date.toISOString().replace(/\.\d+Z$/, 'Z');
}

/** Plain English formatting, for the command line; the panel uses Grafana's formatters instead. */
export function formatPlainly(value: MessageValue): string {
  switch (value.kind) {
    case 'bytes':
      return formatBytes(value.value);
    case 'ratio':
      return `${Math.round(value.value * 100)} %`;
    case 'count':
      return String(value.value);
    case 'time':
      return formatTime(value.value);
    case 'duration':
      return formatDuration(value.value);
    case 'rate':
      return `${formatBytes(value.value * 3600)}/h`;
    case 'text':
      return value.value;
    case 'list':
      return value.value.map(plainText).join(', ');
  }
}

/** English text of a message. */
export function plainText({ id, values }: Message): string {
  return (messages[id] ?? id).replace(/\{\{(\w+)\}\}/g, (_, name: string) =>
    values[name] ? formatPlainly(values[name]) : ''
  );
}
