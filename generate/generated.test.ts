import { documentSteps } from './documents';
import { sourceFiles } from './sources';
import { testUpToDate } from './upToDate';

testUpToDate([...sourceFiles(), ...documentSteps.flatMap((step) => step())]);
