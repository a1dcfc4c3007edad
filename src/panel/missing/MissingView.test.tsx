import { render, screen, within } from '@testing-library/react';
import React from 'react';

import { recommendedQueries } from '../../metrics/queries';
import type { Missing } from '../../model';
import { MissingView } from './MissingView';

const missing = (overrides: Partial<Missing>): Missing => ({
  kind: 'missing',
  reason: 'no-data',
  problems: [],
  queries: ['container', 'go'],
  ...overrides,
});

describe('MissingView', () => {
  it('shows both recommended queries, each with a button to copy it', () => {
    render(<MissingView missing={missing({})} width={800} height={400} />);
    const view = within(screen.getByTestId('composition-missing'));
    const queries = recommendedQueries();
    expect(view.getByText(queries.container)).toBeInTheDocument();
    expect(view.getByText(queries.go)).toBeInTheDocument();
    expect(view.getAllByRole('button')).toHaveLength(2);
    expect(view.getByText('No data')).toBeInTheDocument();
  });

  it('says in the words of the user that there are no data', () => {
    const { rerender } = render(<MissingView missing={missing({})} noValue="All quiet" width={800} height={400} />);
    expect(screen.getByText('All quiet')).toBeInTheDocument();
    expect(screen.queryByText('No data')).not.toBeInTheDocument();
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
    rerender(<MissingView missing={missing({ reason: 'no-workload' })} noValue="All quiet" width={800} height={400} />);
    expect(screen.queryByText('All quiet')).not.toBeInTheDocument();
  });

  it('shows links in the words of the user, and nothing that runs', () => {
    const noValue = 'Too many: <a href="plugins/rules">install the rules</a><img src="x" onerror="alert(1)">';
    render(<MissingView missing={missing({})} noValue={noValue} width={800} height={400} />);
    expect(screen.getByRole('link', { name: 'install the rules' })).toHaveAttribute('href', 'plugins/rules');
    expect(screen.getByRole('status').innerHTML).not.toContain('onerror');
  });

  it('shows only the query that is missing, and what could not be used', () => {
    const problems = [{ code: 'unknown', message: 'Series foo is not known' }];
    render(
      <MissingView
        missing={missing({ reason: 'no-workload', queries: ['container'], problems })}
        width={800}
        height={400}
      />
    );
    expect(screen.getAllByRole('button')).toHaveLength(1);
    expect(screen.getByText('Series foo is not known')).toBeInTheDocument();
  });

  it('says in one line what a panel of two grid units has room for', () => {
    render(<MissingView missing={missing({ reason: 'no-workload' })} width={79} height={18} />);
    expect(screen.getByRole('status')).toHaveStyle({ height: '18px', lineHeight: '18px' });
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });

  it('keeps the buttons in a tiny panel', () => {
    render(<MissingView missing={missing({ reason: 'nothing-recognised' })} width={184} height={78} />);
    expect(screen.getByTestId('composition-missing')).toHaveStyle({ width: '184px', height: '78px' });
    expect(screen.getAllByRole('button')).toHaveLength(2);
    expect(screen.queryByText(recommendedQueries().go)).not.toBeInTheDocument();
  });
});
