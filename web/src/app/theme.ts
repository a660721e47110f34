import { createTheme } from '@mantine/core';

/** As many choices as anybody scrolls through: of thousands of services, typing finds the others, and the page stays quick. */
const CHOICES = { defaultProps: { limit: 200 } };

/**
 * Mantine draws the controls only; the page's own colours and sizes are the custom properties of app.css. Dialogs do not lock the page's
 * scrolling: that is done by a style element, and the Content-Security-Policy allows none.
 */
export const theme = createTheme({
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Autocomplete: CHOICES,
    MultiSelect: CHOICES,
    Select: CHOICES,
    TagsInput: CHOICES,
    // Opened, its first item has the focus; Mantine's nameless element in its place is none that a menu may have.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    Modal: {
      defaultProps: { lockScroll: false, centered: true, closeButtonProps: { 'aria-label': 'Close' } },
    },
    Drawer: {
      defaultProps: { lockScroll: false, position: 'right', closeButtonProps: { 'aria-label': 'Close' } },
    },
  },
});
