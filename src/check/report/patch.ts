/** A unified diff that `git apply` and `patch -p1` take: texts before and after, by the paths that they have from where they are. */

/** One file; `to` where it gets another name. */
export interface PatchedFile {
  readonly file: string
  readonly to?: string
  readonly before: string
  readonly after: string
}

const CONTEXT = 3

/** The patch of all files; empty where nothing differs. A file with a new name is removed and made, which every program can. */
export function unifiedDiff(files: readonly PatchedFile[]): string {
  return files.map(({ file, to, before, after }) => {
    if (to === undefined) return before === after ? '' : `--- ${nameOf('a', file)}\n+++ ${nameOf('b', file)}\n${hunks(linesOf(before), linesOf(after))}`
    return `--- ${nameOf('a', file)}\n+++ /dev/null\n${hunks(linesOf(before), [])}--- /dev/null\n+++ ${nameOf('b', to)}\n${hunks([], linesOf(after))}`
  }).join('')
}

/** git's form of names that hold what would end or open one. */
function nameOf(side: string, file: string): string {
  const name = `${side}/${file}`
  return /["\\\u0000-\u001f\u007f]/.test(name) ? `"${name.replaceAll(/["\\\u0000-\u001f\u007f]/g, escaped)}"` : name
}

function escaped(character: string): string {
  return character === '"' || character === '\\' ? `\\${character}` : `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`
}

/** Lines with their line breaks; the last one may have none. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? []
}

/** Lines of one text that stand in place of lines of another. */
interface Change {
  readonly start: number
  end: number
  readonly newStart: number
  newEnd: number
}

function hunks(before: readonly string[], after: readonly string[]): string {
  const groups: Change[][] = []
  for (const change of changesOf(before, after)) {
    const group = groups.at(-1)
    if (group !== undefined && change.start - group.at(-1)!.end <= 2 * CONTEXT) group.push(change)
    else groups.push([change])
  }
  return groups.map((group) => hunk(group, before, after)).join('')
}

/**
 * Where they differ. Fixes change single lines and keep their number: texts with as many lines are compared line by line, all
 * others are one change between what they share at both ends.
 */
function changesOf(before: readonly string[], after: readonly string[]): Change[] {
  const changes: Change[] = []
  if (before.length !== after.length) return [between(before, after)]
  for (const [index, line] of before.entries()) {
    if (line === after[index]) continue
    const last = changes.at(-1)
    if (last?.end === index) last.end = last.newEnd = index + 1
    else changes.push({ start: index, end: index + 1, newStart: index, newEnd: index + 1 })
  }
  return changes
}

function between(before: readonly string[], after: readonly string[]): Change {
  const most = Math.min(before.length, after.length)
  let head = 0
  while (head < most && before[head] === after[head]) head++
  let tail = 0
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++
  return { start: head, end: before.length - tail, newStart: head, newEnd: after.length - tail }
}

function hunk(group: readonly Change[], before: readonly string[], after: readonly string[]): string {
  const [first, last] = [group[0]!, group.at(-1)!]
  const start = Math.max(0, first.start - CONTEXT)
  const end = Math.min(before.length, last.end + CONTEXT)
  const newStart = start + (first.newStart - first.start)
  const newEnd = end + (last.newEnd - last.end)
  const lines: string[] = []
  let at = start
  for (const change of group) {
    lines.push(...before.slice(at, change.start).map((line) => ` ${line}`))
    lines.push(...before.slice(change.start, change.end).map((line) => `-${line}`))
    lines.push(...after.slice(change.newStart, change.newEnd).map((line) => `+${line}`))
    at = change.end
  }
  lines.push(...before.slice(at, end).map((line) => ` ${line}`))
  return `@@ -${rangeOf(start, end)} +${rangeOf(newStart, newEnd)} @@\n${lines.map((line) => (line.endsWith('\n') ? line : `${line}\n\\ No newline at end of file\n`)).join('')}`
}

function rangeOf(start: number, end: number): string {
  return end === start ? `${start},0` : `${start + 1},${end - start}`
}
