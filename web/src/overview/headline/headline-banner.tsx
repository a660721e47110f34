import type { ReactNode } from 'react';
import { StateIcon } from '../../state/state-icon.js';
import type { Headline } from './headline.js';
import styles from './headline-banner.module.css';

/** The first thing on the page. Screen readers hear it again whenever the sentence changes. */
export function HeadlineBanner({ headline, children }: { headline: Headline; children?: ReactNode }) {
  return (
    <section className={styles.banner} data-tone={headline.tone} aria-label="Summary">
      <StateIcon tone={headline.tone} size={34} />
      <div className={styles.words}>
        <h2>
          <span role="status">{headline.sentence}</span>
        </h2>
        {headline.detail !== '' && <p>{headline.detail}</p>}
        {children}
      </div>
    </section>
  );
}
