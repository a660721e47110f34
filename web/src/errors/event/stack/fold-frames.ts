import type { StackFrame } from '../../group/group.js';

/** One call of the service's own code, or calls of libraries in a row. */
export type Fold =
  | { readonly kind: 'own'; readonly at: number; readonly frame: StackFrame }
  | { readonly kind: 'libraries'; readonly at: number; readonly frames: readonly StackFrame[] };

/** Folds the calls of libraries between those of the service's own code. A stack of libraries alone is not folded. */
export function foldFrames(frames: readonly StackFrame[]): Fold[] {
  const isOwn = frames.some((frame) => frame.in_app) ? (frame: StackFrame) => frame.in_app : () => true;
  const folds: Fold[] = [];
  for (const [at, frame] of frames.entries()) {
    const last = folds.at(-1);
    if (isOwn(frame)) folds.push({ kind: 'own', at, frame });
    else if (last?.kind === 'libraries') folds[folds.length - 1] = { ...last, frames: [...last.frames, frame] };
    else folds.push({ kind: 'libraries', at, frames: [frame] });
  }
  return folds;
}

/** The call that is opened at first: the innermost own one of which the source is known. -1 when of none the source is known. */
export function openedFrame(frames: readonly StackFrame[]): number {
  const hasSource = (frame: StackFrame) => frame.context_line !== null;
  const own = frames.findIndex((frame) => frame.in_app && hasSource(frame));
  return own >= 0 ? own : frames.findIndex(hasSource);
}

/** The libraries in which calls are, each once, in their order: "@nestjs/core", "express", "Node.js". */
export function librariesOf(frames: readonly StackFrame[]): string[] {
  return [...new Set(frames.map(libraryOf).filter((name) => name !== ''))];
}

/** What a call's library is called, as far as its place tells; empty when it tells nothing. */
export function libraryOf({ file, module }: StackFrame): string {
  const installed =
    /(?:node_modules|site-packages|dist-packages)[\\/]+((?:@[^\\/]+[\\/])?[^\\/]+)(?!.*node_modules)/.exec(file);
  if (installed !== null) return installed[1]!.replace(/\.py$/, '').replace('\\', '/');
  if (/^(?:node:|internal\/)/.test(file)) return 'Node.js';
  if (/[\\/]lib[\\/]python\d/.test(file)) return 'Python';
  const [, gone] = /[\\/]pkg[\\/]mod[\\/](.+?)@v/.exec(file) ?? [];
  if (gone !== undefined) return gone;
  if (module !== null && /^\w+(?:\.\w+)+$/.test(module)) return module.split('.').slice(0, 2).join('.');
  return '';
}
