/** Paths of search-replace: `spec.**.containers[*].image` for fields, `sub/**` for files. */

/** `*` is any element, `**` any number of them, `name[*]` any item of a list. An empty pattern matches nothing. */
export function matchesPath(path: string, pattern: string): boolean {
  if (pattern === '') return false
  const elements = path.split('.')
  const wanted = pattern.split('.')
  // reached[j]: what was read so far fits the first j parts of the pattern.
  let reached = [true, ...wanted.map((_, j) => wanted.slice(0, j + 1).every((part) => part === '**'))]
  for (const element of elements) {
    const next = [false]
    for (const [j, part] of wanted.entries()) {
      next.push(part === '**' ? next[j]! || reached[j + 1]! : reached[j]! && (part === '*' || matchesElement(element, part)))
    }
    reached = next
  }
  return reached.at(-1)!
}

/** `name[3]` fits itself, `name[*]` and `*[*]`. Only the first index counts, as in the original. */
function matchesElement(element: string, part: string): boolean {
  if (element === part) return true
  if (!element.includes('[')) return false
  const [name, index] = element.split('[')
  const [wantedName, wantedIndex] = part.split('[')
  return (wantedName === '*' || wantedName === name) && wantedIndex !== undefined && (wantedIndex === '*]' || wantedIndex === index)
}

/** Whether a path names one field for certain, so that it can be made where it is not there. */
export function isOnePath(path: string): boolean {
  return path.split('.').every((element) => element !== '' && !element.includes('*') && !element.includes('['))
}

/** A file pattern as a regular expression: `*`, `?`, `[a-z]`, `{a,b}`, and `**` for any number of directories. */
export function filePattern(glob: string): RegExp {
  let source = ''
  let braces = 0
  for (let at = 0; at < glob.length; at++) {
    const rest = glob.slice(at)
    const whole = at === 0 || glob[at - 1] === '/' ? /^\*\*(\/|$)/.exec(rest) : null
    const bracket = /^\[([!^]?)((?:\\.|[^\]\\])+)\]/.exec(rest)
    if (whole !== null) {
      source += whole[1] === '' ? '.*' : '(?:[^/]+/)*'
      at += whole[0].length - 1
    } else if (bracket !== null) {
      source += `[${bracket[1] === '' ? '' : '^'}${bracket[2]!.replaceAll('[', '\\[')}]`
      at += bracket[0].length - 1
    } else if (rest[0] === '\\' && rest.length > 1) source += literal(glob[++at]!)
    else if (rest[0] === '*') source += '[^/]*'
    else if (rest[0] === '?') source += '[^/]'
    else if (rest[0] === '{') {
      source += '(?:'
      braces++
    } else if (rest[0] === '}' && braces > 0) {
      source += ')'
      braces--
    } else source += rest[0] === ',' && braces > 0 ? '|' : literal(rest[0]!)
  }
  return new RegExp(`^(?:${source})$`, 's')
}

function literal(char: string): string {
  return /[\\^$.*+?()[\]{}|/]/.test(char) ? `\\${char}` : char
}
