import { Button, type ButtonProps, Menu, type MenuItemProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes } from 'react';

type Anchor = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'color' | 'style'>;

/** A link that looks like a button. */
export const LinkButton = createLink((props: ButtonProps & Anchor) => <Button component="a" {...props} />);

/** A link in a menu. */
export const LinkItem = createLink((props: MenuItemProps & Anchor) => <Menu.Item component="a" {...props} />);
