import { Injectable } from '@nestjs/common';
import { AlertRuleSearch, type FoundAlerting } from '../../alerting/rules/alert-rule.search.js';
import { SPAN_DURATION } from '../../collectors/spans/span-samples.js';
import { ErrorGroupSearch, type FoundErrorGroup } from '../../errors/groups/error-group.search.js';
import { MetricDirectory } from '../../metrics/listing/metric.directory.js';
import { ServiceQuery } from '../../resources/service.query.js';
import { IdSearch } from './id.search.js';
import { rankFound } from './rank-found.js';
import type { FoundView } from './search.dto.js';

const MAX_FOUND = 20;
/** Of each kind, so that one of which there is much leaves room for the others. */
const MAX_OF_KIND = 8;
/** Of a trace, or of an error that a Sentry SDK sent. */
const HEX_ID = /^[\da-f]{32}$/i;
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Searches what people look for by its name or id. */
@Injectable()
export class SearchQuery {
  constructor(
    private readonly services: ServiceQuery,
    private readonly errors: ErrorGroupSearch,
    private readonly rules: AlertRuleSearch,
    private readonly metrics: MetricDirectory,
    private readonly ids: IdSearch,
  ) {}

  /** The best first. */
  async find(text: string): Promise<FoundView[]> {
    const sought = text.trim();
    if (sought === '') return [];
    const [byId, ...byName] = await Promise.all([
      this.findId(sought),
      this.findServices(sought),
      this.errors.byText(sought, MAX_OF_KIND).then((found) => found.map(viewGroup)),
      this.rules.byText(sought, MAX_OF_KIND).then((found) => found.map(viewAlerting)),
      this.findMetrics(sought),
      this.findOperations(sought),
    ]);
    return [...byId, ...rankFound(byName.flat(), sought, MAX_FOUND)].slice(0, MAX_FOUND);
  }

  private async findId(sought: string): Promise<FoundView[]> {
    const id = sought.toLowerCase();
    if (HEX_ID.test(id)) {
      const [traces, errors] = await Promise.all([this.ids.trace(id), this.errors.byId(id, MAX_OF_KIND)]);
      return [...traces, ...errors.map(viewGroup)];
    }
    if (!UUID.test(id)) return [];
    const [errors, alerting, traces] = await Promise.all([
      this.errors.byId(id, MAX_OF_KIND),
      this.rules.byId(id),
      this.ids.tracesOfRequest(sought, MAX_OF_KIND),
    ]);
    return [...errors.map(viewGroup), ...alerting.map(viewAlerting), ...traces];
  }

  private async findServices(sought: string): Promise<FoundView[]> {
    const found = await this.services.search(sought, MAX_OF_KIND);
    return found.map((service) => ({ kind: 'service', id: service, title: service, subtitle: '' }));
  }

  private async findMetrics(sought: string): Promise<FoundView[]> {
    const names = await this.metrics.names();
    const found = names
      .filter(contains(sought))
      .map((name): FoundView => ({ kind: 'metric', id: name, title: name, subtitle: '' }));
    return rankFound(found, sought, MAX_OF_KIND);
  }

  private async findOperations(sought: string): Promise<FoundView[]> {
    const fits = contains(sought);
    const operations = await this.metrics.combinations(SPAN_DURATION, ['operation', 'service']);
    const found = operations
      .filter(([operation]) => fits(operation!))
      .map(([operation, service]): FoundView => {
        return { kind: 'operation', id: operation!, title: operation!, subtitle: service! };
      });
    return rankFound(found, sought, MAX_OF_KIND);
  }
}

function contains(sought: string): (name: string) => boolean {
  const small = sought.toLowerCase();
  return (name) => name.toLowerCase().includes(small);
}

function viewGroup({ group_id, service, error_type, error_message }: FoundErrorGroup): FoundView {
  const title = `${error_type}: ${error_message.split('\n', 1)[0]}`.slice(0, 300);
  return { kind: 'error_group', id: group_id, title, subtitle: service };
}

function viewAlerting({ kind, id, name, severity, metric_name }: FoundAlerting): FoundView {
  return { kind, id, title: name, subtitle: [severity, metric_name].filter(Boolean).join(' · ') };
}
