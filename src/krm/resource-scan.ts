/** What one line scan of a resource's text tells: whether it is of the regular form, who it is, where its setters are. */

import { collectHeader, collectMetadata, emptyHeader, emptyMetadata, type Header, type Metadata } from './header.ts'
import { LineScanner } from './line-scan.ts'
import type { ResourceForm } from './origin.ts'
import { mentionsSetters, ScannedSetters } from './setter-scan.ts'

const scanner = new LineScanner()

/** Undefined: only a tree can tell. */
export interface ResourceScan {
  /** The text is valid YAML, within all limits, without aliases and repeated keys. */
  readonly regular: boolean
  readonly header: Header | undefined
  readonly setters: ScannedSetters | undefined
}

const IRREGULAR: ResourceScan = { regular: false, header: undefined, setters: undefined }

/** Scans the whole text once. */
export function scanResource(text: string, form: ResourceForm): ResourceScan {
  if (form === 'flow') return IRREGULAR
  const header = emptyHeader()
  let simple = true
  const setters = mentionsSetters(text) ? new ScannedSetters(text, form === 'item') : undefined
  const regular = scanner.scan(text, 0, text.length, form === 'item', (at) => {
    const { depth, style } = at.value
    if (depth <= 2) {
      if (style === 'block' && (depth === 1 || at.keyIs(0, 'metadata'))) simple = false
      else collectHeader(header, text, at)
    }
    setters?.visit(at)
  }, 2)
  if (!regular) return IRREGULAR
  return { regular, header: simple ? header : undefined, setters }
}

/** Labels and annotations of a text that is of the regular form; undefined when one of them needs the tree. */
export function scanMetadata(text: string, form: ResourceForm): Metadata | undefined {
  const metadata = emptyMetadata()
  let simple = true
  scanner.scan(text, 0, text.length, form === 'item', (at) => {
    if (at.value.style === 'block' && at.value.depth === 3 && at.keyIs(0, 'metadata')) simple = false
    collectMetadata(metadata, text, at)
  }, 3)
  return simple ? metadata : undefined
}
