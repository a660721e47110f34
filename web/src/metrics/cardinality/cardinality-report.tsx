import { Button, Select } from '@mantine/core';
import { useGet } from '../../api/use-get.js';
import { FilterBar } from '../../filters/filter-bar.js';
import { formatCount } from '../../format/number.js';
import { spell } from '../../format/quantity.js';
import { Grid } from '../../page/grid.js';
import { AnswerPanel } from '../../panel/answer-panel.js';
import { DataTable } from '../../table/data-table.js';
import { useMetricsSearch } from '../use-metrics-search.js';
import styles from './cardinality.module.css';
import { METRICS, servicesColumns, TAGS } from './cardinality-columns.js';

const LIMIT = 200;
const HEIGHT = 460;

/** Which services, metrics and tags have the most series, against the limit that each service has. */
export function CardinalityReport() {
  const { search, change } = useMetricsSearch();
  const { service } = search;
  const all = useGet('/metrics/cardinality', { query: { limit: LIMIT } });
  const one = useGet('/metrics/cardinality', { query: { limit: LIMIT, service } });
  const names = (all.data?.services ?? []).map((item) => item.service).filter((name) => name !== '');
  const of = service === undefined ? '' : ` of ${service}`;
  return (
    <>
      <FilterBar>
        <Select
          label="Service"
          size="sm"
          placeholder="All services"
          searchable
          clearable
          data={[...new Set([...names, ...(service === undefined ? [] : [service])])]}
          value={service ?? null}
          onChange={(next) => change({ service: next ?? undefined })}
        />
        {service !== undefined && (
          <Button variant="default" onClick={() => change({ service: undefined })}>
            All services
          </Button>
        )}
      </FilterBar>
      <AnswerPanel title="Services by number of series" answer={all} flush>
        {({ series_count, series_limit, services }) => (
          <>
            <p className={styles.about}>
              {spell(formatCount(series_count))} series are stored. A service may have{' '}
              {spell(formatCount(series_limit))} (<code>METRIC_SERIES_LIMIT</code>); what comes beyond is added up in
              series with the tag <code>overflow</code>, so that sums stay right.
            </p>
            <DataTable
              label="Services by number of series"
              columns={servicesColumns(series_limit)}
              rows={services}
              rowKey={(row) => row.service}
              sort={{ key: 'series', direction: 'down' }}
              maxHeight={HEIGHT}
            />
          </>
        )}
      </AnswerPanel>
      <Grid min="large">
        <AnswerPanel title={`Metrics${of} by number of series`} answer={one} flush>
          {({ metrics }) => (
            <DataTable
              label="Metrics by number of series"
              columns={METRICS}
              rows={metrics}
              rowKey={(row) => row.metric_name}
              sort={{ key: 'series', direction: 'down' }}
              maxHeight={HEIGHT}
            />
          )}
        </AnswerPanel>
        <AnswerPanel title={`Tags${of} by number of values`} answer={one} flush>
          {({ tags }) => (
            <>
              <p className={styles.about}>
                A tag with nearly as many values as series is what makes them many: an id, mostly. Leave it out, or keep
                it in traces and logs.
              </p>
              <DataTable
                label="Tags by number of values"
                columns={TAGS}
                rows={tags}
                rowKey={(row) => row.tag}
                sort={{ key: 'values', direction: 'down' }}
                maxHeight={HEIGHT}
              />
            </>
          )}
        </AnswerPanel>
      </Grid>
    </>
  );
}
