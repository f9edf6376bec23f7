import { expect, test } from 'vitest'
import { DARK, LIGHT, SHAPE_ON, TEXT_ON, type Palette } from './palette.ts'

/** Relative luminance of `#rrggbb` (WCAG 2.2). */
function luminance(colour: string): number {
  const [red, green, blue] = colour.match(/[0-9a-f]{2}/g)!.map((pair) => {
    const part = Number.parseInt(pair, 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}

function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (light! + 0.05) / (dark! + 0.05)
}

test('the arithmetic is that of WCAG', () => {
  expect(contrast('#000000', '#ffffff')).toBe(21)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
})

const SCHEMES: readonly (readonly [string, Palette])[] = [['light', LIGHT], ['dark', DARK]]

test.each(SCHEMES.flatMap(([scheme, palette]) => TEXT_ON.map(([text, ground]) => ({ scheme, text, ground, ratio: contrast(palette[text], palette[ground]) }))))('$scheme: text $text on $ground', ({ ratio }) => {
  expect(ratio).toBeGreaterThanOrEqual(4.5)
})

test.each(SCHEMES.flatMap(([scheme, palette]) => SHAPE_ON.map(([shape, ground]) => ({ scheme, shape, ground, ratio: contrast(palette[shape], palette[ground]) }))))('$scheme: shape $shape on $ground', ({ ratio }) => {
  expect(ratio).toBeGreaterThanOrEqual(3)
})
