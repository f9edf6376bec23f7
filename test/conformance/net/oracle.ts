/** Python's ipaddress and Go's net/netip as oracles, and the short list of what they and we decide differently. */

import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { answerTo, question, QUESTION_NAMES, type Question } from './questions.ts'

const here = fileURLToPath(new URL('.', import.meta.url))

/** Another library, which answers many questions at once. */
export interface Oracle {
  readonly name: string
  /** The names of the questions that it has an answer to. */
  readonly answers: readonly string[]
  readonly differences: readonly Difference[]
  ask(questions: readonly Question[]): string[]
}

/** Something that an oracle accepts on purpose and we refuse on purpose. */
export interface Difference {
  readonly name: string
  applies(question: Question): boolean
}

const isAsked = (name: string, [asked]: Question): boolean => asked === name

const ZONE: Difference = { name: 'zone', applies: ([, text]) => text!.includes('%') }
const NETMASK: Difference = {
  name: 'netmask or host mask as length',
  applies: (asked) => isAsked('prefix', asked) && /\/\d+\.\d+\.\d+\.\d+$/.test(asked[1]!),
}
const BARE: Difference = { name: 'address without length as prefix', applies: (asked) => isAsked('prefix', asked) && !asked[1]!.includes('/') }
const LONG_LENGTH: Difference = {
  name: 'leading zeros in the length',
  applies: (asked) => isAsked('prefix', asked) && /\/0\d+$/.test(asked[1]!),
}

/** Python's ipaddress, or undefined where there is no python3. */
export function pythonOracle(): Oracle | undefined {
  if (spawnSync('python3', ['-c', 'import ipaddress']).status !== 0) return undefined
  return {
    name: 'ipaddress',
    answers: QUESTION_NAMES,
    differences: [ZONE, NETMASK, BARE, LONG_LENGTH],
    ask: (questions) => askCommand('python3', [join(here, 'oracle.py')], questions),
  }
}

/** Calls `use` with Go's net/netip, or with undefined where there is no go command; the built program lives as long. */
export function withNetipOracle(use: (oracle: Oracle | undefined) => void): void {
  if (spawnSync('go', ['version']).status !== 0) return use(undefined)
  const folder = mkdtempSync(join(tmpdir(), 'net-oracle-'))
  try {
    const program = join(folder, 'oracle')
    execFileSync('go', ['build', '-o', program, '.'], { cwd: here, stdio: 'pipe' })
    use({ name: 'net/netip', answers: ['addr', 'prefix', 'rel', 'order', 'kind'], differences: [ZONE], ask: (questions) => askCommand(program, [], questions) })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function askCommand(command: string, args: string[], questions: readonly Question[]): string[] {
  const input = `${questions.map((one) => JSON.stringify(one)).join('\n')}\n`
  const answers = execFileSync(command, args, { input, encoding: 'utf8', maxBuffer: 1 << 30 }).split('\n').slice(0, -1)
  if (answers.length !== questions.length) throw new Error(`${answers.length} answers to ${questions.length} questions`)
  return answers
}

/** What came out of asking an oracle. */
export interface Comparison {
  readonly asked: number
  /** Questions that both answered alike. */
  agreed: number
  /** How often each listed difference was met. */
  readonly listed: Map<string, number>
  /** All else: defects of ours, of the oracle or of the list. At most twenty are kept. */
  readonly disagreements: string[]
}

/** Asks `count` generated questions, the same for a seed, in portions that fit into memory. */
export function compare(oracle: Oracle, { count, seed }: { count: number; seed: number }): Comparison {
  const result: Comparison = { asked: count, agreed: 0, listed: new Map(), disagreements: [] }
  const answerable = question.filter(([name]) => oracle.answers.includes(name))
  const portion = 50_000
  for (let done = 0; done < count; done += portion) {
    const questions = fc.sample(answerable, { numRuns: Math.min(portion, count - done), seed: seed + done })
    for (const [index, theirs] of oracle.ask(questions).entries()) judge(oracle, questions[index]!, theirs, result)
  }
  return result
}

function judge(oracle: Oracle, asked: Question, theirs: string, result: Comparison): void {
  const ours = answerTo(asked)
  if (theirs === ours) result.agreed++
  else {
    const listed = ours === '-' ? oracle.differences.find((difference) => difference.applies(asked)) : undefined
    if (listed) result.listed.set(listed.name, (result.listed.get(listed.name) ?? 0) + 1)
    else if (result.disagreements.length < 20) result.disagreements.push(`${JSON.stringify(asked)}: ours ${ours}, ${oracle.name} ${theirs}`)
  }
}
