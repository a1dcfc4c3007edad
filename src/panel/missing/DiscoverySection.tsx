import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import type { DataSourceRef } from '@grafana/schema';
import { Alert, Button, ClipboardButton, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';

import type { QueryName } from '../../metrics/queries';
import { queryLabel } from '../names';
import { tr } from '../translate';
import { discover, selectorOfSupply, type Ask, type Discovery, type Supply } from './discover';
import { panelJson } from './panelJson';
import { QueryToCopy } from './QueryToCopy';

/** The data source that a panel without data asks. */
export interface Source {
  name: string;
  ref: DataSourceRef;
  ask: Ask;
}

interface Props {
  source: Source;
  queries: readonly QueryName[];
  hasVariable: (name: string) => boolean;
}

type State = { kind: 'idle' | 'asking' } | { kind: 'failed'; message: string } | { kind: 'known'; found: Discovery };

/** On a click: which of the series the data source has, and queries with the labels that it uses. */
export function DiscoverySection({ source, queries, hasVariable }: Props) {
  const styles = useStyles2(getStyles);
  const [state, setState] = useState<State>({ kind: 'idle' });
  const check = () => {
    setState({ kind: 'asking' });
    discover(source.ask).then(
      (found) => setState({ kind: 'known', found }),
      (error: unknown) => setState({ kind: 'failed', message: error instanceof Error ? error.message : String(error) })
    );
  };
  return (
    <div className={styles} data-testid="composition-discovery">
      <Button
        size="sm"
        variant="secondary"
        icon={state.kind === 'asking' ? 'spinner' : 'search'}
        disabled={state.kind === 'asking'}
        onClick={check}
      >
        {tr('discovery.check', 'Check {{name}}', { name: source.name })}
      </Button>
      <div role="status">
        {state.kind === 'asking' && tr('discovery.asking', 'Asking which series there are ...')}
        {state.kind === 'failed' && (
          <Alert severity="error" title={tr('discovery.failed', 'The data source did not answer')}>
            {state.message}
          </Alert>
        )}
        {state.kind === 'known' && <Found {...{ source, queries, hasVariable }} found={state.found} />}
      </div>
    </div>
  );
}

function Found({ source, queries, hasVariable, found }: Props & { found: Discovery }) {
  const selectors = {
    container: selectorOfSupply(found.container, hasVariable),
    go: selectorOfSupply(found.go, hasVariable),
  };
  return (
    <>
      {queries.map((name) => (
        <div key={name}>
          <p>{supplyText(name, found[name])}</p>
          {found[name].found.length > 0 && <QueryToCopy name={name} selector={selectors[name]} />}
        </div>
      ))}
      {found.container.found.length + found.go.found.length > 0 && (
        <ClipboardButton icon="copy" variant="secondary" size="sm" getText={() => panelJson(source.ref, selectors)}>
          {tr('discovery.copy-panel', 'Copy as panel JSON')}
        </ClipboardButton>
      )}
    </>
  );
}

/** Names of lacking series that are told; the rest is counted. */
const mostNames = 6;

function supplyText(name: QueryName, { found, lacking }: Supply): string {
  const label = queryLabel(name);
  if (found.length === 0) {
    return name === 'container'
      ? tr(
          'discovery.no-container',
          '{{label}}: none. They come from cAdvisor, which the kubelet has built in (/metrics/cadvisor).',
          { label }
        )
      : tr(
          'discovery.no-go',
          '{{label}}: none. They come from the service itself: client_golang exports them at /metrics.',
          { label }
        );
  }
  const values = { label, found: found.length, all: found.length + lacking.length };
  return lacking.length === 0
    ? tr('discovery.all', '{{label}}: all {{all}} are there.', values)
    : tr('discovery.some', '{{label}}: {{found}} of {{all}} are there; missing are {{names}}.', {
        ...values,
        names: [...lacking.slice(0, mostNames), ...(lacking.length > mostNames ? ['…'] : [])].join(', '),
      });
}

const getStyles = (theme: GrafanaTheme2) =>
  css({ marginTop: theme.spacing(1), p: { margin: theme.spacing(1, 0, 0.5), overflowWrap: 'anywhere' } });
