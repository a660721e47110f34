import { type Context, ROOT_CONTEXT, type Span, trace } from '@opentelemetry/api';
import { type ContextStore, contextStore } from './context-store.js';
import { RecordedSpan } from './recorded-span.js';

let store: ContextStore<Context> = contextStore(false);

/** From now on contexts follow bare callbacks too. To be called before the first is entered. */
export function followEverything(): void {
  store = contextStore(true);
}

/** The context of what is being done now. */
export function activeContext(): Context {
  return store.get() ?? ROOT_CONTEXT;
}

/** Does `work` within `context`, with everything that is awaited for it. */
export function runWithin<Result>(context: Context, work: () => Result): Result {
  return store.run(context, work);
}

/** The span of this process that is being worked on; undefined outside one, and within one of another tracer. */
export function activeSpan(): RecordedSpan | undefined {
  const span = store.get()?.getValue(SPAN_KEY);
  return span instanceof RecordedSpan ? span : undefined;
}

/** Where `trace.getSpan` looks. */
const SPAN_KEY = keyOfSpans();

function keyOfSpans(): symbol {
  let asked: symbol | undefined;
  const context: Context = {
    getValue: (key) => {
      asked = key;
    },
    setValue: () => context,
    deleteValue: () => context,
  };
  trace.getSpan(context);
  return asked!;
}

/** What `trace.setSpan(parent, span)` gives, at a tenth of the cost: every request has one. */
export class SpanScope implements Context {
  constructor(
    private readonly span: Span,
    private readonly parent: Context = ROOT_CONTEXT,
  ) {}

  getValue(key: symbol): unknown {
    return key === SPAN_KEY ? this.span : this.parent.getValue(key);
  }

  setValue(key: symbol, value: unknown): Context {
    return trace.setSpan(this.parent, this.span).setValue(key, value);
  }

  deleteValue(key: symbol): Context {
    return trace.setSpan(this.parent, this.span).deleteValue(key);
  }
}
