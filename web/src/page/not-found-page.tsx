import { Link } from '@tanstack/react-router';
import { Page } from './page.js';

/** An address that leads nowhere. */
export function NotFoundPage() {
  return (
    <Page title="There is no such page">
      <p>
        The address may be from another version. <Link to="/">Go to the overview</Link>, or press <kbd>/</kbd> to
        search.
      </p>
    </Page>
  );
}
