import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import webpack, { type Compiler, type Configuration, type RuleSetRule } from 'webpack';

import grafanaConfig, { type Env } from './.config/webpack/webpack.config';

/** What every browser that Grafana 11.6 supports speaks; older targets cost a twelfth of the bundle. */
const target = 'es2022';

const isSwcRule = (rule: unknown): rule is RuleSetRule & { use: { options: { jsc: { target: string } } } } => {
  const use = typeof rule === 'object' && rule !== null && 'use' in rule ? rule.use : null;
  return typeof use === 'object' && use !== null && 'loader' in use && use.loader === 'swc-loader';
};

/**
 * What `<Trans>` is made of, the component of `@grafana/i18n` that the plugin does not use and that can't be shaken
 * out, since `@grafana/i18n` defines it when it starts.
 */
const unused = {
  // The build for bundlers, beside the one that Node resolves.
  [require.resolve('react-i18next/TransWithoutContext').replace('commonjs', 'es')]: false,
} as const;

type Minimizer = { options: { minimizer: { options: { compress: Record<string, unknown> } } } };

const isTerser = (plugin: unknown): plugin is Minimizer =>
  typeof plugin === 'object' && plugin !== null && plugin.constructor.name === 'TerserPlugin';

const english = 'locales/en-US/gomem-composition-panel.json';

/** English is in the code; Grafana's translators want it as a file beside the other languages. */
const addEnglish = (compiler: Compiler): void =>
  compiler.hooks.thisCompilation.tap('English', (compilation) =>
    compilation.hooks.processAssets.tap('English', () => {
      const texts = execFileSync(process.execPath, ['--import', 'tsx', 'generate/english.ts']);
      compilation.emitAsset(english, new webpack.sources.RawSource(texts));
    })
  );

const page = (file: string): string => readFileSync(path.join(__dirname, file), 'utf8');

/** How the rules are installed: dashboards lead here where they are missing. Other files are not in the plugin. */
const installation = (): string => {
  const [, install = ''] = /^(## Install\n[^]*?)^## /m.exec(page('rules/README.md')) ?? [];
  return `${page('docs/provisioning.md')}\n${install.replace(/^## Install/, '## Rules')}`.replace(
    /\[([^\]]+)\]\((?!http)[^)]*\)/g,
    '$1'
  );
};

/** Where links to the documentation lead as long as nothing is published: Grafana shows the README of a plugin. */
const addDocs = (compiler: Compiler): void =>
  compiler.hooks.thisCompilation.tap('Docs', (compilation) =>
    compilation.hooks.processAssets.tap(
      { name: 'Docs', stage: webpack.Compilation.PROCESS_ASSETS_STAGE_SUMMARIZE },
      () => {
        const findings = page('docs/findings.md').replace(/^!\[.*$\n/gm, '');
        compilation.updateAsset(
          'README.md',
          (source) => new webpack.sources.RawSource([source.source().toString(), installation(), findings].join('\n'))
        );
      }
    )
  );

/** The day of the sources: SOURCE_DATE_EPOCH, else the last commit. Undefined outside of a repository. */
function dayOfSources(): string | undefined {
  try {
    const seconds =
      process.env.SOURCE_DATE_EPOCH ?? execFileSync('git', ['log', '-1', '--format=%ct'], { encoding: 'utf8' });
    return new Date(Number(seconds) * 1000).toISOString().slice(0, 10);
  } catch {
    return undefined;
  }
}

/** The same sources give the same plugin.json on any day; create-plugin would write that of the build. */
const dateBySources = (compiler: Compiler): void =>
  compiler.hooks.thisCompilation.tap('Date', (compilation) =>
    compilation.hooks.processAssets.tap(
      { name: 'Date', stage: webpack.Compilation.PROCESS_ASSETS_STAGE_SUMMARIZE },
      () => {
        const day = dayOfSources();
        if (day) {
          compilation.updateAsset(
            'plugin.json',
            (source) => new webpack.sources.RawSource(source.source().toString().replace('%TODAY%', day))
          );
        }
      }
    )
  );

/**
 * create-plugin's configuration, which stays as it is generated, with another target, minified for it in three passes
 * (a hundredth less), the English texts, what is written
 * about the findings, and a date that follows from the sources.
 */
export default async function config(env: Env): Promise<Configuration> {
  const base: Configuration = await grafanaConfig(env);
  const rule = base.module?.rules?.find(isSwcRule);
  if (!rule) {
    throw new Error('create-plugin compiles with something else now: look at .config/webpack/webpack.config.ts');
  }
  rule.use.options.jsc.target = target;
  const terser = base.optimization?.minimizer?.find(isTerser);
  if (!terser) {
    throw new Error('create-plugin minifies with something else now: look at .config/webpack/webpack.config.ts');
  }
  Object.assign(terser.options.minimizer.options.compress, { passes: 3, ecma: Number(target.slice(2)) });
  base.resolve = { ...base.resolve, alias: { ...base.resolve?.alias, ...unused } };
  return { ...base, plugins: [...(base.plugins ?? []), addEnglish, addDocs, dateBySources] };
}
