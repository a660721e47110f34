import { Link } from '@tanstack/react-router';
import styles from './page-links.module.css';

interface PageLinksProps {
  /** What the pages are about, for screen readers. */
  label: string;
  /** The area's own page first: it is marked only when it is open itself. */
  pages: readonly { readonly label: string; readonly to: string }[];
}

/** The way between the pages of an area; the one that is open, or that the open one is under, is marked. */
export function PageLinks({ label, pages }: PageLinksProps) {
  return (
    <nav className={styles.links} aria-label={label}>
      {pages.map((page, index) => (
        <Link key={page.to} to={page.to as never} activeOptions={{ exact: index === 0, includeSearch: false }}>
          {page.label}
        </Link>
      ))}
    </nav>
  );
}
