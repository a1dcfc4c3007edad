import packageJson from '../../../package.json';
import { docsFolder } from './docs';
import { docsLink } from './docsLink';

it('leads to the address of the project, and to the page of the plugin as long as it has none', () => {
  const homepage = 'homepage' in packageJson ? String(packageJson.homepage) : null;
  expect(docsFolder).toBe(homepage ? `${homepage}/blob/main/docs` : null);
  expect(docsLink('oom-risk')).toBe(
    homepage
      ? `${homepage}/blob/main/docs/findings.md#oom-risk`
      : `${window.location.origin}/plugins/gomem-composition-panel`
  );
});
