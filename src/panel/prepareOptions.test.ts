import { defaultThresholds, settingsOf } from '../diagnosis/options';
import { defaultOptions, withDefaults } from './panelOptions';
import { prepareOptions } from './prepareOptions';
import { MiB } from '../metrics/units';

test('nothing set asks for what the core does by itself', () => {
  expect(prepareOptions(defaultOptions)).toEqual({ compressed: false, sensitivity: 'normal' });
});

test('the thresholds first offered are the bytes of the defaults', () => {
  const offered = Object.entries(defaultOptions.diagnosis.thresholds).map(([id, size]) => [id, size * MiB]);
  const used = Object.entries(defaultThresholds).map(([id, { bytes }]) => [id, bytes]);
  expect(offered).toEqual(used);
});

test('explicit thresholds hold at any usage and no sensitivity scales them', () => {
  const options = withDefaults({ diagnosis: { sensitivity: 'custom', thresholds: { growth: 5 } } });
  const { thresholds } = settingsOf(prepareOptions(options));
  expect(thresholds.growth).toEqual({ bytes: 5 * MiB, share: 0 });
  expect(thresholds.slack).toEqual({ bytes: 64 * MiB, share: 0 });
});

test('thresholds are left alone unless the user asked for explicit ones', () => {
  const options = withDefaults({ diagnosis: { sensitivity: 'high', thresholds: { growth: 5 } } });
  expect(prepareOptions(options)).toEqual({ compressed: false, sensitivity: 'high' });
});

test('identity and pace are handed on', () => {
  const options = withDefaults({
    diagnosis: { pace: 'compressed' },
    identity: { labels: ['cluster', 'service'], owner: 'app' },
  });
  expect(prepareOptions(options)).toEqual({
    compressed: true,
    sensitivity: 'normal',
    identityLabels: ['cluster', 'service'],
    ownerLabel: 'app',
  });
});
