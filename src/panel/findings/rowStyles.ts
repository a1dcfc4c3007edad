import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';

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
    // A tinted background would lower the contrast of the text.
    '&:hover': { boxShadow: `inset 0 0 0 1px ${theme.colors.border.strong}` },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
    svg: { flex: 'none' },
  }),
  secondary: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
  body: css({ padding: theme.spacing(0.5, 1, 1, 3.5) }),
});
