/** A planned package as Porch would commit it: clone, first render, the variant's changes, render. */

import type { BlueprintPackage } from '#fleet/model/blueprint-package.ts'
import { report } from '#fleet/finding.ts'
import { placeOf, readableMessage, Results, type Result } from '#krm/result.ts'
import type { RenderCode } from '#render/codes.ts'
import type { FunctionRun, RenderedItem, RenderOutcome } from '#render/outcome.ts'
import { render } from '#render/render.ts'
import type { RenderInput, RenderOptions } from '#render/render-input.ts'
import type { RenderHost } from '#render/runner.ts'
import { withStatus } from '#render/status.ts'
import { changeContext } from './change-context.ts'
import { clonePackage, CONTEXT_FILE, type CloneIdentity } from './clone-package.ts'
import { injectConfig, type FindObjects } from './inject-config.ts'
import { MAKE_FINDINGS } from './make-findings.ts'
import { PackageUnderEdit } from './package-under-edit.ts'
import type { PlannedPackage } from './planned-package.ts'
import { prependFunctions } from './prepend-functions.ts'
import { located } from './located.ts'

/** What became of a package. Places of results are those of the blueprint or of the variant, wherever they are known. */
export interface MadePackage {
  readonly ok: boolean
  /** Every file by its path in the package; empty unless `ok`. */
  readonly files: ReadonlyMap<string, string>
  /** The resources in kpt's order; empty unless `ok`. */
  readonly items: readonly RenderedItem[]
  readonly results: readonly Result[]
  /** Every function ran in our own process: the same input gives the same package, always. */
  readonly reproducible: boolean
}

/** Decisions for all packages of a run. */
export interface MakeOptions {
  readonly render?: RenderOptions
  /** Write condition Rendered and renderStatus into the Kptfile, as Porch's renderer does. */
  readonly status?: boolean
}

const NO_FUNCTIONS = { mutators: [], validators: [] }

/** A clone after its first render: the same for every variant that clones one revision under one name. */
interface Base {
  readonly texts: ReadonlyMap<string, string> | undefined
  readonly results: (planned: PlannedPackage) => Result[]
  readonly reproducible: boolean
}

/** Makes packages; what several of them share is made once. */
export class PackageMaker {
  readonly #host: RenderHost
  readonly #options: MakeOptions
  readonly #bases = new Map<BlueprintPackage, Map<string, Promise<Base>>>()

  constructor(host: RenderHost, options: MakeOptions = {}) {
    this.#host = host
    this.#options = options
  }

