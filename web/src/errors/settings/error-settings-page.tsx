import { Link } from '@tanstack/react-router';
import { Page } from '../../page/page.js';
import { RulesPanel } from './rules-panel.js';
import { SourceMapsPanel } from './source-maps-panel.js';

/** How errors are grouped, and by which maps minified stacks become those of the source. */
export function ErrorSettingsPage() {
  return (
    <Page
      title="Grouping of errors"
      about="Which errors count as one, and the source maps by which minified stacks are read."
      actions={<Link to="/errors">All errors</Link>}
    >
      <RulesPanel />
      <SourceMapsPanel />
    </Page>
  );
}
