import { type GraphqlValue, graphqlValues } from './graphql-values.js';

/** A part of a request that may be an attack: what the service inspects. The whole path, without its query, is `path` in `path`. */
export interface SuspiciousFragment {
  readonly in: 'path' | 'query' | 'header' | 'body';
  readonly name: string;
  /** As the application gets it, cut around what is suspicious; the path as it was sent. */
  readonly value: string;
}

const MOST_FRAGMENTS = 8;
const MOST_SENT = 512;
const MOST_READ = 8192;
const MOST_FIELDS = 64;
const MOST_DEPTH = 8;
const MOST_KNOWN_AGENTS = 200;

/** What scanners call themselves (CRS 913100). */
export const SCANNER_AGENT =
  /sqlmap|nikto|nuclei|wpscan|nmap|masscan|zgrab|acunetix|awvs|netsparker|invicti|nessus|openvas|arachni|w3af|dirbuster|gobuster|feroxbuster|rustbuster|ffuf|fuzz\sfaster|wfuzz|\bhydra|havij|metasploit|burp|zaproxy|owasp|skipfish|whatweb|joomscan|droopescan|cmsmap|commix|xsstrike|dalfox|jaeles|tplmap|ghauri|nosqlmap|wapiti|golismero|sqlninja|bsqlbf|webinspect|appscan|grendel|brutus|medusa|fimap|morfeus|zmeu|jorgee|whisker|webshag|uniscan|projectdiscovery|interactsh|\bkatana\b|subfinder|l9explore|l9tcpid|leakix|censys|shodan|hello,\sworld|mozlila|libredtail|dirsearch|detectify|tenable|rapid7|nexpose|pocsuite|bbscan|jbrofuzz|struts-pwn/i;

