import { reportedCases } from './reported';
import { wrongInVariations } from './variations';

describe('reported cases, told in another way', () => {
  it.each(reportedCases())('%s', (name) => {
    expect(wrongInVariations(name)).toEqual([]);
  });
});
