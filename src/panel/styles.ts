import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';

/** Text that ends in an ellipsis where its line has no room for all of it. */
export const oneLine = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const;

/** What stands smaller beside or below what matters. */
export const aside = (theme: GrafanaTheme2) => ({
  color: theme.colors.text.secondary,
  fontSize: theme.typography.bodySmall.fontSize,
});

/** A row under the pointer. A tinted background would lower the contrast of its text. */
export const pointedAt = (theme: GrafanaTheme2) => ({ boxShadow: `inset 0 0 0 1px ${theme.colors.border.strong}` });

/** What has the focus of the keyboard, within its own edges. */
export const focused = (theme: GrafanaTheme2) => ({
  outline: `2px solid ${theme.colors.primary.main}`,
  outlineOffset: -2,
});

/** A row that opens: its button over the whole width, what stands smaller beside its name, and what it shows. */
export const rowStyles = (theme: GrafanaTheme2) => ({
  header: css({
    display: 'flex',
    gap: theme.spacing(0.5),
    width: '100%',
    padding: theme.spacing(0.75, 1),
    border: 'none',
    background: 'none',
    color: theme.colors.text.primary,
    textAlign: 'left',
    '&:hover': pointedAt(theme),
    '&:focus-visible': focused(theme),
    svg: { flex: 'none' },
  }),
  secondary: css(aside(theme)),
  body: css({ padding: theme.spacing(0.5, 1, 1, 3.5) }),
});
