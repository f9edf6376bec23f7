/** Tier 0 for the wire: cuts a ResourceList into its sections and items without parsing, or says that it cannot. */

/** `[start, end)` of the text. */
export interface TextRange {
  readonly start: number
  readonly end: number
}

/** One item: whole lines from the one of its dash. The comment lines straight above it begin at `head`. */
export interface ItemRange extends TextRange {
  readonly head: number
}

/** Whole lines each. */
export interface ResourceListCut {
  readonly apiVersion: string
  readonly kind: string
  readonly items: readonly ItemRange[]
  /** The line `items:`; and behind the last item. New items go there. */
  readonly itemsLine: TextRange
  readonly itemsEnd: number
  /** The lines below `functionConfig:`, and below `results:`. */
  readonly functionConfig?: TextRange
  readonly results?: TextRange
}

const TOP_KEYS = new Set(['apiVersion', 'kind', 'metadata', 'items', 'functionConfig', 'results'])

/**
 * The cut of a ResourceList in the form that kpt prints: plain top-level keys, each once, and items whose dash stands at
 * column 0. Undefined for anything else. It is safe by the grammar: inside such an item
 * nothing can begin at column 0 but, in kpt's text, a closing bracket.
 */
export function cutResourceList(text: string): ResourceListCut | undefined {
  const seen = new Map<string, { line: TextRange; value: string; end: number }>()
  const items: ItemRange[] = []
  let open: { key: string; line: TextRange; value: string } | undefined
  let itemStart = -1
  let itemHead = -1
  /** Where the comment lines at column 0 begin that reach to here; -1 when the line above is none. */
  let head = -1
  const close = (end: number): void => {
    if (itemStart !== -1) items.push({ start: itemStart, end, head: itemHead })
    itemStart = -1
    if (open !== undefined) seen.set(open.key, { line: open.line, value: open.value, end })
  }
  for (let at = 0; at < text.length; ) {
    const lf = text.indexOf('\n', at)
    const next = lf === -1 ? text.length : lf + 1
    const code = text.charCodeAt(at)
    if (code === 0x2d) {
      const after = text.charCodeAt(at + 1)
      if (open?.key === 'items' && (after === 0x20 || after === 0x0a || after === 0x0d)) {
        if (open.value !== '') return undefined
        const from = head === -1 ? at : head
        if (itemStart !== -1) items.push({ start: itemStart, end: from, head: itemHead })
        itemStart = at
        itemHead = from
      } else if (open?.key !== 'results' || open.value !== '') return undefined
    } else if (code === 0x20) {
      if (open === undefined || (open.key === 'items' && itemStart === -1 && text.slice(at, next).trim() !== '')) return undefined
    } else if (code === 0x7d || code === 0x5d) {
      // kpt puts the closing bracket of a flow collection here when a comment stands before it.
      if (open === undefined || open.value !== '' || (open.key === 'items' && itemStart === -1)) return undefined
    } else if (code !== 0x23 && code !== 0x0a && code !== 0x0d) {
      const line = /^([A-Za-z]+):(?: +([^#\r\n]*))?(?:#.*)?\r?\n?$/.exec(text.slice(at, next))
      if (line === null || !TOP_KEYS.has(line[1]!) || seen.has(line[1]!) || open?.key === line[1]) return undefined
      close(at)
      open = { key: line[1]!, line: { start: at, end: next }, value: (line[2] ?? '').trim() }
    }
    if (code !== 0x23) head = -1
    else if (head === -1) head = at
    at = next
  }
  close(text.length)
  return assemble(seen, items)
}

function assemble(
  seen: ReadonlyMap<string, { line: TextRange; value: string; end: number }>,
  items: readonly ItemRange[],
): ResourceListCut | undefined {
  const itemsSection = seen.get('items')
  const config = seen.get('functionConfig')
  const results = seen.get('results')
  if (itemsSection === undefined) return undefined
  if (itemsSection.value !== '' && itemsSection.value !== '[]') return undefined
  if (itemsSection.value === '' && items.length === 0) return undefined
  if (config !== undefined && config.value !== '') return undefined
  if (results !== undefined && results.value !== '' && results.value !== '[]') return undefined
  return {
    apiVersion: unquote(seen.get('apiVersion')?.value ?? ''),
    kind: unquote(seen.get('kind')?.value ?? ''),
    items,
    itemsLine: itemsSection.line,
    itemsEnd: itemsSection.end,
    ...(config !== undefined && { functionConfig: { start: config.line.end, end: config.end } }),
    ...(results !== undefined && { results: { start: results.line.end, end: results.end } }),
  }
}

function unquote(value: string): string {
  return /^(["'])(.*)\1$/.exec(value)?.[2] ?? value
}
