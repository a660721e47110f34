import { createTheme } from '@mantine/core';

/** Mantine draws the controls only; the page's own colours and sizes are the custom properties of app.css. */
export const theme = createTheme({ respectReducedMotion: true, cursorType: 'pointer' });
