import { Link } from '@tanstack/react-router';
import { Page } from '../page/page.js';
import { CardinalityReport } from './cardinality/cardinality-report.js';
import { MetricCatalog } from './catalog/metric-catalog.js';
import { Explorer } from './explorer.js';
import styles from './metrics-page.module.css';
import { useMetricsSearch, useQuestions } from './use-metrics-search.js';

/** What is under `/metrics`: the metrics there are, questions about them, and what makes their series many. */
export function MetricsPage() {
  const { search } = useMetricsSearch();
  const { questions } = useQuestions();
  const isCardinality = search.view === 'cardinality';
  const asked = questions.map(({ metric, formula }) => metric ?? formula).filter((text) => text !== undefined);
  return (
    <Page
      title="Metrics"
      tabTitle={isCardinality || asked.length === 0 ? 'Metrics' : asked.join(', ')}
      hasRange={!isCardinality}
      badge={
        <nav className={styles.views} aria-label="Metrics">
          <Link to="/metrics" search={{}} data-current={!isCardinality && questions.length === 0}>
            All metrics
          </Link>
          {questions.length > 0 && <span data-current="true">Explore</span>}
          <Link to="/metrics" search={{ view: 'cardinality' }} data-current={isCardinality}>
            Cardinality
          </Link>
        </nav>
      }
    >
      {isCardinality ? <CardinalityReport /> : questions.length > 0 ? <Explorer /> : <MetricCatalog />}
    </Page>
  );
}
