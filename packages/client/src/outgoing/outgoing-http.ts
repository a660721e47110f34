import { errorMonitor } from 'node:events';
import { Agent, type ClientRequest, type IncomingMessage } from 'node:http';
import { formatTraceparent } from '../tracing/traceparent.js';
import { beginCall, endCall } from './client-span.js';

/** Every request asks its agent for a connection once its headers are set and before they leave. */
interface Requests {
  addRequest: (this: Requests, request: ClientRequest, ...rest: unknown[]) => void;
}

/**
 * Makes a span of every call by `http` and `https` (axios, got, SDKs of clouds) made while something is worked on, and passes the trace
 * context on with it unless the caller has set one itself. Returns how to stop it.
 *
 * Node's channel for this, `http.client.request.created`, is not there before Node 22.12; what all agents inherit is.
 */
export function followHttp(): () => void {
  const requests = Agent.prototype as unknown as Requests;
  const addRequest = requests.addRequest;
  if (typeof addRequest !== 'function') return () => undefined;
  const following = function (this: Requests, request: ClientRequest, ...rest: unknown[]): void {
    follow(request);
    addRequest.call(this, request, ...rest);
  };
  requests.addRequest = following;
  return () => {
    if (requests.addRequest === following) requests.addRequest = addRequest;
  };
}

function follow(request: ClientRequest): void {
  if (request.headersSent || request.hasHeader('traceparent')) return;
  const { protocol, host, method, path } = request;
  const address = `${protocol}//${String(request.getHeader('host') ?? host)}`;
  if (!URL.canParse(path, address)) return;
  const span = beginCall(method, new URL(path, address));
  if (!span) return;
  request.setHeader('traceparent', formatTraceparent(span));
  if (span.tracestate !== undefined) request.setHeader('tracestate', span.tracestate);
  let fault: Error | undefined;
  // A listener for errors would hide from the application that it has none; one that only monitors does not.
  request.once(errorMonitor, (error: Error) => {
    fault = error;
  });
  request.once('close', () => {
    const { res: response } = request as ClientRequest & { res?: IncomingMessage };
    endCall(span, response?.statusCode, fault);
  });
}
