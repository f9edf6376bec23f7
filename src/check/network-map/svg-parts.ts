/** Small pieces of SVG: escaped text, rounded numbers, and the styles and patterns that every map carries itself. */

import { printable } from '#krm/printable.ts'

/** Text for an element or an attribute: what XML gives a meaning is escaped, what cannot be seen is spelt out. */
export function escapeXml(text: string): string {
  return printable(text)
    .replaceAll(/\p{Noncharacter_Code_Point}/gu, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`)
    .replaceAll(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`)
}

/** A length or a place in user units, to a tenth. */
export function unit(value: number): string {
  return String(Math.round(value * 10) / 10)
}

/** About how wide a text of the map's font is; characters beyond Latin are taken for wide ones. */
export function textWidth(text: string, size: number): number {
  let wide = 0
  for (const character of text) if (character > '\u02ff') wide++
  return (text.length + wide) * size * 0.61
}

/** The text, cut to a width with an ellipsis. */
export function fitText(text: string, size: number, width: number): string {
  if (textWidth(text, size) <= width) return text
  const most = Math.max(1, Math.floor(width / (size * 0.61)) - 1)
  return `${[...text].slice(0, most).join('')}…`
}

/** A line of text at a baseline. */
export function textAt(x: number, y: number, text: string, style: string): string {
  return `<text x="${unit(x)}" y="${unit(y)}" class="${style}">${escapeXml(text)}</text>`
}

/** A rectangle; with a title it answers to the pointer. */
export function rect(x: number, y: number, width: number, height: number, style: string, title = ''): string {
  const shape = `<rect x="${unit(x)}" y="${unit(y)}" width="${unit(width)}" height="${unit(height)}" class="${style}"`
  return title === '' ? `${shape}/>` : `${shape}><title>${escapeXml(title)}</title></rect>`
}

/** What the colours of a map stand for. */
export interface MapColours {
  readonly text: string
  readonly quiet: string
  readonly free: string
  readonly edge: string
  /** Set aside for a cluster, its outline, what of it is handed out, and text on that. */
  readonly aside: string
  readonly shape: string
  readonly used: string
  readonly onUsed: string
  readonly contested: string
}

const COLOURS: MapColours = { text: '#1b1f24', quiet: '#57606a', free: '#fff', edge: '#8c959f', aside: '#d3e2f4', shape: '#40607f', used: '#2d5478', onUsed: '#fff', contested: '#a40e26' }

/**
 * The rules of a map, each for what lies below `scope`. Everything is told by lightness or pattern first and by colour
 * second: set aside is light, handed out is dark, excluded is dotted, taken twice is hatched, free is the ground.
 */
export function mapRules({ text, quiet, free, edge, aside, shape, used, onUsed, contested }: MapColours, scope = ''): string {
  const lines = [
    `text{font:11px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;fill:${text}}`,
    `.h{font-size:15px;font-weight:700}.t{font-size:20px;font-weight:700}.b{font-weight:700}.q{fill:${quiet}}.s{font-size:10px;fill:${quiet}}`,
    `.e{text-anchor:end}.m{text-anchor:middle}.l{fill:${onUsed}}.c{font-weight:700}`,
    `.f{fill:${free};stroke:${edge};stroke-width:.8}.p{fill:${aside};stroke:${shape};stroke-width:.8}.u{fill:${used}}`,
    `.x{fill:url(#krm-dots);stroke:${shape};stroke-width:.6}.o{fill:url(#krm-hatch);stroke:${contested};stroke-width:1.6}.w{fill:url(#krm-hatch);stroke:${contested};stroke-width:1.2;stroke-dasharray:3 2}`,
    `.k{stroke:${edge};stroke-width:.8}.g{fill:${text}}`,
  ]
  return (scope === '' ? lines : lines.map((line) => line.replaceAll(/(?<=^|\})[^{]+\{/g, (selector) => scope + selector))).join('\n')
}

/** The patterns of a map. */
export function mapPatterns({ free, shape, contested }: MapColours): string {
  return `<defs><pattern id="krm-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="${free}"/><rect width="2.4" height="6" fill="${contested}"/></pattern><pattern id="krm-dots" width="4" height="4" patternUnits="userSpaceOnUse"><rect width="4" height="4" fill="${free}"/><circle cx="2" cy="2" r=".8" fill="${shape}"/></pattern></defs>`
}

/** The styles and patterns of a map that stands alone. */
export const STYLE = `<style>
${mapRules(COLOURS)}
</style>${mapPatterns(COLOURS)}`
