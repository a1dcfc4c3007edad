import { LinkButton } from '@grafana/ui';
import React, { type ComponentProps } from 'react';

/** The address is one that this plugin made. */
type Props = ComponentProps<typeof LinkButton> & { href: string };

/**
 * A link that looks like a button. Grafana 13 decodes the address of one until nothing is left to decode, so that a
 * `+`, `&` or `#` within a query would be read as part of the address; here it stays as it was made.
 */
export const ActionLink = ({ href, ...props }: Props) => (
  <LinkButton {...props} href={href} ref={(link) => link?.setAttribute('href', href)} />
);
