import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, IconButton, useStyles2 } from '@grafana/ui';
import React from 'react';

import { oneLine } from '../styles';
import { tr, trCount } from '../translate';

interface Props {
  name: string;
  /** The owner and the number of its workloads; null where what is shown has none, or is one. */
  owner: { name: string; count: number; open: () => void } | null;
  /** True: the list is not in sight, and the button leads back to it. */
  isAlone: boolean;
  isNarrow: boolean;
  onClose: () => void;
}

export const detailHeadHeight = 32;

/** What is open of the list, and the ways back to it and up to the owner. */
export function DetailHead({ name, owner, isAlone, isNarrow, onClose }: Props) {
  const styles = useStyles2(getStyles);
  const ownerText = owner && trCount('fleet.of-owner', 'Owner ({{count}} pod)', 'Owner ({{count}} pods)', owner.count);
  return (
    <div className={styles.head} style={{ height: detailHeadHeight }} data-testid="composition-fleet-detail-head">
      {isAlone && (
        <Button icon="arrow-left" size="sm" fill="text" variant="secondary" onClick={onClose}>
          {tr('fleet.back', 'All workloads')}
        </Button>
      )}
      <span className={styles.name} title={name}>
        {name}
      </span>
      {owner && isNarrow && <IconButton name="layer-group" tooltip={ownerText ?? ''} onClick={owner.open} />}
      {owner && !isNarrow && (
        <Button icon="layer-group" size="sm" fill="text" variant="secondary" tooltip={owner.name} onClick={owner.open}>
          {ownerText}
        </Button>
      )}
      {!isAlone && <IconButton name="times" tooltip={tr('fleet.close', 'Close')} onClick={onClose} />}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  head: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1), padding: theme.spacing(0, 1) }),
  name: css({
    flex: 1,
    minWidth: 0,
    ...oneLine,
    fontWeight: theme.typography.fontWeightMedium,
  }),
});
