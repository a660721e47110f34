import type { RuleSet } from '../rule.js';
import { COMMAND_INJECTION } from './command-injection.js';
import { PATH_TRAVERSAL } from './path-traversal.js';
import { SCANNER_AGENTS, SCANNER_PATHS } from './scanner-probe.js';
import { SQL_INJECTION } from './sql-injection.js';
import { SSRF } from './ssrf.js';
import { TEMPLATE_INJECTION } from './template-injection.js';
import { XSS } from './xss.js';

export const RULE_SETS: readonly RuleSet[] = [
  SCANNER_PATHS,
  SCANNER_AGENTS,
  SQL_INJECTION,
  XSS,
  PATH_TRAVERSAL,
  COMMAND_INJECTION,
  SSRF,
  TEMPLATE_INJECTION,
];
