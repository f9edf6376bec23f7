/** The setters audit: for each package that applies setters, whether names that are given and names that are asked for meet. */

import { report } from '#fleet/finding.ts'
import { APPLY_CONTEXT, APPLY_SETTERS, functionNameOf, settersOfOthers, type OtherSetters } from '#fleet/other-setters.ts'
import { lookAlikeReport } from '#fleet/look-alike-report.ts'
import { SetterAudit } from '#fleet/setter-audit.ts'
import { SETTER_FINDINGS } from '#fleet/setter-findings.ts'
import { shownValueOf } from '#krm/credential.ts'
import { formatPlace, placeOf, Results, type Result } from '#krm/result.ts'
import type { Resource } from '#krm/resource.ts'
import { findLookAlikes } from '#krm/setter-look-alike.ts'
import { planSetters } from '#krm/setters.ts'
import { above, below, type SourcePackage, type SourceTree } from '#check/source-tree.ts'
import { applyingOf, isApplyContext, usesOf, type Applying } from './setter-uses.ts'


/** `fromVariants`: names that PackageVariants of the repository give to packages. */
export function auditSetters(tree: SourceTree, fromVariants: ReadonlySet<string>): Result[] {
  const results: Result[] = []
  const applying = tree.packages.flatMap(applyingOf)
  const all = tree.packages.flatMap(({ resources }) => resources)
  const others = withNames(settersOfOthers(all, APPLY_SETTERS), fromVariants, readInPrograms(tree))
  for (const one of applying) results.push(...auditOne(tree, one, others, applying))
  results.push(...shadowed(tree, applying), ...openInterfaces(tree), ...oldForms(tree))
  return distinct(results)
}

/** Setters in the form of kpt before version 1, in packages that apply none: nothing ever sets them. */
function oldForms(tree: SourceTree): Result[] {
  const results = new Results()
  for (const { resources } of tree.packages) {
    for (const resource of resources.filter(({ text }) => text.includes('"$kpt-set"'))) {
      const hits = planSetters(resource, new Map()).hits
      for (const alike of findLookAlikes(resource, hits)) if (alike.why === 'old') lookAlikeReport(resource, alike, results)()
    }
  }
  return results.list
}

/** Every name that something in the tree, or a variant, gives a value. */
export function namesGiven(tree: SourceTree, fromVariants: ReadonlySet<string>): ReadonlySet<string> {
  const all = tree.packages.flatMap(({ resources }) => resources)
  const applied = tree.packages.flatMap(applyingOf).flatMap(({ given }) => [...given.keys()])
  return new Set([...settersOfOthers(all, APPLY_SETTERS).given, ...applied, ...fromVariants])
}

function auditOne(tree: SourceTree, { pack, fn, given }: Applying, others: OtherSetters, applying: readonly Applying[]): Result[] {
  const results = new Results()
  const texts = new Map([...given].map(([name, { text }]) => [name, text]))
  const scope = below(tree, pack.dir)
  const audit = new SetterAudit(given, { ...others, pipeline: [] }, results, () => undefined)
  for (const { resources } of scope) for (const resource of resources) seeResource(audit, resource, texts)
  audit.finish()
  // What an inner package that applies setters itself says of its own fields is said there.
  const inner = new Set(applying.filter((other) => other.pack.dir !== pack.dir && scope.includes(other.pack)).flatMap((other) => below(tree, other.pack.dir).flatMap(({ resources }) => resources.map(({ origin }) => origin.path))))
  const hasSelectors = fn.selectors.length > 0 || fn.exclude.length > 0
  // The audit of apply-cluster-context runs when that does, and knows what it derives from a context.
  const hasContext = [pack, ...above(tree, pack.dir), ...scope].some(({ kptfile }) => kptfile?.mutators.some(isApplyContext))
  return results.list.filter(({ code, place }) => {
    if (hasContext && ASKED_IN_VAIN.has(code ?? '')) return false
    if (hasSelectors && code !== SETTER_FINDINGS.lookAlike.code) return false
    return code === SETTER_FINDINGS.unused.code || !inner.has(place?.file ?? '')
  })
}

