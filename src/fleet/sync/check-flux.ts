/** Rules about Flux's sync objects. */

import type { Resource } from '#krm/resource.ts'
import type { Results } from '#krm/result.ts'
import { report } from '#fleet/finding.ts'
import { fluxKeyProblem } from './auth.ts'
import { secretNamed } from './check-secrets.ts'
import { checkGitUrl } from './check-source.ts'
import { isFluxInterval, parseDuration } from './duration.ts'
import type { FluxKustomization, FluxSource } from './flux-object.ts'
import { branchProblem, refProblem } from './git-ref.ts'
import { withScheme } from './git-url.ts'
import { FLUX_FINDINGS, PLACEMENT_FINDINGS } from './placement-findings.ts'
import { dirProblem } from './sync-dir.ts'
import { SYNC_FINDINGS } from './sync-findings.ts'
import { isObjectName, LONGEST_FLUX_NAME } from './sync-name.ts'
import type { Text } from './sync-object.ts'

/** Reports what is wrong with a source. */
export function checkFluxSource(source: FluxSource, items: Iterable<Resource>, results: Results): void {
  const { resource, kind, url, interval, ref, secretRef } = source
  checkName(resource, results)
  checkInterval(interval, results)
  const spec = resource.field('spec')
  if (url === undefined) report(results, SYNC_FINDINGS.noSource, 'spec.url is missing or empty', spec.child('url'))
  else if (kind === 'OCIRepository') {
    if (!/^oci:\/\/[A-Za-z0-9[][\w.:/[\]-]*$/.test(url.value)) report(results, FLUX_FINDINGS.fluxUrl, 'spec.url is no oci://registry/path; the tag goes to spec.ref', url.from)
  } else {
    const scheme = checkGitUrl(url, secretRef !== undefined, results)
    if (scheme === 'scp') report(results, FLUX_FINDINGS.fluxUrl, `spec.url has no scheme; write ${withScheme(url.value)}`, url.from)
    if (scheme === 'ssh' && secretRef === undefined) report(results, FLUX_FINDINGS.fluxNoSecret, 'spec.url is one of ssh, which needs spec.secretRef', spec.child('secretRef'))
    const secret = secretRef === undefined ? undefined : secretNamed(secretRef.value, resource.namespace, items)
    const problem = secret === undefined || scheme === undefined ? undefined : fluxKeyProblem(scheme, secret.keys)
    if (problem !== undefined) report(results, PLACEMENT_FINDINGS.secretKeys, `${secret!.resource.describe()} ${problem}, which Flux reads for ${scheme}`, secretRef!.from)
  }
  checkRef(source, ref, results)
}

function checkRef({ kind, resource }: FluxSource, ref: FluxSource['ref'], results: Results): void {
  if (kind === 'GitRepository' && ref.size === 0) report(results, SYNC_FINDINGS.noBranch, 'spec.ref is not set, which means master; set spec.ref.branch', resource.field('spec', 'ref'))
  for (const [key, text] of ref) {
    if (text === undefined || key === 'semver' || key === 'semverFilter') continue
    const problem = key === 'branch' ? branchProblem(text.value) : key === 'digest' ? (/^sha256:[0-9a-f]{64}$/.test(text.value) ? undefined : 'is no sha256 digest') : refProblem(text.value)
    if (problem !== undefined) report(results, SYNC_FINDINGS.badRef, `${text.from.name} ${problem}`, text.from)
  }
}

/** Reports what is wrong with a Kustomization. `sources`: those of the package. */
export function checkFluxKustomization(kustomization: FluxKustomization, sources: readonly Resource[], results: Results): void {
  const { resource, path, interval, sourceKind, sourceName } = kustomization
  checkName(resource, results)
  checkInterval(interval, results)
  const wrong = path === undefined ? undefined : dirProblem(path.value)
  if (wrong !== undefined) report(results, SYNC_FINDINGS.badDir, `spec.path ${wrong}`, path!.from)
  const near = sources.filter(({ kind }) => kind === sourceKind?.value)
  const isOwn = resource.field('spec', 'sourceRef', 'namespace').string
  if (isOwn === undefined && sourceName !== undefined && near.length > 0 && !near.some(({ name }) => name === sourceName.value)) {
    report(results, FLUX_FINDINGS.dangling, `spec.sourceRef names ${sourceKind!.value} ${sourceName.value}; the package has ${near.map(({ name }) => name).join(', ')}`, sourceName.from)
  }
}

function checkName(resource: Resource, results: Results): void {
  const { name } = resource
  if (name.length <= LONGEST_FLUX_NAME && isObjectName(name)) return
  report(results, FLUX_FINDINGS.fluxName, `"${name}" is no DNS-1123 name of at most ${LONGEST_FLUX_NAME} characters`, resource.field('metadata', 'name'))
}

function checkInterval(interval: Text, results: Results): void {
  if (interval === undefined) return
  if (!isFluxInterval(interval.value)) report(results, SYNC_FINDINGS.badPeriod, `${interval.from.name} is "${interval.value}"; write it with a unit, such as 1m`, interval.from)
  else if ((parseDuration(interval.value) ?? 0) < 5) report(results, SYNC_FINDINGS.shortPeriod, `${interval.from.name} is ${interval.value}: the source is asked every time; write 1m or so`, interval.from)
}
