import type { Agent } from './application.js';

/**
 * What is measured: a Nest service on Fastify, with the agent that the module AGENT starts, or none. The agent comes first, since some patch
 * what is imported after them.
 */
const { AGENT } = process.env;

const agent: Agent = AGENT ? await import(AGENT) : {};
const { startApplication } = await import('./application.js');
console.log(`listening on ${await startApplication(agent)}`);
