import { type RefObject, useEffect, useRef } from 'react';
import { useColorScheme } from '../../app/color-scheme.js';

/** Reads one of the page's colours by its custom property. */
export type Colour = (name: string) => string;

/** Paints a drawing of this size, CSS pixels. */
export type Paint = (context: CanvasRenderingContext2D, width: number, height: number, colour: Colour) => void;

/** A canvas that is painted sharply, and again when its size, the colours or `paint` (keep it: `useCallback`) change. */
export function useCanvas(paint: Paint): RefObject<HTMLCanvasElement | null> {
  const canvas = useRef<HTMLCanvasElement>(null);
  const scheme = useColorScheme();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours read while painting are those of the scheme
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return undefined;
    const draw = () => {
      const { clientWidth: width, clientHeight: height } = element;
      const context = element.getContext('2d');
      if (context === null || width === 0) return;
      element.width = Math.round(width * devicePixelRatio);
      element.height = Math.round(height * devicePixelRatio);
      context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
      const properties = getComputedStyle(document.documentElement);
      paint(context, width, height, (name) => properties.getPropertyValue(`--${name}`).trim());
    };
    draw();
    const watcher = new ResizeObserver(draw);
    watcher.observe(element);
    return () => watcher.disconnect();
  }, [paint, scheme]);
  return canvas;
}
