/** The colours of the report, for light and for dark screens; paper is light. A test reckons the contrast of every pair. */

/** A colour by what it is for. `…Panel` is the ground that the colour of that name stands on. */
export type Colour =
  | 'page' | 'panel' | 'line' | 'edge' | 'text' | 'quiet' | 'link'
  | 'bad' | 'badPanel' | 'warn' | 'warnPanel' | 'note' | 'notePanel' | 'good' | 'goodPanel'
  | 'aside' | 'shape' | 'used' | 'onUsed'

export type Palette = Readonly<Record<Colour, string>>

export const LIGHT: Palette = {
  page: '#ffffff', panel: '#f5f6f8', line: '#dde1e6', edge: '#7f8893', text: '#1a1f26', quiet: '#565f6b', link: '#0a57a4',
  bad: '#a30f1d', badPanel: '#fdeeee', warn: '#7a4a00', warnPanel: '#fff4dc', note: '#0a57a4', notePanel: '#eaf2fb', good: '#136137', goodPanel: '#e8f5ed',
  aside: '#d3e2f4', shape: '#40607f', used: '#2d5478', onUsed: '#ffffff',
}

export const DARK: Palette = {
  page: '#11151a', panel: '#191f26', line: '#2c343e', edge: '#78838f', text: '#e7ebf0', quiet: '#a5b0bc', link: '#86bdff',
  bad: '#ff979e', badPanel: '#371a1d', warn: '#f2c368', warnPanel: '#33280f', note: '#86bdff', notePanel: '#15263a', good: '#83d4a4', goodPanel: '#122c1d',
  aside: '#22384f', shape: '#7fa3c7', used: '#8fb4da', onUsed: '#0f1822',
}

/** Text and the ground that it stands on. */
export const TEXT_ON: readonly (readonly [text: Colour, ground: Colour])[] = [
  ['text', 'page'], ['text', 'panel'], ['quiet', 'page'], ['quiet', 'panel'], ['link', 'page'], ['link', 'panel'],
  ['bad', 'page'], ['bad', 'panel'], ['bad', 'badPanel'], ['warn', 'page'], ['warn', 'panel'], ['warn', 'warnPanel'], ['note', 'page'], ['note', 'notePanel'], ['good', 'page'], ['good', 'panel'], ['good', 'goodPanel'],
  ['text', 'badPanel'], ['text', 'warnPanel'], ['text', 'notePanel'], ['text', 'goodPanel'], ['text', 'aside'], ['onUsed', 'used'],
]

/** Lines and shapes that tell something, and what they stand on (WCAG 2.2, 1.4.11). */
export const SHAPE_ON: readonly (readonly [shape: Colour, ground: Colour])[] = [
  ['edge', 'page'], ['edge', 'panel'], ['shape', 'page'], ['shape', 'panel'], ['used', 'page'], ['used', 'panel'], ['shape', 'aside'], ['link', 'page'],
]

/** The palette as custom properties of a rule. */
export function declarations(palette: Palette): string {
  return Object.entries(palette).map(([name, value]) => `--${name}:${value}`).join(';')
}
