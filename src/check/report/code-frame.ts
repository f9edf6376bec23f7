/** The lines of a file around a finding, with a mark below what it is about. */

import { CREDENTIAL_WORDS } from '#krm/credential.ts'
import { printable } from '#krm/printable.ts'
import type { Place } from '#krm/result.ts'
import { linesOf, regionOf } from './region.ts'

/** How much of a line is shown. */
const WIDTH = 110

/** Files in which a Secret stands are never quoted, nor are lines that look as if they held a credential. */
const HOLDS_SECRET = /\bkind["']?[ \t]*:[ \t]*["']?Secret\b/
const CREDENTIAL = new RegExp(String.raw`^([\s\-{,"']*[\w./-]*(?:${CREDENTIAL_WORDS})[\w./-]*["']?[ \t]*:[ \t]*)\S.*$`, 'i')

/** A variable of an environment: what it is called stands on the line before its value. */
const NAMES_CREDENTIAL = new RegExp(String.raw`^[\s\-{]*["']?name["']?[ \t]*:.*(?:${CREDENTIAL_WORDS})`, 'i')
const VALUE = /^([\s\-{]*["']?value["']?[ \t]*:[ \t]*)\S.*$/
/** The same in a map on one line. */
const FLOW_VALUE = /([{,][ \t]*["']?value["']?[ \t]*:[ \t]*)[^,}]+/g
const FLOW_CREDENTIAL = new RegExp(String.raw`([{,][ \t]*["']?[\w./-]*(?:${CREDENTIAL_WORDS})[\w./-]*["']?[ \t]*:[ \t]*)[^,}]+`, 'gi')
const URL_PASSWORD = /(:\/\/[^\s/:@]*:)[^\s/@]+(?=@)/g

/** A line of a text as it may be shown: values that look like credentials left out. */
function openLine(lines: readonly string[], index: number): string {
  const line = lines[index] ?? ''
  const hidden = line.replace(CREDENTIAL, '$1…').replaceAll(FLOW_CREDENTIAL, '$1…').replaceAll(URL_PASSWORD, '$1…')
  if (NAMES_CREDENTIAL.test(lines[index - 1] ?? '')) return hidden.replace(VALUE, '$1…')
  return NAMES_CREDENTIAL.test(line) ? hidden.replaceAll(FLOW_VALUE, '$1…') : hidden
}

/**
 * The line before a place, its line and a row of carets, numbered; empty where there is no line to show, or where the
 * file holds a Secret. Values behind keys that name a credential are left out. Everything is made printable.
 */
export function codeFrame(place: Place, text: string | undefined): string[] {
  if (text === undefined || place.position === undefined || holdsSecret(text)) return []
  const lines = linesOf(text)
  const region = regionOf(place, lines)
  const line = lines[place.position.line - 1]
  if (region === undefined || line === undefined) return []
  const { start, end } = region
  const from = start.column > WIDTH - 20 ? start.column - 40 : 0
  const cut = (line: string): string => shown(line, from).trimEnd()
  const before = cut(openLine(lines, start.line - 2))
  const gutter = String(start.line).length
  const length = (end.line > start.line ? line.trimEnd().length + 1 : end.column) - start.column
  const row = cut(openLine(lines, start.line - 1))
  const pad = shown(line.slice(0, start.column - 1), from).replaceAll(/[^\t]/g, ' ')
  return [
    ...(before === '' || start.line < 2 ? [] : [`${String(start.line - 1).padStart(gutter)} | ${before}`]),
    `${start.line} | ${row}`,
    `${' '.repeat(gutter)} | ${pad}${'^'.repeat(Math.max(1, Math.min(length, row.length - pad.length)))}`,
  ]
}

/** The line of a place by itself, without what stands before and behind it; undefined where a frame would be empty. */
export function quotedLine(place: Place, text: string | undefined): string | undefined {
  if (text === undefined || place.position === undefined || holdsSecret(text)) return undefined
  const line = shown(openLine(linesOf(text), place.position.line - 1), 0).trim()
  return line === '' ? undefined : line
}

/** The text that was asked for last, as in `linesOf`. */
let last: { readonly text: string; readonly secret: boolean } | undefined

function holdsSecret(text: string): boolean {
  if (last?.text !== text) last = { text, secret: HOLDS_SECRET.test(text) }
  return last.secret
}

function shown(line: string, from: number): string {
  const part = line.slice(from, from + WIDTH)
  return printable(`${from > 0 ? '…' : ''}${part}${line.length > from + WIDTH ? '…' : ''}`, 'tabs')
}
