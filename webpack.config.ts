import { execFileSync } from 'node:child_process';

import webpack, { type Compiler, type Configuration, type RuleSetRule } from 'webpack';

import grafanaConfig, { type Env } from './.config/webpack/webpack.config';

/** What every browser that Grafana 11.6 supports speaks; older targets cost a twelfth of the bundle. */
const target = 'es2020';

const isSwcRule = (rule: unknown): rule is RuleSetRule & { use: { options: { jsc: { target: string } } } } => {
  const use = typeof rule === 'object' && rule !== null && 'use' in rule ? rule.use : null;
  return typeof use === 'object' && use !== null && 'loader' in use && use.loader === 'swc-loader';
};

const english = 'locales/en-US/gomem-composition-panel.json';

/** English is in the code; Grafana's translators want it as a file beside the other languages. */
const addEnglish = (compiler: Compiler): void =>
  compiler.hooks.thisCompilation.tap('English', (compilation) =>
    compilation.hooks.processAssets.tap('English', () => {
      const texts = execFileSync(process.execPath, ['--import', 'tsx', 'generate/english.ts']);
      compilation.emitAsset(english, new webpack.sources.RawSource(texts));
    })
  );

/** create-plugin's configuration, which stays as it is generated, with another target and the English texts. */
export default async function config(env: Env): Promise<Configuration> {
  const base: Configuration = await grafanaConfig(env);
  const rule = base.module?.rules?.find(isSwcRule);
  if (!rule) {
    throw new Error('create-plugin compiles with something else now: look at .config/webpack/webpack.config.ts');
  }
  rule.use.options.jsc.target = target;
  return { ...base, plugins: [...(base.plugins ?? []), addEnglish] };
}
