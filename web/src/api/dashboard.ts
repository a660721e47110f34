import type { components } from './schema.js';

type Schemas = components['schemas'];

/** The answer of `GET /dashboard`. */
export type Dashboard = Schemas['DashboardView'];
/** A service that sends requests or is checked from outside; `up` is null when nothing checks it. */
export type ServiceRow = Schemas['DashboardServiceView'];
/** One kind of error, counted over the window. */
export type TopError = Schemas['TopErrorView'];
/** Requests over the window; the three figures of latency are null without traffic. */
export type Traffic = Schemas['TrafficView'];
/** The host the service runs on, or the worst of several. */
export type Resources = Schemas['ResourcesView'];
/** Errors over the window and the most frequent kinds, most frequent first. */
export type ErrorsSummary = Schemas['DashboardErrorsView'];
