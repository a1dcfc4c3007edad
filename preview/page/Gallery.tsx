import { type GrafanaTheme2 } from '@grafana/data';
import { FilterInput, Text, useStyles2 } from '@grafana/ui';
import { css, cx } from '@emotion/css';
import React, { useMemo, useState } from 'react';

import { type Recording } from '../data/recordings';
import { galleryGroups } from './galleryGroups';

interface Props {
  recordings: Recording[];
  selected: string;
  hrefOf: (name: string) => string;
  onSelect: (name: string) => void;
}

/** All recorded incidents, by what they show. Every entry is a link, so that it opens in a new tab as well. */
export function Gallery({ recordings, selected, hrefOf, onSelect }: Props) {
  const styles = useStyles2(getStyles);
  const [filter, setFilter] = useState('');
  const groups = useMemo(() => galleryGroups(recordings, filter), [recordings, filter]);

  return (
    <nav className={styles.gallery} aria-label="Recorded incidents" data-testid="gallery">
      <div className={styles.filter}>
        <Text element="h2" variant="h5">
          Recorded incidents
        </Text>
        <FilterInput
          escapeRegex={false}
          placeholder="Filter"
          aria-label="Filter recorded incidents"
          value={filter}
          onChange={setFilter}
        />
      </div>
      <div className={styles.list}>
        {groups.length === 0 && <p className={styles.story}>Nothing matches.</p>}
        {groups.map((group) => (
          <section key={group.title}>
            <h3 className={styles.heading}>{group.title}</h3>
            <ul className={styles.items}>
              {group.recordings.map((recording) => (
                <li key={recording.name}>
                  <a
                    href={hrefOf(recording.name)}
                    className={cx(styles.item, recording.name === selected && styles.selected)}
                    aria-current={recording.name === selected ? 'page' : undefined}
                    title={recording.story}
                    onClick={(event) => {
                      if (!event.metaKey && !event.ctrlKey && !event.shiftKey) {
                        event.preventDefault();
                        onSelect(recording.name);
                      }
                    }}
                  >
                    <span className={styles.name}>{recording.name}</span>
                    <span className={styles.story}>{recording.story}</span>
                  </a>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </nav>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  gallery: css({
    display: 'flex',
    flexDirection: 'column',
    width: theme.spacing(38),
    flexShrink: 0,
    minHeight: 0,
    background: theme.colors.background.primary,
    borderRight: `1px solid ${theme.colors.border.weak}`,
    [theme.breakpoints.down('md')]: {
      width: '100%',
      maxHeight: '30vh',
      borderRight: 'none',
      borderBottom: `1px solid ${theme.colors.border.weak}`,
    },
  }),
  filter: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
    padding: theme.spacing(2, 2, 1),
  }),
  list: css({ overflowY: 'auto', minHeight: 0, padding: theme.spacing(0, 1, 2) }),
  heading: css({
    margin: theme.spacing(1.5, 1, 0.5),
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
  }),
  items: css({ listStyle: 'none' }),
  item: css({
    display: 'flex',
    flexDirection: 'column',
    padding: theme.spacing(0.75, 1),
    borderRadius: theme.shape.radius.default,
    borderLeft: `2px solid transparent`,
    '&:hover': { background: theme.colors.action.hover },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
  }),
  // Secondary text is too weak on this background.
  selected: css({
    background: theme.colors.action.selected,
    borderLeftColor: theme.colors.primary.main,
    '& > *': { color: theme.colors.text.primary },
  }),
  name: css({ fontWeight: theme.typography.fontWeightMedium }),
  story: css({
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: theme.typography.bodySmall.lineHeight,
    display: '-webkit-box',
    WebkitLineClamp: 2,
    WebkitBoxOrient: 'vertical',
    overflow: 'hidden',
  }),
});
