/** Random edits on packages, by kpt and by us: what differs, and which of it on purpose. */

import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readKrmFile } from '#krm/krm-file.ts'
import { goOracle } from '../scalars/oracle.ts'
import { compareCorpus, layAgain, layCorpus, settle, type Laid, type Pipeline } from '../../render/corpus-renders.ts'
import { kptTogether, type KptLeft } from '../../render/kpt-together.ts'
import { readTree, type Workshop } from '../../render/with-kpt.ts'
import { chooseEdits, EDITS, editInProcess, editsFile, generatedPackages, layGenerated } from './packages.ts'
import type { Edit } from './random-edits.ts'

/** What came of one round. */
export interface Edited {
  readonly edits: number
  /** Files that differ for a listed reason, by its name. */
  readonly listed: ReadonlyMap<string, number>
  /** All else: the file, the edit, the first lines that differ. */
  readonly wrong: readonly string[]
}

/** The three texts of a file: before, by kpt, by us. */
interface Texts {
  readonly before: string
  readonly theirs: string
  readonly ours: string
}

/** A difference on purpose, on text that kpt leaves alone. */
interface Difference {
  readonly name: string
  applies(edit: Edit, texts: Texts): boolean
}

const DIFFERENCES: readonly Difference[] = [
  { name: 'kpt drops annotations that became empty', applies: ({ op, path }, { ours }) => op === 'remove' && path[1] === 'annotations' && /^ +annotations: \{\}$/m.test(ours) },
  { name: 'what has the value already stays as it is spelt', applies: ({ op }, { before, ours }) => op === 'set' && ours === before },
  { name: 'a list that is replaced is edited item by item, which keep their quotes', applies: ({ value }, { theirs, ours }) => Array.isArray(value) && withoutQuotes(theirs) === withoutQuotes(ours) },
  {
    name: 'kpt pairs comments with places, so beside an edit they move, double or go; ours stay in their order',
    applies: (_, { before, theirs, ours }) => withoutComments(theirs) === withoutComments(ours) && isPartOf(comments(ours), comments(before)),
  },
]

function withoutComments(text: string): string {
  return text.replaceAll(/^\s*#.*\n/gm, '').replaceAll(/[ \t]+#.*$/gm, '').replaceAll(/\n+/g, '\n')
}

function withoutQuotes(text: string): string {
  return text.replaceAll(/["']/g, '')
}

function comments(text: string): string[] {
  return text.match(/(?<![^\s])#.*$/gm) ?? []
}

/** Whether `part` is `whole` with some left out. */
function isPartOf(part: readonly string[], whole: readonly string[]): boolean {
  let at = 0
  for (const one of whole) if (one === part[at]) at++
  return at === part.length
}

/** Packages whose text kpt leaves alone, and rounds of edits on them. */
export class EditRounds {
  readonly #workshop: Workshop
  readonly #edited: Pipeline
  /** The Go function without edits: it reads and writes as it does with some. */
  readonly #idle: Pipeline
  #rooms = 0

  constructor(workshop: Workshop, program: string) {
    this.#workshop = workshop
    this.#idle = { functions: [{ exec: program, configPath: EDITS }], beside: { [EDITS]: editsFile([]) } }
    this.#edited = { functions: [{ exec: program, configPath: EDITS }], run: editInProcess }
  }

  #room(): string {
    return join(this.#workshop.dir, `edits-${this.#rooms++}`)
  }

  /** The real packages, as they are. */
  real(corpus: string): Laid {
    return layCorpus(corpus, this.#room(), this.#idle)
  }

  /** The same in text that kpt leaves alone. */
  async settled(laid: Laid): Promise<Laid> {
    const copy = layAgain(laid, this.#room(), this.#idle)
    await settle(copy)
    return copy
  }

  /** Generated packages that kpt can read, that it leaves alone after two renders, and in whose text no parser but its own is needed. */
  async generated(count: number, seed: number): Promise<Laid> {
    const dir = this.#room()
    const made = generatedPackages(count, seed)
    const { kyaml } = goOracle().ask({ documents: made.map(({ text }) => text) })
    const packages = made.filter((_, index) => kyaml[index]!.error === '')
    layGenerated(dir, packages)
    const laid = layAgain({ dir, names: packages.map(({ name }) => name) }, this.#room(), this.#idle)
    const render = (): Promise<Map<string, KptLeft>> => kptTogether(laid.dir, laid.names, ['--allow-exec'])
    await render()
    const [before, after] = [await render(), await render()]
    const names = laid.names.filter((name) => {
      const text = after.get(name)!.files.get('a.yaml')
      return after.get(name)!.exitCode === 0 && text !== undefined && text === before.get(name)!.files.get('a.yaml') && readKrmFile('a.yaml', text).problems.length === 0
    })
    return { dir: laid.dir, names }
  }

  /** One edit in every file, made by both; `bytes` where the text is one that kpt leaves alone. */
  async round(from: Laid, seed: number, bytes: boolean): Promise<Edited> {
    const laid = layAgain(from, this.#room(), this.#edited)
    const edits = new Map<string, Edit>()
    const before = new Map<string, string>()
    for (const [index, name] of laid.names.entries()) {
      const files = readTree(join(laid.dir, name))
      // A package inside a package sees its files by other names.
      const isSingle = [...files.keys()].filter((path) => path.endsWith('Kptfile')).length === 1
      const chosen = isSingle ? chooseEdits(files, seed * 1000 + index) : []
      writeFileSync(join(laid.dir, name, EDITS), editsFile(chosen))
      for (const edit of chosen) {
        edits.set(`${name}/${edit.file}`, edit)
        before.set(`${name}/${edit.file}`, files.get(edit.file) ?? '')
      }
    }
    const { wrong, otherBytes } = await compareCorpus(this.#workshop, laid, this.#edited)
    const listed = new Map<string, number>()
    const unlisted = [...wrong].flatMap(([name, found]) => found.map((line) => this.#story(edits, name, line)))
    if (bytes) {
      for (const [name, found] of otherBytes) {
        for (const { path, theirs, ours, story } of found) {
          const edit = edits.get(`${name}/${path}`)
          const known = edit === undefined ? undefined : DIFFERENCES.find(({ applies }) => applies(edit, { before: before.get(`${name}/${path}`)!, theirs, ours }))
          if (known === undefined) unlisted.push(`${this.#story(edits, name, story)}\n--- before\n${(before.get(`${name}/${path}`) ?? '').slice(0, 1500)}`)
          else listed.set(known.name, (listed.get(known.name) ?? 0) + 1)
        }
      }
    }
    rmSync(laid.dir, { recursive: true, force: true })
    return { edits: edits.size, listed, wrong: unlisted }
  }

  #story(edits: ReadonlyMap<string, Edit>, name: string, line: string): string {
    const file = /^(?:other bytes in )?([^[:\n]+)/.exec(line)?.[1] ?? ''
    return `${name}: ${JSON.stringify(edits.get(`${name}/${file}`))}\n${line}`
  }
}