/** Findings about names that nothing gives, which another function may give. */
const ASKED_IN_VAIN: ReadonlySet<string> = new Set([SETTER_FINDINGS.unresolved.code, SETTER_FINDINGS.nearMiss.code, SETTER_FINDINGS.placeholder.code, SETTER_FINDINGS.unused.code])

function seeResource(audit: SetterAudit, resource: Resource, texts: ReadonlyMap<string, string>): void {
  if (resource.mentionsSetters) audit.see(resource, planSetters(resource, texts).hits)
}

function withNames(others: OtherSetters, given: ReadonlySet<string>, read: ReadonlySet<string>): OtherSetters {
  return { ...others, given: new Set([...others.given, ...given]), read: new Set([...others.read, ...read]) }
}

/** Words in the configs of functions that are programs themselves: a setter that one of them names is used. */
function readInPrograms(tree: SourceTree): Set<string> {
  const words = new Set<string>()
  for (const { resources } of tree.packages) {
    for (const { kind, text } of resources) {
      if (kind === 'StarlarkRun' || (kind === 'ConfigMap' && text.includes('source: |'))) for (const [word] of text.matchAll(/[\w.-]{2,}/g)) words.add(word)
    }
  }
  return words
}

/** Two functions that give one setter different values where both reach a field: the one that runs last wins. */
function shadowed(tree: SourceTree, applying: readonly Applying[]): Result[] {
  const results = new Results()
  for (const [index, early] of applying.entries()) {
    for (const late of applying.slice(index + 1)) {
      if (early.pack !== late.pack) continue
      const used = usesOf(tree, early.pack)
      for (const [name, { text, from }] of early.given) {
        const winner = late.given.get(name)
        if (winner === undefined || winner.text === text || !used.has(name)) continue
        const by = early.fn.name?.startsWith('PackageVariant.') === true ? 'the PackageVariant' : 'an earlier apply-setters'
        const place = formatPlace(placeOf(winner.from))
        const shown = shownValueOf(name, text)
        const message = `${by} sets ${name} to "${shown}", but the apply-setters at ${place} runs later and sets it to "${shownValueOf(name, winner.text)}": that one wins; remove it there`
        report(results, SETTER_FINDINGS.shadowed, message, from, { ...(shown === text && { currentValue: text }), related: [{ message: 'this value wins', place: placeOf(winner.from) }] })
      }
    }
  }
  return results.list.map((result) => (result.message.startsWith('the PackageVariant') ? { ...result, severity: 'error' as const } : result))
}

/** Packages with marked fields that neither they nor the packages above them fill: their setters are an interface. */
function openInterfaces(tree: SourceTree): Result[] {
  const results = new Results()
  const applies = ({ kptfile }: SourcePackage): boolean => kptfile?.mutators.some((fn) => [APPLY_SETTERS, APPLY_CONTEXT].includes(functionNameOf(fn.image ?? fn.exec ?? ''))) === true
  for (const pack of tree.packages) {
    if (pack.kptfile === undefined || [pack, ...above(tree, pack.dir)].some(applies)) continue
    const marked = pack.resources.filter((resource) => resource.mentionsSetters).map((resource) => ({ resource, hits: planSetters(resource, new Map()).hits }))
    const names = [...new Set(marked.flatMap(({ hits }) => hits.flatMap(({ pattern }) => pattern.names)))].toSorted()
    const first = marked.find(({ hits }) => hits.length > 0)
    if (first === undefined || names.length === 0) continue
    report(results, SETTER_FINDINGS.openInterface, `the package expects the setters ${names.join(', ')} and gives none itself: whoever deploys it has to`, first.resource.field(...first.hits[0]!.path))
  }
  return results.list
}

/** The same finding at the same place once, however many functions it was found for. */
function distinct(results: readonly Result[]): Result[] {
  const seen = new Set<string>()
  return results.filter(({ code, place, message }) => {
    const id = `${code} ${formatPlace(place)} ${place?.field} ${place?.position === undefined ? message : ''}`
    if (seen.has(id)) return false
    seen.add(id)
    return true
  })
}
