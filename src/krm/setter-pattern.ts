/**
 * The text of a `# kpt-set:` comment: fixed parts and `${name}` references, resolved as the catalog's apply-setters
 * does: supplied names by their value, the others from what the field holds now.
 */

/** What a comment must begin with, exactly: one blank before and one behind the colon's word. */
export const SETTER_COMMENT = '# kpt-set: '

/** A pattern in order: literal text and the names of references. `literals` has one element more than `names`. */
export interface SetterPattern {
  readonly text: string
  readonly literals: readonly string[]
  readonly names: readonly string[]
}

/** Patterns by comment: the same few stand on thousands of fields. */
const known = new Map<string, SetterPattern>()
const MOST_KNOWN = 1000

/** The pattern of a line comment, the same object for the same text; undefined when the comment is no setter comment. */
export function patternOfComment(comment: string): SetterPattern | undefined {
  const earlier = known.get(comment)
  if (earlier !== undefined) return earlier
  if (!comment.startsWith(SETTER_COMMENT)) return undefined
  const text = comment.slice(SETTER_COMMENT.length).trim()
  if (text === '') return undefined
  const pattern = parsePattern(text)
  if (known.size === MOST_KNOWN) known.clear()
  known.set(comment, pattern)
  return pattern
}

/** The literals and references of a pattern's text: a reference is what stands between `${` and the next `}`. */
export function parsePattern(text: string): SetterPattern {
  const literals: string[] = []
  const names: string[] = []
  let at = 0
  for (;;) {
    const open = text.indexOf('${', at)
    const close = open === -1 ? -1 : text.indexOf('}', open + 2)
    if (close === -1) break
    literals.push(text.slice(at, open))
    names.push(text.slice(open + 2, close))
    at = close + 1
  }
  literals.push(text.slice(at))
  return { text, literals, names }
}

/** Whether the pattern is one reference and nothing else, as a list needs it. */
export function isSingleReference(pattern: SetterPattern): boolean {
  return pattern.names.length === 1 && pattern.literals.every((literal) => literal === '')
}

/** What a pattern comes to: the new text of a field, the names that nothing gives, or nothing where it is nobody's to set. */
export interface Resolution {
  readonly outcome: 'set' | 'missing' | 'untouched'
  readonly value?: string
  readonly missing?: readonly string[]
}

const UNTOUCHED: Resolution = { outcome: 'untouched' }

/**
 * What a field with the text `current` gets. `untouched` when none of the pattern's names is supplied: then the field is
 * nobody's to set. A supplied value is literal, even if it holds `${…}` itself.
 */
export function resolvePattern(pattern: SetterPattern, supplied: ReadonlyMap<string, string>, current: string): Resolution {
  const { names, literals } = pattern
  let known = 0
  for (const name of names) if (supplied.has(name)) known++
  if (known === 0) return UNTOUCHED
  const derived = known === names.length ? undefined : deriveValues(pattern, current)
  if (known < names.length) {
    const missing = names.filter((name) => !supplied.has(name) && derived?.get(name) === undefined)
    if (missing.length > 0) return { outcome: 'missing', missing: [...new Set(missing)] }
  }
  let text = literals[0]!
  for (let index = 0; index < names.length; index++) {
    const name = names[index]!
    text += (supplied.get(name) ?? derived!.get(name)!) + literals[index + 1]!
  }
  return { outcome: 'set', value: text }
}

/**
 * What each reference stands for in `value`: the pattern is sought anywhere in one line of it, each reference takes as
 * much as it can, the first one first. Undefined when it does not match or one of them would be empty.
 *
 * This is what a greedy regular expression finds, in linear time: literals are placed from the right, each at its last
 * possible place.
 */
export function deriveValues(pattern: SetterPattern, value: string): Map<string, string> | undefined {
  for (const line of value.split('\n')) {
    const places = placeLiterals(pattern.literals, line)
    if (places === undefined) continue
    const values = new Map<string, string>()
    for (const [index, name] of pattern.names.entries()) {
      const start = places[index]! + pattern.literals[index]!.length
      const taken = line.slice(start, places[index + 1]!)
      if (taken === '') return undefined
      values.set(name, taken)
    }
    return values
  }
  return undefined
}

function placeLiterals(literals: readonly string[], line: string): number[] | undefined {
  const first = line.indexOf(literals[0]!)
  if (first === -1) return undefined
  const places: number[] = [first]
  let limit = line.length
  for (let index = literals.length - 1; index > 0; index--) {
    const literal = literals[index]!
    const at = literal === '' ? limit : line.lastIndexOf(literal, limit - literal.length)
    if (at < first + literals[0]!.length || at + literal.length > limit) return undefined
    places[index] = at
    limit = at
  }
  return places
}
