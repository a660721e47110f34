import { narrowToOperation, rootKey } from './narrow-to-operation.js';

const roots = new Set([rootKey('students', 'GET /students/:id')]);

it.each([
  ['one that traces begin with', 'students', 'GET /students/:id', 'server', { operation: 'GET /students/:id' }],
  ['a route further down', 'billing', 'GET /accounts/:id', 'server', { attribute: ['http.route:/accounts/:id'] }],
  ['a call', 'students', 'GET /accounts/:id', 'client', {}],
  ['work of another kind', 'billing', 'settle payments', 'server', {}],
])('traces with %s', (_, service, operation, kind, found) => {
  expect(narrowToOperation({ service, operation, kind }, roots)).toEqual({
    service,
    operation: undefined,
    attribute: undefined,
    ...found,
  });
});
