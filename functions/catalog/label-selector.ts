/** Label selectors as text, in the grammar of k8s.io/apimachinery/pkg/labels: `a=b,c!=d,e in (x,y),!f,g`. */

export interface LabelSelector {
  matches(labels: ReadonlyMap<string, string>): boolean
}

type Requirement = (labels: ReadonlyMap<string, string>) => boolean

const KEY = String.raw`[A-Za-z0-9](?:[-A-Za-z0-9_./]*[A-Za-z0-9])?`
const VALUE = String.raw`[-A-Za-z0-9_.]*`
const SET = new RegExp(String.raw`^(${KEY})\s+(in|notin)\s*\(([^()]*)\)$`)
const COMPARE = new RegExp(String.raw`^(${KEY})\s*(==|=|!=)\s*(${VALUE})$`)
const ORDER = new RegExp(String.raw`^(${KEY})\s*([<>])\s*(-?\d+)$`)
const EXISTS = new RegExp(String.raw`^(!?)\s*(${KEY})$`)

/** Reads a selector. An empty one matches everything. */
export function parseLabelSelector(text: string): LabelSelector | { readonly error: string } {
  const requirements: Requirement[] = []
  for (const part of text.trim() === '' ? [] : text.split(/,(?![^()]*\))/)) {
    const requirement = parseRequirement(part.trim())
    if (requirement === undefined) return { error: `unable to parse requirement: \`${part.trim()}\` of the selector \`${text}\`` }
    requirements.push(requirement)
  }
  return { matches: (labels) => requirements.every((holds) => holds(labels)) }
}

function parseRequirement(part: string): Requirement | undefined {
  const [, setKey, word, list] = SET.exec(part) ?? []
  if (setKey !== undefined) {
    const values = new Set(list!.split(',').map((value) => value.trim()))
    return word === 'in' ? (labels) => labels.has(setKey) && values.has(labels.get(setKey)!) : (labels) => !labels.has(setKey) || !values.has(labels.get(setKey)!)
  }
  const [, key, operator, value] = COMPARE.exec(part) ?? []
  if (key !== undefined) return operator === '!=' ? (labels) => labels.get(key) !== value : (labels) => labels.get(key) === value
  const [, ordered, sign, bound] = ORDER.exec(part) ?? []
  if (ordered !== undefined) return (labels) => compares(labels.get(ordered), sign!, BigInt(bound!))
  const [, not, name] = EXISTS.exec(part) ?? []
  return name === undefined ? undefined : (labels) => labels.has(name) === (not === '')
}

function compares(given: string | undefined, sign: string, bound: bigint): boolean {
  if (given === undefined || !/^[+-]?\d+$/.test(given)) return false
  return sign === '>' ? BigInt(given) > bound : BigInt(given) < bound
}
