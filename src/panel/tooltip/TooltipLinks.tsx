import { css } from '@emotion/css';
import type { GrafanaTheme2, LinkModel } from '@grafana/data';
import { LinkButton, useStyles2 } from '@grafana/ui';
import React from 'react';

/** Data links of what is under the pointer. */
export function TooltipLinks({ links }: { links: readonly LinkModel[] }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.links}>
      {links.map((link, i) => (
        <LinkButton
          key={i}
          href={link.href}
          target={link.target}
          icon={link.target === '_blank' ? 'external-link-alt' : undefined}
          size="sm"
          variant="primary"
          fill="text"
          onClick={link.onClick}
        >
          {link.title}
        </LinkButton>
      ))}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  links: css({
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    marginTop: theme.spacing(0.5),
    paddingTop: theme.spacing(0.5),
    borderTop: `1px solid ${theme.colors.border.medium}`,
  }),
});