/** A path without any of these holds nothing that is not in its words. */
const PATH_HINT = /[^\w/.:@,+~-]|\.\.|:\//;
/** A query without any of these is ordinary. */
const QUERY_HINT = /[%'"`<>(){}$|;\\*@~^+#[]|\.\.|\/\/|=(?:[/!-]|\w{2,9}:|[\w.]+:\d)|localhost|169\.254|--/;

/** What scanners ask for: settings, copies, consoles, scripts in other languages, products with known weaknesses. */
const PROBE =
  /\/\.|\/\/|\/(?:wp-|word|xmlrpc|php|pma|my-?(?:sql|admin)|admin(?:er|istrator)|sql|db|actuator|console\/?$|h2-|man(?:ager|age\/a)|host-m|jmx|web-?inf|web-|invoker|jenkins|hudson|script(?:text)?\/?$|solr|kibana|_|druid|nacos|cgi|hnap|boaform|goform|gpon|shell|owa|autodisc|ecp|ews|exchange|remote|dana|vpns|tmui|mgmt|sdk|geoserver|confluence|telescope|horizon|debug|elmah|trace\.|server-|nginx|haproxy|env\b|heapdump|jolokia|joomla|drupal|magento|typo3|umbraco|user\/reg|sites\/|bitrix|docker|makefile|gemfile|vagrant|procfile|jenkinsfile|id_|error_|access_|storage\/|vendor|node_mod|laravel|containers|v2\/|v1\.|rails|reports?erver|evox|luci|nmap|trinity|setup|level|nagios|zabbix|cacti|portainer|rabbit|phpunit|gateway|global-|citrix|nf\/|mifs|pages\/|jira|secure\/|seeyon|spring|meta-inf|config\/|etc\/|proc\/|dvr|onvif|level\/|ws_ftp|webmin|cpanel|whm|plesk|dbadmin|myadmin|api\/(?:v1\/(?:pods|names|secrets)|jsonws))|\.(?:php|phtml|phar|as[pmh]x?|ashx|config|jsp|cfm|cgi|pl\b|action|axd|dll|exe|nsf|sql|bak|old|sw[po]|orig|save|dump|sqlite|db|mdb|log|pem|key|kdbx|pfx|p12|jks|tf|zip|tar|tgz|gz|rar|7z|ya?ml|ini|conf|cfg|properties|toml|xml|json|lock|txt|inc)\b/i;

/** What a decoded value must hold to be worth a look: quotes and brackets alone are names, prose and JSON. */
const SUSPICIOUS =
  /['"`][\s)};]{0,9}(?:[=<>|&+*^#!~/%(-]|;|(?:or|and|x?or|union|select|having|group|order|like|div|limit|into|is|in|between|procedure|rlike|regexp|where|on\w+=)\b|$)|^\W{0,3}['"`](?:\W|.{0,200}[;=(<|&*^+])|['"`]\s*,\s*(?:alert|\()|<[a-z!/?%#\s]|\bon[a-z]{3,}\s*=|script\s*:|data:text|\$\{|\{\{|\{%|#\{|[*@~%]\{|\{\w+[,*]|\[\[|[@=]\(|#(?:set|foreach|include|evaluate)|\$\w+\.|\.\.(?:[\\/;]|$)|[\\/](?:etc|proc|var|root|home|usr|bin|dev|run|windows|winnt|\.)|-inf\/|::\$|\\\\|\.ini\b|c:[\\/]|[;|&`\n]\s{0,9}(?:[/.$({'"\\]|\w{1,30}(?:\s[-/$'"*~.]|[<>|;`]|&\s?\w|\s(?:\d|[\w-]+\.[\w$]|\w:|\w+@|\w*\s*[|>]|https?:|[\w !@.]{0,40}\s[/-]{1,2}\w))|(?:id|ls|pwd|dir|env|ps|w|who|whoami|uname|uptime|ifconfig|ipconfig|netstat|printenv|reboot|shutdown|sh|bash|hostname)\b)|[;|&]\w+$|\$\(|\/\w*bin\/|\/[\w?*]{0,12}[?*][\w?*]{0,12}[\s/]|\b(?:or|and|xor|having|where|not)\b.{0,30}(?:[=<>]|\w\(|\bin\s?\(|--|\slike\s|\sis\s)|\b(?:select|union|order\sby|group\sby|sleep|waitfor|exec|procedure|update|benchmark|limit)\b.{0,60}[\d=<>('"*@]|\b(?:drop|truncate|alter|create|insert\sinto|delete\sfrom|union|select.{1,60}from)\s\w|case\s*when|\w\(|\\[ux]|&(?:#|[a-z]{2,8};|(?:[lg]t|quot|apos|colon|tab|newline|[lr]par)\b)|%\w\w|[\uff00-\uffef\0\u2215\u2216\u24ea\u2460-\u249b]|^[\\/]{2}|\b(?!https?:|ftp:|mailto:)[a-z][a-z\d+.-]{2,20}:\/|\b(?:https?|ftp):(?![\\/]{2}[a-z])|\b(?:https?|ftp):[\\/]{2}(?:[\w-]+(?:[:/?#]|$)|[^\s/]*(?:@|local|internal|intranet|\.lan\b|\.svc|consul|\.io\b|lvh|vcap|oast|interact|collab|dnslog|ceye|xip|bin\b|bin\.|xss|webhook|0x|7f0000|a9fe))|^\[?(?:::|\d+\.\d+|localhost)|169\.254|@@|--\s*$|#\s*$|\/\*|information_schema|document|window|alert|eval|\[\]|\$(?:ne|gt|lt|in|nin|where|regex|or|and|exists)|\|\||&&|\bthis\.|^-{1,2}\w[\w-]*[=\s]|-o\w+=|__|\?new|powershell|cmd|mshta|\^|\b(?:wget|curl)\s/i;

const PLAIN_NAME = /^[\w.[\]-]*$/;
const SECRET =
  /passw|passphrase|(?:^|_)(?:pwd|pin|otp|cvv|cvc|card|pan|iban|mfa|totp)s?(?:_|\d|$)|secret|token|cookie|credential|authorization|(?:api|access|private|signing|encryption|ingest)_?key/;

/** Browsers and services that were looked at; they are few. */
const ordinaryAgents = new Set<string>();

/**
 * What of a request is worth inspecting for attacks, or `undefined` for an ordinary one, which is told in far less than a microsecond. Fields with
 * names of secrets never are among it.
 *
 * @param url path and query, as they came
 * @param body its strings are looked at and those one level below (as `address.street`, in a list by the name of that), not what lies deeper; of
 *   GraphQL the texts of arguments (as `query.input.street`) and variables, not the document itself
 */
export function suspiciousFragments(url: string, body?: unknown, userAgent?: string): SuspiciousFragment[] | undefined {
  const found: SuspiciousFragment[] = [];
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  if (PROBE.test(path) || (PATH_HINT.test(path) && SUSPICIOUS.test(decode(path))))
    found.push({ in: 'path', name: 'path', value: path.slice(0, MOST_SENT) });
  const query = mark < 0 ? '' : url.slice(mark + 1, mark + 1 + MOST_READ);
  if (QUERY_HINT.test(query)) lookAtQuery(query, found);
  if (isStructure(body)) lookAtBody(body, found);
  if (userAgent !== undefined && !ordinaryAgents.has(userAgent)) lookAtAgent(userAgent, found);
  return found.length > 0 ? found.slice(0, MOST_FRAGMENTS) : undefined;
}

function lookAtQuery(query: string, found: SuspiciousFragment[]): void {
  const pairs = query.split('&', MOST_FIELDS).map((pair) => [...pairOf(pair), pair] as const);
  const document = pairs.find(([name]) => name === 'query')?.[1];
  const values = document === undefined ? undefined : graphqlValues(decode(document));
  for (const [name, value, raw] of pairs) {
    const variables = values && name === 'variables' ? parsed(decode(value)) : undefined;
    // Another of the same name is no part of the document.
    if (values && name === 'query' && value === document) lookAtValues('query', values, found);
    else if (variables) lookAtDeep('query', name, variables, found);
    else if (QUERY_HINT.test(raw)) lookAt('query', name, value, found);
  }
}

function pairOf(pair: string): [name: string, value: string] {
  const equals = pair.indexOf('=');
  return [decode(pair.slice(0, Math.max(equals, 0))), pair.slice(equals + 1).replaceAll('+', ' ')];
}

function parsed(json: string): Structure | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return isStructure(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

type Structure = Readonly<Record<string, unknown>>;

/** Of JSON or of a form; bytes and streams are none. */
function isStructure(value: unknown): value is Structure {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null || Array.isArray(value);
}

function lookAtBody(body: Structure, found: SuspiciousFragment[]): void {
  const rest = withoutOperation(body, found);
  let left = lookAtStrings(rest, '', MOST_FIELDS, found);
  for (const key of keysOf(rest)) {
    const inner = rest[key];
    if (!isStructure(inner)) continue;
    if (Array.isArray(rest)) left = lookAtStrings(withoutOperation(inner, found), '', left, found);
    else left = lookAtStrings(inner, key, left, found);
  }
}

/** Looks at an operation of GraphQL over HTTP: the texts in its document, and its variables however deep. @returns what else there is */
function withoutOperation(structure: Structure, found: SuspiciousFragment[]): Structure {
  const { query } = structure;
  const values = typeof query === 'string' ? graphqlValues(query) : undefined;
  if (!values && !(query === undefined && isPersisted(structure))) return structure;
  const { query: _document, variables, ...others } = structure;
  lookAtValues('body', values ?? [], found);
  if (!isStructure(variables)) return { ...others, variables };
  lookAtDeep('body', 'variables', variables, found);
  return others;
}

/** Whether it names a document that the server has. */
function isPersisted({ extensions }: Structure): boolean {
  return isStructure(extensions) && isStructure(extensions.persistedQuery);
}

function lookAtValues(place: 'query' | 'body', values: readonly GraphqlValue[], found: SuspiciousFragment[]): void {
  for (const [name, value] of values) lookAt(place, `query.${name}`, value, found);
}

/** Its strings, by the names of what they are in, the upper ones first. */
function lookAtDeep(place: 'query' | 'body', name: string, top: Structure, found: SuspiciousFragment[]): void {
  let left = MOST_FIELDS;
  let level: [name: string, structure: Structure][] = [[name, top]];
  for (let depth = 0; depth < MOST_DEPTH && level.length > 0; depth++) {
    const inner: typeof level = [];
    for (const [within, structure] of level) {
      for (const key of keysOf(structure)) {
        if (left === 0) return;
        const value = structure[key];
        const field = Array.isArray(structure) ? within : `${within}.${key}`;
        if (isStructure(value) && inner.length < MOST_FIELDS) inner.push([field, value]);
        if (typeof value !== 'string') continue;
        left -= 1;
        lookAt(place, field, value, found);
      }
    }
    level = inner;
  }
}

/** @returns how many more may be looked at */
function lookAtStrings(structure: Structure, name: string, most: number, found: SuspiciousFragment[]): number {
  let left = most;
  for (const key of keysOf(structure)) {
    const value = structure[key];
    if (left === 0) break;
    if (typeof value !== 'string') continue;
    left -= 1;
    if (Array.isArray(structure)) lookAt('body', name, value, found);
    else lookAt('body', name === '' ? key : `${name}.${key}`, value, found);
  }
  return left;
}

/** Of a list the first few: one of thousands takes its time. */
function keysOf(structure: Structure): string[] {
  return Object.keys(Array.isArray(structure) ? structure.slice(0, MOST_FIELDS) : structure);
}

function lookAtAgent(userAgent: string, found: SuspiciousFragment[]): void {
  if (SCANNER_AGENT.test(userAgent) || /[<'"`{}]|\.\.\/|%\w\w|\(\)/.test(userAgent))
    found.push({ in: 'header', name: 'user-agent', value: userAgent.slice(0, MOST_SENT) });
  else if (ordinaryAgents.size < MOST_KNOWN_AGENTS) ordinaryAgents.add(userAgent);
}

function lookAt(place: 'query' | 'body', name: string, value: string, found: SuspiciousFragment[]): void {
  if (found.length >= MOST_FRAGMENTS) return;
  const decoded = decode(value.slice(0, MOST_READ));
  const at = PLAIN_NAME.test(name) ? decoded.search(SUSPICIOUS) : 0;
  if (at < 0 || SECRET.test(name.replace(/([a-z\d])(?=[A-Z])|\W+/g, '$1_').toLowerCase())) return;
  const start = decoded.length > MOST_SENT ? Math.max(0, at - MOST_SENT / 4) : 0;
  found.push({ in: place, name: name.slice(0, 128), value: decoded.slice(start, start + MOST_SENT) });
}

/** Once; what is encoded twice is suspicious for that. Where it is no UTF-8, byte by byte: else a lone `%` would hide the rest. */
function decode(value: string): string {
  if (!value.includes('%')) return value;
  try {
    return decodeURIComponent(value);
  } catch {
    return value.replace(/%[\da-f]{2}/gi, (byte) => String.fromCharCode(Number.parseInt(byte.slice(1), 16)));
  }
}
