import { Module } from '@nestjs/common';
import { MetricView } from './answering/metric.view.js';
import { QuestionView } from './answering/question.view.js';
import { ChunkMerger } from './chunks/chunk-merger.js';
import { InboxMover } from './chunks/inbox-mover.js';
import { MetricCompaction } from './chunks/metric-compaction.js';
import { ExpositionController } from './exposition/exposition.controller.js';
import { MetricExposition } from './exposition/metric.exposition.js';
import { InboxWriter } from './inbox/inbox.writer.js';
import { CatalogController } from './listing/catalog.controller.js';
import { CatalogView } from './listing/catalog.view.js';
import { NameList } from './listing/name.list.js';
import { SampleList } from './listing/sample.list.js';
import { SeriesList } from './listing/series.list.js';
import { TagList } from './listing/tag.list.js';
import { MetricController } from './metric.controller.js';
import { MetricIngest } from './metric.ingest.js';
import { MetricQuery } from './metric.query.js';
import { MetricRecorder } from './metric.recorder.js';
import { MetricRetention } from './metric.retention.js';
import { BoundedReader } from './reading/bounded.reader.js';
import { InboxCache } from './reading/inbox-cache.js';
import { SampleReader } from './reading/sample.reader.js';
import { SeriesCatalog } from './series/series-catalog.js';
import { SeriesStore } from './series/series-store.js';

/**
 * Owns metric series and their samples (docs/storage.md). Takes in samples through the recorder and POST /metrics.
 * Gives out aggregations through the query, single samples over REST, and the Prometheus exposition.
 */
@Module({
  controllers: [MetricController, CatalogController, ExpositionController],
  providers: [
    SeriesStore,
    SeriesCatalog,
    InboxWriter,
    InboxCache,
    InboxMover,
    ChunkMerger,
    MetricCompaction,
    SampleReader,
    BoundedReader,
    SampleList,
    NameList,
    SeriesList,
    TagList,
    CatalogView,
    MetricExposition,
    MetricIngest,
    MetricView,
    QuestionView,
    MetricRecorder,
    MetricQuery,
    MetricRetention,
  ],
  exports: [MetricRecorder, MetricQuery, MetricRetention],
})
export class MetricsModule {}
