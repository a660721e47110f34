const PATHS = {
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 7v5l3 2',
  'zoom-out': 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14M20 20l-4-4M8 11h6',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14M20 20l-4-4',
  code: 'm9 8-5 4 5 4M15 8l5 4-5 4',
  table: 'M4 5h16v14H4zM4 10h16M4 15h16M10 10v9',
  chart: 'M4 19V5M4 19h16M8 15l4-5 3 3 5-7',
  more: 'M6 12h.01M12 12h.01M18 12h.01',
  link: 'M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1',
  copy: 'M9 9h11v11H9zM15 9V4H4v11h5',
  close: 'M6 6l12 12M18 6 6 18',
  down: 'm6 9 6 6 6-6',
  right: 'm9 6 6 6-6 6',
  left: 'm15 6-6 6 6 6',
  up: 'm6 15 6-6 6 6',
  plus: 'M12 5v14M5 12h14',
  filter: 'M4 5h16l-6 8v6l-4-2v-4z',
  pause: 'M8 5v14M16 5v14',
  play: 'M7 4l13 8-13 8z',
  external: 'M14 4h6v6M20 4l-9 9M18 14v6H4V6h6',
  refresh: 'M20 11a8 8 0 0 0-14-4L4 9M4 4v5h5M4 13a8 8 0 0 0 14 4l2-2M20 20v-5h-5',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z',
  bell: 'M6 16V11a6 6 0 0 1 12 0v5l2 2H4zM10 21h4',
  deploy: 'M12 20V6M6 12l6-6 6 6',
  pencil: 'm4 20 1-5L16 4l4 4L9 19zM14 6l4 4',
  board: 'M4 4h7v9H4zM15 4h5v5h-5zM15 13h5v7h-5zM4 17h7v3H4z',
  cube: 'm12 3 8 4.5v9L12 21l-8-4.5v-9zM4 7.5l8 4.5 8-4.5M12 12v9',
  waterfall: 'M4 6h9M8 12h8M13 18h7',
  document: 'M6 3h8l4 4v14H6zM9 11h6M9 15h6',
  fault: 'M12 4 2.8 20h18.4zM12 10v4M12 17h.01',
  shield: 'm12 3 8 3v6c0 5-3.5 7.6-8 9-4.5-1.4-8-4-8-9V6z',
  server: 'M4 4h16v7H4zM4 13h16v7H4zM8 7.5h.01M8 16.5h.01',
  sliders: 'M4 8h8M16 8h4M14 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4M4 16h4M12 16h8M10 18a2 2 0 1 0 0-4 2 2 0 0 0 0 4',
} as const;

export type IconName = keyof typeof PATHS;

/** A sign beside words or inside a labelled button; never alone without a label. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
