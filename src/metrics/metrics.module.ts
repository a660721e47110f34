import { Module } from '@nestjs/common';
import { ResourcesModule } from '../resources/resources.module.js';
import { MetricView } from './answering/metric.view.js';
import { QuestionView } from './answering/question.view.js';
import { BlockMerger } from './chunks/block-merger.js';
import { InboxMover } from './chunks/inbox-mover.js';
import { MetricCompaction } from './chunks/metric-compaction.js';
import { ExemplarController } from './exemplars/exemplar.controller.js';
import { ExemplarQuery } from './exemplars/exemplar.query.js';
import { ExemplarRecorder } from './exemplars/exemplar.recorder.js';
import { ExemplarRetention } from './exemplars/exemplar.retention.js';
import { ExpositionController } from './exposition/exposition.controller.js';
import { MetricExposition } from './exposition/metric.exposition.js';
import { InboxWriter } from './inbox/inbox.writer.js';
import { MetricIngest } from './ingest/metric.ingest.js';
import { CardinalityQuery } from './listing/cardinality.query.js';
import { CatalogController } from './listing/catalog.controller.js';
import { CatalogView } from './listing/catalog.view.js';
import { MetricDirectory } from './listing/metric.directory.js';
import { NameList } from './listing/name.list.js';
import { SampleList } from './listing/sample.list.js';
import { SeriesList } from './listing/series.list.js';
import { TagList } from './listing/tag.list.js';
import { MetricController } from './metric.controller.js';
import { MetricQuery } from './metric.query.js';
import { MetricRecorder } from './metric.recorder.js';
import { MetricRetention } from './metric.retention.js';
import { BatchCache } from './reading/batch-cache.js';
import { BoundedReader } from './reading/bounded.reader.js';
import { SampleReader } from './reading/sample.reader.js';
import { GuessedKinds } from './series/guessed-kinds.js';
import { SeriesAdmission } from './series/series-admission.js';
import { SeriesCatalog } from './series/series-catalog.js';
import { SeriesStore } from './series/series-store.js';

/**
 * Owns metric series and their samples (docs/storage.md). Takes in samples through the recorder and POST /metrics.
 * Gives out aggregations through the query, single samples over REST, and the Prometheus exposition.
 */
@Module({
  imports: [ResourcesModule],
  controllers: [MetricController, CatalogController, ExemplarController, ExpositionController],
  providers: [
    GuessedKinds,
    SeriesStore,
    SeriesAdmission,
    SeriesCatalog,
    InboxWriter,
    BatchCache,
    ExemplarRecorder,
    ExemplarQuery,
    ExemplarRetention,
    InboxMover,
    BlockMerger,
    MetricCompaction,
    SampleReader,
    BoundedReader,
    SampleList,
    NameList,
    MetricDirectory,
    SeriesList,
    TagList,
    CatalogView,
    CardinalityQuery,
    MetricExposition,
    MetricIngest,
    MetricView,
    QuestionView,
    MetricRecorder,
    MetricQuery,
    MetricRetention,
  ],
  exports: [MetricRecorder, MetricQuery, MetricDirectory, MetricRetention, ExemplarRetention, GuessedKinds],
})
export class MetricsModule {}
