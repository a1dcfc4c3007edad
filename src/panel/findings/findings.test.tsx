import { fireEvent, render, screen, within } from '@testing-library/react';
import React, { useState } from 'react';

import { layoutFor } from '../layout';
import { composition, finding, start, step } from '../../../tests/fixtures/panel/fixture';
import { settingsOf } from '../../diagnosis/options';
import { makeFormatters } from '../formatting';
import { FindingsView } from './FindingsView';
import { Notice } from './Notice';
import { keyOf } from './selection';
import type { FindingTools } from './tools';
import { VerdictStrip } from './VerdictStrip';

const formatters = makeFormatters('utc', 3_600_000);
const layout = layoutFor(1200, 600, true, false).verdict;
const chip = layoutFor(300, 140, true, false).verdict;

describe('VerdictStrip', () => {
  const strip = (props: Partial<React.ComponentProps<typeof VerdictStrip>>) => (
    <VerdictStrip
      layout={layout}
      findings={[finding(), finding({ id: 'insufficient-data' })]}
      formatters={formatters}
      restarts={0}
      remark={null}
      open={false}
      controls="details"
      onToggle={jest.fn()}
      {...props}
    />
  );

  it('says severity in words, the sentence, since when, and how many', () => {
    const onToggle = jest.fn();
    render(strip({ onToggle }));
    const button = screen.getByRole('button', { expanded: false });
    expect(button).toHaveTextContent(/^Info.*512 MiB of 1 GiB.*since 10:00:00.*2 findings$/);
    fireEvent.click(button);
    expect(onToggle).toHaveBeenCalledTimes(1);
  });

  it('tells restarts where nothing was found', () => {
    render(strip({ findings: [], restarts: 3 }));
    const text = /^Restarts\s*No memory problem found; the container restarted 3 times\.$/;
    expect(screen.getByTestId('composition-verdict')).toHaveTextContent(text);
  });

  it('is calm when nothing was found', () => {
    render(strip({ findings: [] }));
    expect(screen.getByTestId('composition-verdict')).toHaveTextContent(/^Healthy\s*No memory problem found\.$/);
  });

  it('marks data that are old where no line says so', () => {
    render(strip({ layout: chip, remark: { text: 'No sample since 10:00', icon: 'clock-nine' } }));
    expect(screen.getByRole('button')).toHaveAttribute('title', expect.stringContaining('No sample since 10:00'));
    expect(screen.getByRole('img', { name: 'No sample since 10:00' })).toBeInTheDocument();
  });

  it('has a short name in a chip and the sentence in its title', () => {
    render(strip({ layout: chip }));
    const button = screen.getByRole('button');
    expect(button).toHaveTextContent(/^Lazily freed memory$/);
    expect(screen.getByRole('img', { name: 'Info' })).toBeInTheDocument();
    expect(button).toHaveAttribute('title', expect.stringContaining('512 MiB of 1 GiB'));
  });
});

describe('Notice', () => {
  it('offers the queries that supply what is absent', () => {
    render(
      <Notice
        icon="info-circle"
        text="No Go series"
        queries={['go']}
        selectors={{ container: '', go: 'pod="a"' }}
        height={22}
      />
    );
    expect(screen.getByTestId('composition-notice')).toHaveTextContent('No Go series');
    expect(screen.getByRole('button', { name: 'Copy query: Go series' })).toBeInTheDocument();
  });
});