  /** Never rejects for a user's data. `objects` finds what may be injected, in the namespace of the variant. */
  async make(planned: PlannedPackage, blueprint: BlueprintPackage, objects: FindObjects): Promise<MadePackage> {
    const base = await this.#base(planned, blueprint)
    const failed = (results: readonly Result[]): MadePackage => ({ ok: false, files: new Map(), items: [], results, reproducible: false })
    const found = base.results(planned)
    if (base.texts === undefined) return failed(found)
    const results = new Results()
    const files = new PackageUnderEdit(base.texts)
    const changed = changeByVariant(files, planned, objects, results)
    const locate = (texts: ReadonlyMap<string, string>) => (result: Result) => located(result, blueprint, texts, planned)
    const all = [...found, ...results.list.map(locate(base.texts))]
    if (!changed || results.list.some(({ code, severity }) => severity === 'error' && code !== MAKE_FINDINGS.notInjected.code)) return failed(all)
    const texts = files.print()
    const outcome = await render(this.#input(planned, blueprint, texts), this.#host)
    all.push(...resultsOf(outcome).map(locate(texts)))
    if (!outcome.ok) return failed(all)
    return { ok: true, files: this.#finish(new Map([...(blueprint.others ?? []).map(({ path, text }) => [path, text] as const), ...texts]), outcome), items: outcome.items, results: all, reproducible: base.reproducible && isReproducible(outcome) }
  }

  #base(planned: PlannedPackage, blueprint: BlueprintPackage): Promise<Base> {
    const identity = identityOf(planned, blueprint)
    let clones = this.#bases.get(blueprint)
    if (clones === undefined) this.#bases.set(blueprint, (clones = new Map()))
    const key = JSON.stringify(identity)
    let base = clones.get(key)
    if (base === undefined) clones.set(key, (base = this.#clone(planned, blueprint, identity)))
    return base
  }

  async #clone(first: PlannedPackage, blueprint: BlueprintPackage, identity: CloneIdentity): Promise<Base> {
    const files = new PackageUnderEdit(new Map(blueprint.files.map(({ path, text }) => [path, text])))
    if (files.resources('Kptfile')[0]?.kind !== 'Kptfile' || !files.isReadable('Kptfile')) {
      const why = `${blueprint.displayPath} cannot be cloned: it has no readable Kptfile`
      return { texts: undefined, results: (planned) => oneResult(MAKE_FINDINGS.unreadable, why, planned), reproducible: false }
    }
    const lost = clonePackage(files, identity)
    const texts = files.print()
    const outcome = await render(this.#input(first, blueprint, texts), this.#host)
    if (outcome.ok) return { texts: new Map([...texts, ...outcome.files]), results: (planned) => lostKeys(lost, blueprint, planned), reproducible: isReproducible(outcome) }
    const errors = resultsOf(outcome).filter(({ severity }) => severity === 'error')
    const said = (planned: PlannedPackage): Result[] => {
      const all = errors.map((result) => located(result, blueprint, texts, { variant: planned.variant, pipeline: NO_FUNCTIONS }))
      return [...all, ...oneResult(MAKE_FINDINGS.firstRender, `${blueprint.displayPath} does not render as it is cloned, before the variant adds its values, so Porch refuses the clone`, planned)]
    }
    return { texts: undefined, results: said, reproducible: false }
  }

  #input(planned: PlannedPackage, blueprint: BlueprintPackage, texts: ReadonlyMap<string, string>): RenderInput {
    const ignored = new Set(blueprint.files.flatMap((file) => (file.ignored === true ? [file.path] : [])))
    const files = [...texts].map(([path, text]) => (ignored.has(path) ? { path, text, ignored: true } : { path, text }))
    const order = files.every(({ path }) => path !== CONTEXT_FILE) ? files : files.toSorted((a, b) => walkOrder(a.path, b.path))
    const name = planned.downstream.package.value
    return { name: name.slice(name.lastIndexOf('/') + 1), files: order, kptfileDirs: blueprint.kptfileDirs, ...(this.#options.render !== undefined && { options: this.#options.render }) }
  }

  #finish(texts: ReadonlyMap<string, string>, outcome: RenderOutcome): ReadonlyMap<string, string> {
    const files = new Map(texts)
    for (const [path, change] of outcome.changes) {
      if (change === 'delete') files.delete(path)
      else files.set(path, change.text)
    }
    const kptfile = files.get('Kptfile')
    if (this.#options.status === true && kptfile !== undefined) files.set('Kptfile', withStatus(kptfile, outcome))
    return new Map([...files].toSorted(([a], [b]) => (a < b ? -1 : 1)))
  }
}

function isReproducible({ functions }: RenderOutcome): boolean {
  return functions.every(({ function: { kind } }) => kind === 'builtin')
}

/** False when Porch would refuse the whole pass. */
function changeByVariant(files: PackageUnderEdit, planned: PlannedPackage, objects: FindObjects, results: Results): boolean {
  changeContext(files, planned.packageContext, results)
  const [kptfile] = files.resources('Kptfile')
  if (kptfile !== undefined) prependFunctions(kptfile, planned.variant.name, planned.pipeline)
  return injectConfig(files, planned.injectors, objects, results)
}

/** What the clone records of its origin: what was read from git, else what the Repository object says. */
export function identityOf(planned: PlannedPackage, { lock }: BlueprintPackage): CloneIdentity {
  const { upstream, upstreamRepository: repository, downstream, downstreamRepository } = planned
  const url = lock?.url ?? repository?.url?.value
  const root = repository?.resource.field('spec', 'git', 'directory').string?.replaceAll(/^\/+|\/+$/g, '') ?? ''
  const directory = lock?.directory ?? (root === '' ? upstream.package : `${root}/${upstream.package}`)
  const isBranch = upstream.workspaceName === (repository?.branch?.value ?? 'main')
  const ref = lock?.ref ?? (isBranch ? upstream.workspaceName : `${directory}/${upstream.workspaceName}`)
  return {
    package: downstream.package.value,
    deployment: downstreamRepository?.deployment ?? true,
    upstream: url === undefined ? undefined : { url, directory, ref },
    commit: lock?.commit,
  }
}

function resultsOf({ problems, functions }: RenderOutcome): Result[] {
  const failures = functions.flatMap((run) => {
    const failure = whyUnexplained(run)
    return failure === undefined ? [] : [{ ...failure, severity: 'error' as const, place: { ...run.declared.place, index: 0 } }]
  })
  return [...problems, ...functions.flatMap(({ located }) => located), ...failures]
}

/** Why a function failed, where no result of its own says so: a program may end with words on standard error alone. */
function whyUnexplained({ failure, exitCode, located, stderr, function: { name } }: FunctionRun): { readonly code: string; readonly message: string } | undefined {
  if (failure !== undefined) return failure
  if (exitCode === 0 || located.some(({ severity }) => severity === 'error')) return undefined
  const said = stderr.trim().replaceAll(/\s*[\r\n]+\s*/g, ' | ')
  return { code: 'KPT130' satisfies RenderCode, message: readableMessage(`${name} ended with exit code ${exitCode}${said === '' ? ' and says no reason' : `: ${said}`}`) }
}

function oneResult(kind: { readonly code: string; readonly severity: 'error' | 'warning' | 'info' }, message: string, { variant }: PlannedPackage): Result[] {
  return [{ code: kind.code, severity: kind.severity, message, place: placeOf(variant.from) }]
}

function lostKeys(lost: readonly string[], blueprint: BlueprintPackage, { packageContext }: PlannedPackage): Result[] {
  const keys = lost.filter((key) => !packageContext.data.has(key))
  if (keys.length === 0) return []
  const results = new Results()
  const message = `${keys.join(', ')} of ${CONTEXT_FILE} ${keys.length === 1 ? 'is' : 'are'} lost: cloning into a deployment repository writes this file anew`
  report(results, MAKE_FINDINGS.contextLost, message, { file: `${blueprint.displayPath}/${CONTEXT_FILE}` })
  return results.list
}

/** kpt's walk: names of a directory by bytes, so `a/b` stands where `a` does. */
function walkOrder(a: string, b: string): number {
  const [left, right] = [a.split('/'), b.split('/')]
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    if (left[index]! !== right[index]!) return left[index]! < right[index]! ? -1 : 1
  }
  return left.length - right.length
}
