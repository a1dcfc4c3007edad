import { plainText } from '../../src/texts/plainText';
import { framesOfRecording, modelOf } from './run';
import { nameOf } from './series';
import { recordingNames } from './truth';

const notOfContainer = /^container_memory_(?!working_set_bytes$)/;
const ofProcess = /^process_resident/;

/** What a cluster keeps that saves on series: working set, limits, Go, and resident memory of the process or not. */
const findingsOf = (name: string, dropped: readonly RegExp[]) =>
  modelOf(
    framesOfRecording(name).filter((frame) => !dropped.some((pattern) => pattern.test(nameOf(frame))))
  ).workloads.flatMap(({ findings }) => findings);

const understatedOf = (name: string, dropped: readonly RegExp[]) =>
  findingsOf(name, dropped).filter(({ id }) => id === 'working-set-understated');

const MiB = 1024 ** 2;

describe('working set as the only series of a container', () => {
  it.each(['reuse-115', 'ballast-untouched-115'])(
    'finds in %s by process and Go what all series find, and no more',
    (name) => {
      const [whole] = understatedOf(name, []);
      const [found] = understatedOf(name, [notOfContainer]);
      expect(found).toMatchObject({ severity: 'info', confidence: 'possible' });
      expect(found.bytes).toBeGreaterThan(whole.bytes / 2);
      expect(found.bytes).toBeLessThan(whole.bytes + 16 * MiB);
    }
  );

  it('accuses in no recording in which all series together do not', () => {
    const wrong = recordingNames().filter(
      (name) =>
        understatedOf(name, []).length === 0 &&
        understatedOf(name, [notOfContainer]).some(({ severity }) => severity !== 'info')
    );
    expect(wrong).toEqual([]);
  });

  it('leaves open whether Go counts untouched memory where nothing tells what is resident', () => {
    const [found] = understatedOf('ballast-untouched-115', [notOfContainer, ofProcess]);
    expect(found).toMatchObject({ severity: 'info', confidence: 'possible' });
  });

  it('tells a kill at the limit from one of the node by what the process had resident', () => {
    const killed = findingsOf('reuse-oom-115', [notOfContainer]).find(({ id }) => id === 'oom-killed');
    expect(killed && plainText(killed.headline)).toMatch(/at its memory limit .* although working set said only 15 %/);
    expect(understatedOf('reuse-oom-115', [notOfContainer])[0]).toMatchObject({ severity: 'warning' });
  });

  it('leaves open what was killed where nothing tells what is resident', () => {
    const killed = findingsOf('reuse-oom-115', [notOfContainer, ofProcess]).find(({ id }) => id === 'oom-killed');
    expect(killed && plainText(killed.headline)).toMatch(
      /working set said 15 % .* hides memory in use, .* or the limit/
    );
    expect(understatedOf('reuse-oom-115', [notOfContainer, ofProcess])[0]).toMatchObject({ severity: 'info' });
  });
});
