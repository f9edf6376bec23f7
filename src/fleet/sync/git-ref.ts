/** Names of branches, tags and commits, by the rules of `git check-ref-format`, and no leading dash. */

const LONGEST = 250

/** What is wrong with a name; undefined when it is fine. `@{…}`, `^`, `~` and ranges are refused: a ref names one commit. */
export function refProblem(ref: string): string | undefined {
  if (ref === '') return 'is empty'
  if (ref.length > LONGEST) return `is longer than ${LONGEST} characters`
  if (ref.startsWith('-')) return 'begins with a dash: git would take it for an option'
  if (/[\u0000-\u0020\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]/.test(ref)) return 'holds a blank or a control character'
  if (/[~^:?*[\\]/.test(ref)) return 'holds one of ~ ^ : ? * [ \\'
  if (ref.includes('..')) return 'holds ..'
  if (ref.includes('@{')) return 'holds @{'
  if (ref === '@') return 'is @ alone'
  if (ref.endsWith('.')) return 'ends with a dot'
  for (const part of ref.split('/')) {
    if (part === '') return 'begins or ends with a slash, or holds two in a row'
    if (part.startsWith('.')) return 'has a part that begins with a dot'
    if (part.endsWith('.lock')) return 'has a part that ends with .lock'
  }
  return undefined
}

/** What is wrong with a branch's name: it may not be HEAD either. */
export function branchProblem(branch: string): string | undefined {
  return branch === 'HEAD' ? 'is HEAD, which is no branch' : refProblem(branch)
}
