import { faultOfPart, type MatchedField } from './fingerprint-rule.js';
import { compileRule, type MatchableError, matchRules } from './match-rules.js';

const frame = (name: string, file: string, inApp = true) => ({ function: name, file, inApp });

const ERROR: MatchableError = {
  service: 'students',
  environment: 'production',
  endpoint: '/students/{id}',
  tags: { school: 'north' },
  errorType: 'ServiceError',
  errorMessage: 'cannot load student 17',
  exceptions: [
    {
      type: 'ServiceError',
      message: 'cannot load student 17',
      frames: [frame('load', 'C:\\app\\students\\load.js'), frame('run', '/app/jobs/run.js')],
    },
    {
      type: 'TimeoutError',
      message: 'no answer in 5000 ms',
      frames: [frame('query', '/app/node_modules/pg/client.js', false), frame('find', '/app/db/find.js')],
    },
  ],
};

type Matchers = Partial<Record<MatchedField, string>>;

const rule = (matchers: Matchers, fingerprint = ['same'], name = 'rule') =>
  compileRule({
    name,
    fingerprint,
    matchers: Object.entries(matchers).map(([field, pattern]) => ({ field: field as MatchedField, pattern })),
  });

describe('matchRules', () => {
  it.each<[Matchers, boolean]>([
    [{ service: 'students' }, true],
    [{ service: 'billing' }, false],
    [{ service: 'stud*', environment: 'prod*' }, true],
    [{ type: 'ServiceError' }, true],
    [{ type: 'timeouterror' }, true],
    [{ type: 'TimeoutError', message: '*5000*' }, true],
    [{ type: 'TimeoutError', message: '*student*' }, false],
    [{ file: '*/students/*' }, true],
    [{ file: '*/node_modules/pg/*', function: 'query' }, true],
    [{ file: '*/node_modules/pg/*', function: 'find' }, false],
    [{ type: 'ServiceError', function: 'query' }, false],
    [{ module: '' }, true],
    [{ module: 'students*' }, false],
  ])('%j', (matchers, expected) => {
    expect(matchRules([rule(matchers)], ERROR) !== undefined).toBe(expected);
  });

  it('takes the first that is met, and fills in its variables from the exception that met it', () => {
    const parts = [
      '{{ error.type }} of {{tags.school}}',
      '{{ error.message }}',
      '{{ error.function }} {{ error.file }}',
    ];
    const rules = [
      rule({ type: 'Other' }, ['no'], 'first'),
      rule(
        { type: 'TimeoutError' },
        [...parts, '{{ endpoint }}{{ tags.none }}{{ tags.__proto__ }}', '{{ default }}'],
        'second',
      ),
      rule({}, ['no'], 'third'),
    ];
    expect(matchRules(rules, ERROR)).toEqual({
      name: 'second',
      fingerprint: [
        'TimeoutError of north',
        'no answer in <number>',
        'find db/find',
        '/students/{id}',
        '{{ default }}',
      ],
    });
  });

  it('sees the type and message of an error without exceptions', () => {
    const error = { ...ERROR, exceptions: [] };
    expect(matchRules([rule({ type: 'ServiceError', message: '*load*' })], error)?.name).toBe('rule');
    expect(matchRules([rule({ function: '*' })], error)).toBeUndefined();
  });

  it('fills in no variable that a value of the error writes', () => {
    const error = { ...ERROR, tags: { school: '{{ endpoint }}' } };
    expect(matchRules([rule({}, ['{{ tags.school }}!'])], error)?.fingerprint).toEqual(['{{ endpoint }}!']);
  });

  it('is done soon with a full set of rules that meet nothing', () => {
    const pattern = `*${'a'.repeat(200)}b*`;
    const rules = Array.from({ length: 100 }, () => rule({ message: pattern, function: pattern, file: pattern }));
    const long = 'a'.repeat(5000);
    const frames = Array.from({ length: 100 }, () => frame(long, long));
    const exceptions = Array.from({ length: 20 }, () => ({ type: 'E', message: long, frames }));
    const startedAt = performance.now();
    expect(matchRules(rules, { ...ERROR, exceptions })).toBeUndefined();
    expect(performance.now() - startedAt).toBeLessThan(500);
  });
});

describe('faultOfPart', () => {
  it.each([
    ['plain', undefined],
    ['{{ default }}', undefined],
    ['{{default}}', undefined],
    ['a {{ error.type }} b', undefined],
    ['{{ tags.x.y }}', undefined],
    ['a {{ default }}', 'has {{ default }} beside other text'],
    ['{{ constructor }}', 'has the unknown variable {{ constructor }}'],
    ['{{ error.stack }}', 'has the unknown variable {{ error.stack }}'],
  ])('%s', (part, expected) => {
    expect(faultOfPart(part)).toBe(expected);
  });
});
