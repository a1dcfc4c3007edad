import { fireEvent, render, screen, within } from '@testing-library/react';
import React, { useState } from 'react';

import { layoutFor } from '../layout';
import { finding } from '../testing/fixture';
import { makeFormatters } from '../text';
import { FindingsList } from './FindingsList';
import { keyOf } from './selection';
import { VerdictStrip } from './VerdictStrip';

const formatters = makeFormatters('utc', 3_600_000);
const layout = layoutFor(1200, 600, true, false).verdict;

describe('VerdictStrip', () => {
  const strip = (props: Partial<React.ComponentProps<typeof VerdictStrip>>) => (
    <VerdictStrip
      form="line"
      layout={layout}
      verdict={finding()}
      count={2}
      formatters={formatters}
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

  it('is calm when nothing was found', () => {
    render(strip({ verdict: null, count: 0 }));
    expect(screen.getByTestId('composition-verdict')).toHaveTextContent('No divergence found');
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });

  it('has a short name in a chip and the sentence in its title', () => {
    render(strip({ form: 'chip' }));
    const button = screen.getByRole('button');
    expect(button).toHaveTextContent(/^Info\s*Lazily freed memory$/);
    expect(button).toHaveAttribute('title', expect.stringContaining('512 MiB of 1 GiB'));
  });
});

describe('FindingsList', () => {
  const findings = [finding(), finding({ id: 'oom-risk', severity: 'critical' })];
  const List = () => {
    const [selected, select] = useState<string | null>(keyOf(findings[0]));
    return (
      <FindingsList
        id="details"
        height={300}
        findings={findings}
        problems={[{ code: 'two-go', message: 'Two processes' }]}
        formatters={formatters}
        selected={selected}
        onSelect={select}
      />
    );
  };

  it('is a list whose selected finding is open, with evidence, query, refutation and advice', () => {
    render(<List />);
    const items = within(screen.getByRole('list', { name: 'Findings' })).getAllByRole('button', { expanded: true });
    expect(items).toHaveLength(1);
    expect(screen.getByText(/go1.15.15/)).toBeInTheDocument();
    expect(screen.getByText('go_info{pod="web-0"}')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Copy query' })).toBeInTheDocument();
    expect(screen.getByText(/smaps/)).toBeInTheDocument();
    expect(screen.getByText(/Nothing needs fixing/)).toBeInTheDocument();
    expect(screen.getByText('Two processes')).toBeInTheDocument();
  });

  it('opens one finding at a time', () => {
    render(<List />);
    const closed = screen.getByRole('button', { expanded: false });
    expect(closed).toHaveTextContent('Critical');
    fireEvent.click(closed);
    expect(screen.getByRole('button', { expanded: true })).toHaveTextContent('Critical');
    fireEvent.click(screen.getByRole('button', { expanded: true }));
    expect(screen.queryByRole('button', { expanded: true })).not.toBeInTheDocument();
  });
});
