import './app/mantine.css';
import 'uplot/dist/uPlot.min.css';
import './app/app.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.js';
import { applyScheme } from './app/color-scheme.js';
import { session } from './sign-in/session.js';

applyScheme();
void session.start();
createRoot(document.getElementById('root')!).render(<App />);
