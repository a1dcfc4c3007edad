import Ajv2020 from 'ajv/dist/2020';
import { parse } from 'yaml';

/** Kubernetes 1.37's schema of `resources` and `env` of a container, strict (Apache-2.0). */
import schema from '../../../tests/fixtures/kubernetes.json';
import { framesOfRecording, modelOf } from '../../../tests/accuracy/run';
import { settingsOf } from '../../diagnosis/options';
import { message } from '../../diagnosis/text';
import { MiB } from '../../metrics/units';
import { sizingOf } from '../../sizing/sizing';
import type { Figure, Sizing } from '../../sizing/types';
import { plainText } from '../../texts/plainText';
import { isSized, toText, toYaml, type Sized } from './copies';

const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
/** How Kubernetes reads a quantity (apimachinery, resource.Quantity) and Go reads GOMEMLIMIT. */
const quantity = /^[1-9]\d*Mi$/;
const goBytes = /^[1-9]\d*MiB$/;

interface Copied {
  resources?: { requests?: { memory: string }; limits?: { memory: string } };
  env?: Array<{ name: string; value: string }>;
}

const sizedAs = (sizing: Sizing, name = 'obs/store-0/store'): Sized => ({
  name,
  sizing,
  say: plainText,
  bytes: (value) => `${value / MiB} MiB`,
});

const figure = (bytes: number | null): Figure => ({ bytes, why: [message('sizing.no-need')] });

function parsed(sized: Sized): Copied | null {
  const copied: Copied | null = parse(toYaml(sized));
  expect(validate(copied ?? {})).toBe(true);
  return copied;
}

const recordings = [
  'steady-119',
  'free-126',
  'up-111-115-store',
  'leak-119',
  'oom-126-tmpfs',
  'nogo-115',
  'ballast-119',
];

describe('the copied YAML', () => {
  it.each(recordings)('of %s is what Kubernetes and Go read, with the recommended numbers', (recording) => {
    for (const { composition, findings } of modelOf(framesOfRecording(recording)).workloads) {
      const sizing = sizingOf({ composition, findings }, settingsOf({ compressed: true }), []);
      const copied = parsed(sizedAs(sizing, composition.workload.name));
      const sizes = [copied?.resources?.requests?.memory, copied?.resources?.limits?.memory, copied?.env?.[0].value];
      const units = [quantity, quantity, goBytes];
      [sizing.request, sizing.limit, sizing.goMemLimit].forEach(({ bytes }, i) => {
        expect(sizes[i] === undefined ? null : parseInt(sizes[i] ?? '', 10) * MiB).toBe(bytes);
        expect(sizes[i] ?? (i < 2 ? '1Mi' : '1MiB')).toMatch(units[i]);
      });
    }
  });

  it.each([
    [640, 800, 704],
    [640, null, null],
    [null, 800, null],
    [null, null, 704],
    [null, null, null],
  ])('of %p, %p, %p MiB says only these', (request, limit, goMemLimit) => {
    const of = (size: number | null) => figure(size === null ? null : size * MiB);
    const sizing = { request: of(request), limit: of(limit), goMemLimit: of(goMemLimit), numbers: null };
    expect(parsed(sizedAs(sizing))).toEqual(
      isSized(sizing)
        ? {
            ...((request ?? limit) !== null && {
              resources: {
                ...(request !== null && { requests: { memory: `${request}Mi` } }),
                ...(limit !== null && { limits: { memory: `${limit}Mi` } }),
              },
            }),
            ...(goMemLimit !== null && { env: [{ name: 'GOMEMLIMIT', value: `${goMemLimit}MiB` }] }),
          }
        : null
    );
  });

  it('is no more than its comments say, whatever a workload is called', () => {
    const sizing = { request: figure(MiB), limit: figure(null), goMemLimit: figure(null), numbers: null };
    for (const name of ['a\nenv: []', 'a\r\nresources: x', 'a\u2028b: c', 'a\u0085b: c', 'ä: "#\t']) {
      expect(parsed(sizedAs(sizing, name))).toEqual({ resources: { requests: { memory: '1Mi' } } });
    }
  });

  it('is refused by the schema where it is wrong', () => {
    expect(validate({ resources: { limit: {} } })).toBe(false);
    expect(validate({ env: [{ value: '1MiB' }] })).toBe(false);
  });
});

it('the copied text names the workload, each number and its reasons', () => {
  const sizing = { request: figure(640 * MiB), limit: figure(null), goMemLimit: figure(null), numbers: null };
  const [name, request, limit] = toText(sizedAs(sizing)).split('\n');
  expect(name).toBe('obs/store-0/store');
  expect(request).toMatch(/^Memory request: 640 MiB\. The need is not known/);
  expect(limit).toMatch(/^Memory limit: none\. /);
});
