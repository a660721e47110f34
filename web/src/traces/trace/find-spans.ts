import type { SpanTree, SpanView } from './span-tree.js';

/** The indexes of the spans that have a text in their names, ids, complaint or attributes, in capital or small letters. */
export function findSpans(tree: SpanTree, text: string): number[] {
  const sought = text.trim().toLowerCase();
  if (sought === '') return [];
  return tree.spans.filter(({ span }) => hasText(span, sought)).map(({ index }) => index);
}

function hasText(span: SpanView, sought: string): boolean {
  const { operation_name, service_name, span_id, status_message, tags } = span;
  if (has(operation_name, sought) || has(service_name, sought) || has(span_id, sought)) return true;
  if (status_message !== null && has(status_message, sought)) return true;
  return Object.entries(tags).some(([name, value]) => has(name, sought) || has(spellValue(value), sought));
}

function has(text: string, sought: string): boolean {
  return text.toLowerCase().includes(sought);
}

/** An attribute's value as text. */
export function spellValue(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
