// A package and the outcome of its render as one text: `-- path --` before each file.
import { parse, stringify } from 'yaml'
import type { Resource } from '#krm/resource.ts'
import { formatResult, type Result } from '#krm/result.ts'
import type { RenderEvent } from '#render/events.ts'
import type { RenderOutcome } from '#render/outcome.ts'
import type { RenderOptions } from '#render/render-input.ts'
import { render } from '#render/render.ts'
import type { Runner } from '#render/runner.ts'

/** The files of a text; their order is kpt's walk order. */
export function filesOf(text: string): { path: string; text: string }[] {
  const parts = text.split(/^-- (.+) --\n/m)
  return parts.slice(1).flatMap((path, index) => (index % 2 === 0 ? [{ path, text: parts[index + 2]! }] : []))
}

/** A Kptfile; `pipeline` are its lines below `pipeline:`. */
export function kptfile(name: string, pipeline = '', annotations = ''): string {
  const notes = annotations === '' ? '' : `  annotations:\n    ${annotations}\n`
  return `apiVersion: kpt.dev/v1\nkind: Kptfile\nmetadata:\n  name: ${name}\n${notes}${pipeline === '' ? '' : `pipeline:\n${pipeline.replaceAll(/^(?=.)/gm, '  ')}\n`}`
}

/** A ConfigMap with one value. */
export function configMap(name: string, value = 'x'): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n  a: ${value}\n`
}

/** Renders a package whose functions (`image: name`) are given by name. */
export function renderText(text: string, functions: Readonly<Record<string, Runner>>, options: RenderOptions = {}): Promise<RenderOutcome> {
  const files = filesOf(text)
  const kptfileDirs = files.flatMap(({ path }) => (/(^|\/)Kptfile$/.test(path) ? [path.replace(/\/?Kptfile$/, '')] : []))
  return render(
    { name: 'p', files, kptfileDirs, options },
    {
      runnerFor: (fn) => {
        const run = functions[fn.image ?? fn.exec!]
        if (run === undefined) return { problem: { code: 'KPT212', message: `no function ${fn.image}` } }
        return { name: fn.image ?? fn.exec!, kind: fn.exec === undefined ? 'builtin' : 'exec', run }
      },
    },
  )
}

/** A function in our process. It edits the items, or gives other ones. */
export function inProcess(body: (items: Resource[], config: Resource | undefined) => Resource[] | void, results: readonly Result[] = []): Runner {
  return ({ items, functionConfig }) => {
    const list = [...items]
    return { items: body(list, functionConfig) ?? list, results, ok: !results.some(({ severity }) => severity === 'error') }
  }
}

/** What a program sees of a list. */
export interface WireList {
  items: WireItem[]
  functionConfig?: WireItem
  results?: unknown
}
export interface WireItem {
  apiVersion: string
  kind: string
  metadata: { name: string; namespace?: string; annotations: Record<string, string> }
  data?: Record<string, string>
  spec?: unknown
}

/** A program that parses the list, changes it, and prints it anew. */
export function program(body: (list: WireList) => void, exitCode = 0, stderr = ''): Runner {
  return ({ input }) => {
    const list = parse(input) as WireList
    body(list)
    return { stdout: stringify(list), stderr, exitCode }
  }
}

/** A program that prints this, whatever it reads. */
export function printing(stdout: string, exitCode = 0, stderr = ''): Runner {
  return () => ({ stdout, stderr, exitCode })
}

/** The outcome as a text: changed files, problems, and why functions failed. */
export function shown(outcome: RenderOutcome): string {
  const lines = [outcome.ok ? 'ok\n' : 'failed\n']
  for (const problem of outcome.problems) lines.push(`${formatResult(problem)}\n`)
  for (const { function: fn, exitCode, failure } of outcome.functions) {
    if (failure !== undefined) lines.push(`${fn.name}: ${failure.code} ${failure.message}\n`)
    else if (exitCode !== 0) lines.push(`${fn.name}: exit code ${exitCode}\n`)
  }
  for (const [path, change] of outcome.changes) lines.push(change === 'delete' ? `-- ${path} -- deleted\n` : `-- ${path} --\n${change.text}`)
  return lines.join('')
}

/** One line per event. */
export function told(events: readonly RenderEvent[]): string[] {
  return events.map((event) => {
    if (event.type === 'package' || event.type === 'package done') return `${event.type} ${event.path}`
    if (event.type === 'summary') return `${event.outcome}: ${event.functions} functions, ${event.packages} packages`
    if (event.type === 'skipped') return `skipped ${event.name}`
    return `${event.type} ${event.function.name}${event.type === 'running' && event.selected !== undefined ? ` on ${event.selected}` : ''}`
  })
}
