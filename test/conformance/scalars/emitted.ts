/** One document that holds a string in every place and style that we write. */

import { deepStrictEqual } from 'node:assert/strict'
import * as jsYaml from 'js-yaml'
import * as yaml from 'yaml'
import { printFlow } from '#krm/print-flow.ts'
import { printDocument, printJson } from '#krm/print.ts'
import { writeScalar } from '#krm/scalar-style.ts'
import type { ScalarContext, ScalarStyle } from '#krm/scalar-style.ts'

const STYLES: readonly ScalarStyle[] = ['plain', 'single', 'double', 'literal', 'folded', 'empty']
const BLOCK: ScalarContext = { flow: false, key: false, json: false, indent: 4 }

/** A document whose value is `everywhereValue(s)`. */
export function everywhere(s: string): string {
  const styles = STYLES.map((style) => `  ${style}: ${writeScalar(s, { style }, BLOCK)}\n`).join('')
  const keys = STYLES.map((style) => `- ${writeScalar(s, { style }, { ...BLOCK, key: true })}: ${style}\n`).join('')
  const flow = STYLES.map((style) => writeScalar(s, { style }, { ...BLOCK, flow: true })).join(', ')
  return [
    printDocument({ new: s, list: [s, [s, { s }]], map: new Map([[s, s]]) }),
    printDocument({ wide: { list: [s, [s, new Map([[s, s]])]] } }, 'wide'),
    `styles:\n${styles}keys:\n${keys}flow: [${flow}]\n`,
    `newFlow: ${printFlow({ s, list: [s], map: new Map([[s, s]]) }, false)}\n`,
    `newJson: ${printFlow([s, new Map([[s, s]])], true)}\n`,
  ].join('')
}

/** What every parser must read from `everywhere(s)`. */
export function everywhereValue(s: string): unknown {
  const map = Object.fromEntries([[s, s]])
  return {
    new: s,
    list: [s, [s, { s }]],
    map,
    wide: { list: [s, [s, map]] },
    styles: Object.fromEntries(STYLES.map((style) => [style, s])),
    keys: STYLES.map((style) => Object.fromEntries([[s, style]])),
    flow: STYLES.map(() => s),
    newFlow: { s, list: [s], map },
    newJson: [s, map],
  }
}

/** A JSON file that holds the string as key and value. */
export function asJson(s: string): string {
  return printJson([s, new Map([[s, s]])])
}

/**
 * Strings that npm `yaml` takes for a number in YAML 1.1 although they hold none (`.`, `e5`: its patterns ask for no
 * digit before the exponent). Every other parser reads a string, and kpt prints them plain; so do we.
 */
const YAML_PACKAGE_NAN = /^(?=.)[-+]?(?:\._*)?(?:[eE][-+]?[0-9]+)?$/

/** Fails unless npm `yaml` (1.2 and 1.1) and js-yaml 5 (its default schema and YAML 1.1) read `s` wherever we write it. */
export function assertReadBack(s: string): void {
  const text = everywhere(s)
  const value = everywhereValue(s)
  deepStrictEqual(yaml.parse(text, { version: '1.2' }), value)
  if (!YAML_PACKAGE_NAN.test(s)) deepStrictEqual(yaml.parse(text, { version: '1.1' }), value)
  deepStrictEqual(jsYaml.load(text), value)
  deepStrictEqual(jsYaml.load(text, { schema: jsYaml.YAML11_SCHEMA }), value)
  deepStrictEqual(JSON.parse(asJson(s)), [s, Object.fromEntries([[s, s]])])
}
