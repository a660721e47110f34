import { sampleMessage } from './sample-message.js';
import { render, templateFaults, wordsOf } from './template.js';

const values = {
  headline: '[ERROR] High Error Rate',
  firing: true,
  resolved: false,
  alert: { name: 'High Error Rate', value: 0, tags: { service: 'billing', 'http.route': '/pay' }, comment: null },
};

describe('render', () => {
  it.each([
    ['a variable', '{{headline}}!', '[ERROR] High Error Rate!'],
    ['spaces inside the braces', '{{ alert.name }}', 'High Error Rate'],
    ['a tag', '{{alert.tags.service}}', 'billing'],
    ['a tag with dots in its name', '{{alert.tags.http.route}}', '/pay'],
    ['all tags', '{{alert.tags}}', 'service=billing, http.route=/pay'],
    ['zero', '{{alert.value}}', '0'],
    ['null as nothing', '[{{alert.comment}}]', '[]'],
    ['an unknown tag as nothing', '[{{alert.tags.host}}]', '[]'],
    ['a section that holds', '{{#firing}}on{{/firing}}', 'on'],
    ['a section that does not', 'a{{#resolved}}off{{/resolved}}b', 'ab'],
    ['the opposite of a section', '{{^resolved}}on{{/resolved}}', 'on'],
    ['sections within sections', '{{#resolved}}a{{#firing}}b{{/firing}}c{{/resolved}}d', 'd'],
    ['zero as a value', '{{#alert.value}}is {{alert.value}}{{/alert.value}}', 'is 0'],
    ['no code and no inherited name', '{{constructor}}{{alert.__proto__}}{{alert.tags.constructor}}', ''],
    ['a value with braces once only', '{{alert.name}}', 'High Error Rate'],
  ])('renders %s', (_, template, expected) => {
    expect(render(template, values)).toBe(expected);
  });

  it('does not read values as templates', () => {
    expect(render('{{alert.name}}', { alert: { name: '{{headline}}' }, headline: 'no' })).toBe('{{headline}}');
  });

  it('stays short', () => {
    expect(render('{{headline}}'.repeat(20), { headline: 'x'.repeat(5_000) })).toHaveLength(10_000);
  });
});

describe('templateFaults', () => {
  it.each([
    ['an unknown name', '{{alert.nome}}', /names nothing/],
    ['an empty name', '{{}}', /names nothing/],
    ['a section without an end', '{{#firing}}x', /has no end/],
    ['an end without a section', 'x{{/firing}}', /ends no section/],
    ['sections that cross', '{{#firing}}{{#resolved}}{{/firing}}{{/resolved}}', /ends no section/],
    ['a brace that is missing', '{{headline}', /do not match/],
  ])('finds %s', (_, template, message) => {
    expect(templateFaults(template, 'text_template')).toContainEqual({
      path: 'text_template',
      message: expect.stringMatching(message),
    });
  });

  it('finds nothing in a good one', () => {
    expect(templateFaults('{{#firing}}{{alert.tags.any.name}} {{facts}}{{/firing}}', 'text_template')).toEqual([]);
  });
});

describe('wordsOf', () => {
  it('are the usual without templates', () => {
    const words = wordsOf(sampleMessage('firing'), { titleTemplate: null, textTemplate: null });
    expect(words).toMatchObject({ title: expect.stringMatching(/^\[/), usual: true });
  });

  it('keep a title on one line', () => {
    const { title } = wordsOf(sampleMessage('firing'), { titleTemplate: 'a\r\nb', textTemplate: null });
    expect(title).toBe('a b');
  });

  it('are the usual when a template comes to nothing', () => {
    const words = wordsOf(sampleMessage('firing'), { titleTemplate: '{{#resolved}}x{{/resolved}}', textTemplate: ' ' });
    expect(words).toMatchObject({ title: expect.stringMatching(/^\[/), usual: true });
  });
});
