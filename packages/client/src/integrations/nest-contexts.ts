import type { Attributes, Context } from '@opentelemetry/api';
import { recordOf } from '../http/http-adapter.js';
import { NO_CALLER, type Operation, runOperation } from '../operations/run-operation.js';
import { activeContext, activeSpan } from '../tracing/active-context.js';
import { loadPackage } from './load-package.js';
import { callerOf } from './rpc-traces.js';
import { wrap } from './wrap.js';

type Handler = (...args: unknown[]) => Promise<unknown>;
/** Makes the handler of a method of a controller, gateway or resolver: guards, pipes, interceptors and the method itself. */
interface Creator {
  create(instance: object, callback: unknown, ...rest: unknown[]): Handler;
}
/** Puts the exception filters around it. */
type Proxies<Name extends string> = Record<Name, (target: Handler, ...rest: unknown[]) => Handler>;
type Observe = (name: string, target: Handler) => Handler;

/** Messages of microservices are operations. */
export async function observeRpc(): Promise<void> {
  const contexts = await loadPackage<{ RpcContextCreator: { prototype: Creator } }>(
    '@nestjs/microservices/context/rpc-context-creator.js',
  );
  const proxies = await loadPackage<{ RpcProxy: { prototype: Proxies<'create'> } }>(
    '@nestjs/microservices/context/rpc-proxy.js',
  );
  if (!contexts || !proxies) return;
  const observe = observer('rpc', ([data, call]) => ({ within: callerOf(data, call) }));
  observeHandlers(contexts.RpcContextCreator.prototype, proxies.RpcProxy.prototype, 'create', observe, {
    nameOf: ([, method]) => String(method),
  });
}

/** Messages to gateways are operations. */
export async function observeWebsockets(): Promise<void> {
  const contexts = await loadPackage<{ WsContextCreator: { prototype: Creator } }>(
    '@nestjs/websockets/context/ws-context-creator.js',
  );
  const proxies = await loadPackage<{ WsProxy: { prototype: Proxies<'create'> } }>(
    '@nestjs/websockets/context/ws-proxy.js',
  );
  if (!contexts || !proxies) return;
  const observe = observer('websocket', (args) => ({
    within: NO_CALLER,
    attributes: { 'messaging.destination.name': String(args.at(-1)) },
  }));
  observeHandlers(contexts.WsContextCreator.prototype, proxies.WsProxy.prototype, 'create', observe, {
    nameOf: ([, method]) => String(method),
  });
}

/** Queries, mutations, subscriptions and field resolvers of GraphQL are operations within the request that asks for them. */
export async function observeGraphql(): Promise<void> {
  const contexts = await loadPackage<{ ExternalContextCreator: { prototype: Creator } }>(
    '@nestjs/core/helpers/external-context-creator.js',
  );
  const proxies = await loadPackage<{ ExternalErrorProxy: { prototype: Proxies<'createProxy'> } }>(
    '@nestjs/core/helpers/external-proxy.js',
  );
  if (!contexts || !proxies) return;
  const observe = observer('graphql', ([, , request, field]) => ({
    within: askedIn(request),
    attributes: describeField(field),
  }));
  observeHandlers(
    contexts.ExternalContextCreator.prototype,
    proxies.ExternalErrorProxy.prototype,
    'createProxy',
    observe,
    {
      nameOf: ([method]) => String(method),
      // Schedulers and commands come through the same door.
      concerns: (rest) => rest[6] === 'graphql',
      hasFilters: (rest) => (rest[5] as { filters?: boolean } | undefined)?.filters !== false,
    },
  );
}

/** What the arguments of `create` after the callback say. */
interface Reading {
  readonly nameOf: (rest: unknown[]) => string;
  readonly concerns?: (rest: unknown[]) => boolean;
  readonly hasFilters?: (rest: unknown[]) => boolean;
}

/**
 * Observes what handlers do and throw before exception filters make something else of it. The creator knows which method it makes a handler of
 * and asks the proxies, without a pause, to put the filters around.
 */
function observeHandlers<Name extends string>(
  creator: Creator,
  proxies: Proxies<Name>,
  name: Name,
  observe: Observe,
  { nameOf, concerns = () => true, hasFilters = () => true }: Reading,
): void {
  let making: string | undefined;
  wrap(creator, 'create', (create) => {
    return function (this: Creator, instance, callback, ...rest) {
      if (!concerns(rest)) return create.call(this, instance, callback, ...rest);
      const method = `${instance.constructor.name}.${nameOf(rest)}`;
      if (!hasFilters(rest)) return observe(method, create.call(this, instance, callback, ...rest));
      making = method;
      try {
        return create.call(this, instance, callback, ...rest);
      } finally {
        making = undefined;
      }
    };
  });
  wrap(proxies, name, (around) => {
    return function (this: Proxies<Name>, target, ...rest) {
      return around.call(this, making === undefined ? target : observe(making, target), ...rest);
    };
  });
}

function observer(
  kind: Operation['kind'],
  read: (args: unknown[]) => { within: Context; attributes?: Attributes },
): Observe {
  return (name, target) =>
    (...args) =>
      runOperation({ kind, name, ...read(args) }, () => target(...args));
}

/** GraphQL has routes of its own, whose handlers run outside of the request's context; its own context tells the request. */
function askedIn(graphql: unknown): Context {
  if (activeSpan() || typeof graphql !== 'object' || graphql === null) return activeContext();
  const { req, request, reply } = graphql as { req?: unknown; request?: unknown; reply?: { request?: unknown } };
  const asking = req ?? request ?? reply?.request;
  return (asking && typeof asking === 'object' ? recordOf(asking)?.scope : undefined) ?? activeContext();
}

interface FieldInfo {
  readonly fieldName?: unknown;
  readonly operation?: { readonly operation?: unknown; readonly name?: { readonly value?: unknown } };
}

/** In the names of OpenTelemetry's semantic conventions for GraphQL. */
function describeField(info: unknown): Attributes {
  const { fieldName, operation } = (info ?? {}) as FieldInfo;
  const told = {
    'graphql.field.name': fieldName,
    'graphql.operation.type': operation?.operation,
    'graphql.operation.name': operation?.name?.value,
  };
  return Object.fromEntries(Object.entries(told).filter(([, value]) => typeof value === 'string')) as Attributes;
}
