/** One call of one function: selection, config, the call itself, the answer checked and taken over. */

import type { Resource } from '#krm/resource.ts'
import type { Result } from '#krm/result.ts'
import { accept } from './accept.ts'
import type { Answered, CallFailure } from './answered.ts'
import { defaultPath } from './answered.ts'
import { backupOf, restore } from './backup.ts'
import type { FunctionFailed, FunctionIdentity } from './events.ts'
import { configFor, type CallConfig } from './function-config.ts'
import { locateResults } from './locate-results.ts'
import type { FunctionRun } from './outcome.ts'
import type { Package } from './package.ts'
import type { PackageItem } from './package-item.ts'
import type { PipelineFunction } from './pipeline-function.ts'
import { readAnswer } from './read-answer.ts'
import { tell, type RenderState } from './render-state.ts'
import { eventResults } from './result-forms.ts'
import type { DirectAnswer, OutsideAnswer, PreparedFunction, RunnerCall } from './runner.ts'
import { isSelective, mergeSelected, selectItems } from './selection.ts'
import { printWire, type SentList } from './wire.ts'

/** Calls `fn` on the items of a package: the items afterwards, or undefined when it failed and nothing was changed. */
export async function callFunction(
  state: RenderState,
  pack: Package,
  fn: PipelineFunction,
  prepared: PreparedFunction,
  items: readonly PackageItem[],
): Promise<readonly PackageItem[] | undefined> {
  const identity: FunctionIdentity = { name: prepared.name, kind: prepared.kind }
  const selected = selectItems(fn, items)
  tell(state, { type: 'running', function: identity, selected: isSelective(fn) ? selected.length : undefined })
  const call = new Call(state, pack, fn, selected, configFor(fn, pack, items))
  const verdict = call.judge(await prepared.run(call))
  const run: FunctionRun = { function: identity, declared: fn, packageDir: pack.dir, ...verdict.said, located: call.locate(verdict.said.results) }
  state.runs.push(run)
  const outcome = { function: identity, results: eventResults(run.results), stderr: run.stderr }
  if (verdict.items === undefined) {
    tell(state, { type: 'failed', ...outcome, ...failureOf(run) })
    return undefined
  }
  state.notes.push(...verdict.notes)
  state.passed++
  tell(state, { type: 'passed', ...outcome })
  if (fn.type === 'validator') return items
  return isSelective(fn) ? mergeSelected(items, selected, verdict.items) : verdict.items
}

function failureOf(run: FunctionRun): Pick<FunctionFailed, 'exitCode' | 'failure'> {
  const isVerdict = run.exitCode !== 0 && run.failure === undefined
  return { exitCode: isVerdict || run.exitCode === -1 ? run.exitCode : undefined, ...(run.failure !== undefined && { failure: run.failure }) }
}

type Said = Pick<FunctionRun, 'results' | 'stderr' | 'exitCode' | 'failure'>

interface Verdict {
  readonly said: Said
  /** Undefined when the call failed. */
  readonly items: readonly PackageItem[] | undefined
  readonly notes: readonly Result[]
}

/** What a runner is given. Wire text and clones are made when they are first asked for. */
class Call implements RunnerCall {
  readonly #state: RenderState
  readonly #pack: Package
  readonly #fn: PipelineFunction
  readonly #selected: readonly PackageItem[]
  readonly #config: CallConfig
  readonly #backup: ReturnType<typeof backupOf>
  #items: readonly Resource[] | undefined
  #sent: SentList | undefined

  constructor(state: RenderState, pack: Package, fn: PipelineFunction, selected: readonly PackageItem[], config: CallConfig) {
    this.#state = state
    this.#pack = pack
    this.#fn = fn
    this.#selected = selected
    this.#config = config
    this.#backup = backupOf(selected)
  }

  get items(): readonly Resource[] {
    this.#items ??= this.#selected.map(({ resource }) => (this.#fn.type === 'validator' ? resource.clone() : resource))
    return this.#items
  }

  get functionConfig(): Resource | undefined {
    return this.#config.resource
  }

  get input(): string {
    return this.#wire().text
  }

  #wire(): SentList {
    this.#sent ??= printWire(this.#state.wireRoot, this.#fn.type, this.#selected, this.#config.resource, this.#config.item)
    return this.#sent
  }

  /** Decides whether the function did its work. A failed call leaves every item as it was. */
  judge(answer: DirectAnswer | OutsideAnswer): Verdict {
    const verdict = 'stdout' in answer ? this.#judgeOutside(answer) : this.#judgeDirect(answer)
    if (verdict.items === undefined) restore(this.#backup)
    return verdict
  }

  /** Results with their places from the root package. */
  locate(results: readonly Result[]): Result[] {
    return locateResults(results, this.#backup)
  }

  #judgeDirect({ items, results, ok }: DirectAnswer): Verdict {
    const said = { results, stderr: '', exitCode: ok ? 0 : 1 }
    if (!ok) return { said, items: undefined, notes: [] }
    const byResource = new Map(this.items.map((resource, index) => [resource, this.#selected[index]!]))
    const returned = items.map((resource) => {
      const item = byResource.get(resource)
      const { path, index } = resource.origin
      return {
        item,
        resource: item === undefined || this.#fn.type === 'mutator' ? resource : item.resource,
        path: path === '' ? defaultPath(resource) : path,
        index: path === '' || item?.hasIndex === false ? undefined : index,
        packageDir: item?.packageDir ?? this.#pack.dir,
      }
    })
    return this.#accepted({ returned, results }, said)
  }

  #judgeOutside({ stdout, stderr, exitCode, failure }: OutsideAnswer): Verdict {
    if (failure !== undefined) return { said: { results: [], stderr, exitCode, failure }, items: undefined, notes: [] }
    const answered = readAnswer(this.#state.wireRoot, this.#pack.dir, this.#wire(), stdout)
    if (exitCode !== 0) return { said: { results: 'results' in answered ? answered.results : [], stderr, exitCode }, items: undefined, notes: [] }
    if ('failures' in answered) return { said: { results: [], stderr, exitCode, failure: oneFailure(answered.failures) }, items: undefined, notes: [] }
    return this.#accepted(answered, { results: answered.results, stderr, exitCode })
  }

  #accepted(answered: Answered, said: Said): Verdict {
    const errors = said.results.filter(({ severity }) => severity === 'error').length
    if (errors > 0 && this.#state.options.verdict !== 'exit-code') {
      const failure = { code: 'KPT131', message: `it reported ${errors} error${errors > 1 ? 's' : ''} (and ended with exit code 0)` }
      return { said: { ...said, failure }, items: undefined, notes: [] }
    }
    const accepted = accept(answered, {
      type: this.#fn.type,
      backup: this.#backup,
      allowDeletions: this.#state.options.allowDeletions === true,
      configIsConfigMap: this.#config.resource?.kind === 'ConfigMap' && this.#config.resource.apiVersion === 'v1',
      untouchable: this.#state.untouchable,
    })
    if ('failures' in accepted) return { said: { ...said, failure: oneFailure(accepted.failures) }, items: undefined, notes: [] }
    return { said, items: accepted.items, notes: accepted.notes }
  }
}

/** Several failures as one: the first code, all messages. */
function oneFailure(failures: readonly CallFailure[]): CallFailure {
  return { code: failures[0]!.code, message: failures.map(({ message }) => message).join('; ') }
}