describe('FindingsView', () => {
  const made = composition({ layers: { anonymous: Array.from({ length: 20 }, (_, i) => (i < 10 ? 1 : 3) * 1024) } });
  const found = [
    finding({ from: start + 10 * step, to: start + 19 * step }),
    finding({ id: 'oom-risk', severity: 'critical' }),
  ];
  const tools: FindingTools = {
    composition: made,
    peers: [],
    formatters,
    timeZone: 'utc',
    settings: settingsOf(),
    profile: null,
    links: () => [],
    alerting: null,
    views: { layers: [], overlays: [] },
    link: () => 'https://grafana.example.com/d/a?gomem-1=b',
    picture: null,
    explore: null,
    annotate: null,
  };
  const onClose = jest.fn();

  const View = ({ findings = found, ...rest }: { findings?: typeof found } & Partial<FindingTools>) => {
    const [selected, select] = useState<string | null>(findings.length > 0 ? keyOf(findings[0]) : null);
    return (
      <FindingsView
        id="details"
        height={300}
        findings={findings}
        problems={[{ code: 'two-go', message: 'Two processes' }]}
        tools={{ ...tools, ...rest }}
        compare={{ others: [], chosen: null, choose: () => undefined, brush: () => undefined }}
        selected={selected}
        onSelect={select}
        onClose={onClose}
      />
    );
  };

  it('is a list whose selected finding is open, with numbers, evidence, query, refutation, confirmation and advice', () => {
    render(<View />);
    const items = within(screen.getByRole('list', { name: 'Findings' })).getAllByRole('button', { expanded: true });
    expect(items).toHaveLength(1);
    expect(screen.getByRole('row', { name: 'Usage 1 KiB 3 KiB +2 KiB' })).toBeInTheDocument();
    const part = (name: string) => screen.getByRole('group', { name });
    expect(part('Evidence')).toHaveTextContent(/go1.15.15/);
    expect(within(part('Evidence')).getByText('go_info{pod="web-0"}')).toBeInTheDocument();
    expect(within(part('Evidence')).getByRole('button', { name: 'Copy query' })).toBeInTheDocument();
    expect(part('What would refute it')).toHaveTextContent(/smaps/);
    expect(part('What would confirm it')).toHaveTextContent(/LazyFree/);
    expect(part('What to do')).toHaveTextContent(/Nothing needs fixing/);
    expect(within(part('Read on')).getByRole('link', { name: 'About this finding' })).toHaveAttribute(
      'href',
      expect.stringMatching(/\/plugins\/gomem-composition-panel$/)
    );
    expect(screen.getByText('Two processes')).toBeInTheDocument();
  });

  it('opens one finding at a time', () => {
    render(<View />);
    const list = within(screen.getByRole('list', { name: 'Findings' }));
    const closed = list.getByRole('button', { expanded: false });
    expect(closed).toHaveTextContent('Critical');
    fireEvent.click(closed);
    expect(screen.getByRole('button', { expanded: true })).toHaveTextContent('Critical');
    fireEvent.click(screen.getByRole('button', { expanded: true }));
    expect(screen.queryByRole('button', { expanded: true })).not.toBeInTheDocument();
  });

  it('closes with Escape', () => {
    render(<View />);
    fireEvent.keyDown(screen.getByRole('button', { expanded: true }), { key: 'Escape' });
    expect(onClose).toHaveBeenCalledTimes(1);
  });

  it('opens queries in Explore only where there is a way there', () => {
    const { unmount } = render(<View />);
    expect(screen.queryByRole('link', { name: 'Open in Explore' })).not.toBeInTheDocument();
    unmount();
    render(<View explore={(promql) => `/explore?${promql.length}`} />);
    expect(screen.getByRole('link', { name: 'Open in Explore' })).toHaveAttribute('href', '/explore?20');
  });

  it('writes an annotation only where the user may, and only on a click', async () => {
    const { unmount } = render(<View />);
    expect(screen.queryByRole('button', { name: /Add annotation/ })).not.toBeInTheDocument();
    unmount();
    const annotate = jest.fn();
    const upgrade = { from: 'go1.11', to: 'go1.15', at: start + 9 * step };
    render(<View annotate={annotate} findings={[finding({ upgrade })]} />);
    expect(annotate).not.toHaveBeenCalled();
    const button = screen.getByRole('button', { name: 'Add annotation at the upgrade' });
    fireEvent.click(button);
    expect(annotate).toHaveBeenCalledTimes(1);
    expect(annotate).toHaveBeenCalledWith({
      from: upgrade.at,
      to: upgrade.at,
      tags: ['go-memory', 'lazily-freed'],
      description: expect.stringContaining('shop/web-0/web: Not a leak'),
    });
    expect(button).toBeDisabled();
    expect(screen.getByRole('status')).toBeEmptyDOMElement();
    expect(await screen.findByText('Annotation added')).toBeInTheDocument();
    expect(button).toBeDisabled();
  });

  it('says that an annotation was refused, and lets the user try again', async () => {
    render(<View annotate={() => Promise.reject(new Error('Access denied'))} />);
    const button = screen.getAllByRole('button', { name: /Add annotation/ })[0];
    fireEvent.click(button);
    expect(await screen.findByText('The annotation was not added')).toBeInTheDocument();
    expect(screen.queryByText('Annotation added')).not.toBeInTheDocument();
    expect(button).toBeEnabled();
  });

  it('offers the queries that supply what is missing', () => {
    render(<View findings={[finding({ id: 'insufficient-data' })]} />);
    expect(screen.getByRole('button', { name: 'Copy query for Go series' })).toBeInTheDocument();
    expect(screen.queryByTestId('composition-comparison')).not.toBeInTheDocument();
  });

  it('says that nothing was found, and still offers the numbers', () => {
    render(<View findings={[]} />);
    expect(screen.getByText(/None of the known causes/)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: /CSV/ })).toBeInTheDocument();
  });
});
