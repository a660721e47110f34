import { createTheme, Drawer, Modal } from '@mantine/core';

/**
 * Mantine draws the controls only; the page's own colours and sizes are the custom properties of app.css. Dialogs do not lock the page's
 * scrolling: that is done by a style element, and the Content-Security-Policy allows none.
 */
export const theme = createTheme({
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Modal: Modal.extend({
      defaultProps: { lockScroll: false, centered: true, closeButtonProps: { 'aria-label': 'Close' } },
    }),
    Drawer: Drawer.extend({
      defaultProps: { lockScroll: false, position: 'right', closeButtonProps: { 'aria-label': 'Close' } },
    }),
  },
});
