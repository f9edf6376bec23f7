/** Rules about the source of a RootSync or RepoSync: what its validator rejects, and what cannot work though it accepts it. */

import type { Results } from '#krm/result.ts'
import { report } from '#fleet/finding.ts'
import { AUTH, AUTH_WITH_PROXY } from './auth.ts'
import { isUrlProblem, parseGitUrl, type GitScheme } from './git-url.ts'
import { branchProblem, refProblem } from './git-ref.ts'
import { parseDuration } from './duration.ts'
import { REJECTIONS } from './rejection-findings.ts'
import { dirProblem } from './sync-dir.ts'
import { SYNC_FINDINGS } from './sync-findings.ts'
import type { SyncSource, Text } from './sync-object.ts'

/** All rules about `spec.git`, `spec.oci` or `spec.helm`. */
export function checkSource(source: SyncSource, results: Results): void {
  checkRequired(source, results)
  checkAuth(source, results)
  checkAddress(source, results)
  checkPeriod(source.period, results)
  if (source.dir !== undefined) {
    const wrong = dirProblem(source.dir.value)
    if (wrong !== undefined) report(results, SYNC_FINDINGS.badDir, `${source.dir.from.name} ${wrong}`, source.dir.from)
  }
  if (source.type === 'git') checkGitRefs(source, results)
  if (source.type === 'helm') checkChart(source, results)
  if (source.noSSLVerify && source.caCertSecretRef !== undefined) {
    report(results, REJECTIONS.caWithoutCheck, 'noSSLVerify switches off the check that caCertSecretRef is for; keep one', source.at.child('noSSLVerify'))
  }
}

function checkRequired({ type, at, repo, image, chart }: SyncSource, results: Results): void {
  const needed = type === 'git' ? { repo } : type === 'oci' ? { image } : { repo, chart }
  for (const [key, value] of Object.entries(needed)) {
    if (value === undefined) report(results, REJECTIONS.missingField, `${at.name}.${key} is missing or empty; Config Sync has nothing to read`, at.child(key))
  }
}

function checkAuth({ type, at, auth, secretRef, proxy, gcpServiceAccountEmail: email }: SyncSource, results: Results): void {
  const known = AUTH[type]
  const need = auth === undefined ? undefined : known.get(auth.value)
  if (auth === undefined || need === undefined) {
    const what = auth === undefined ? 'is missing' : `is "${auth.value}"`
    report(results, REJECTIONS.auth, `${at.name}.auth ${what}; write one of ${[...known.keys()].join(', ')}`, at.child('auth'))
    return
  }
  if (need === 'needed' && secretRef === undefined) {
    report(results, REJECTIONS.missingSecret, `${at.name}.auth is ${auth.value}, which needs a Secret: set ${at.name}.secretRef.name`, at.child('secretRef'))
  } else if (need === 'refused' && secretRef !== undefined) {
    report(results, REJECTIONS.needlessSecret, `${at.name}.auth is ${auth.value}, which takes no Secret: remove ${at.name}.secretRef or change auth`, secretRef.from)
  }
  if (proxy !== undefined && !AUTH_WITH_PROXY.has(auth.value)) {
    report(results, REJECTIONS.proxy, `${at.name}.proxy is not used with auth ${auth.value}; remove it, or take one of ${[...AUTH_WITH_PROXY].join(', ')}`, proxy.from)
  }
  if (auth.value === 'gcpserviceaccount' && (email === undefined || !isServiceAccount(email.value))) {
    const what = email === undefined ? 'is missing' : `is "${email.value}", which is no service account (6 to 30 characters before the @, ….iam.gserviceaccount.com behind it)`
    report(results, REJECTIONS.gcpEmail, `${at.name}.gcpServiceAccountEmail ${what}`, at.child('gcpServiceAccountEmail'))
  }
}

function isServiceAccount(email: string): boolean {
  const [prefix, domain, ...rest] = email.split('@')
  return rest.length === 0 && prefix!.length >= 6 && prefix!.length <= 30 && domain?.endsWith('.iam.gserviceaccount.com') === true
}

/** The address of a git repository; charts and images have other grammars, of which only what is dangerous is refused. */
function checkAddress(source: SyncSource, results: Results): void {
  const { type, repo, image, auth } = source
  const address = type === 'oci' ? image : repo
  if (address === undefined) return
  if (type === 'git') {
    const scheme = checkGitUrl(address, auth?.value === 'token', results)
    if (scheme !== undefined && auth !== undefined) checkAuthAgainst(scheme, auth, results)
    return
  }
  const wrong = /[^\x21-\x7e]/.test(address.value) || address.value.startsWith('-')
  if (/:[^/]*@(?!sha256:)/.test(address.value.replace(/^[a-z]+:\/\//, ''))) {
    report(results, SYNC_FINDINGS.secretInUrl, `${address.from.name} holds a password or token; put it into a Secret and name that in secretRef`, address.from)
  } else if (wrong || (type === 'helm' && !/^(?:https?|oci):\/\/[A-Za-z0-9[]/.test(address.value)) || (type === 'oci' && !/^[A-Za-z0-9](?!.*:\/\/)[\w.:@/-]*$/.test(address.value))) {
    const forms = type === 'helm' ? 'https://… or oci://…' : 'registry/path:tag or registry/path@sha256:…, without a scheme'
    report(results, SYNC_FINDINGS.badUrl, `${address.from.name} is no address of ${type === 'helm' ? 'a chart repository' : 'an image'}; write ${forms}`, address.from)
  } else if (address.value.startsWith('http://')) reportHttp(address, auth?.value === 'token', results)
}

/** The form of a git address, after saying what is wrong with it. Never repeats one that holds a credential. */
export function checkGitUrl(address: NonNullable<Text>, withToken: boolean, results: Results): GitScheme | undefined {
  const url = parseGitUrl(address.value)
  if (!isUrlProblem(url)) {
    if (url.scheme === 'http') reportHttp(address, withToken, results)
    return url.scheme
  }
  const kind = url.problem === 'secret' ? SYNC_FINDINGS.secretInUrl : SYNC_FINDINGS.badUrl
  const shown = url.problem === 'secret' || /:[^/].*@/.test(address.value) ? '' : ` ("${address.value}")`
  report(results, kind, `${address.from.name} ${url.message}${shown}`, address.from)
  return undefined
}

function reportHttp(address: NonNullable<Text>, withToken: boolean, results: Results): void {
  const token = withToken ? ', and the token is sent in plain text' : ''
  report(results, SYNC_FINDINGS.plainHttp, `${address.from.name} is http: whoever is on the way can change what the cluster applies${token}; write https`, address.from)
}

function checkAuthAgainst(scheme: GitScheme, auth: NonNullable<Text>, results: Results): void {
  const isSsh = scheme === 'ssh' || scheme === 'scp'
  if (isSsh === (auth.value === 'ssh')) return
  const message = isSsh ? `the address is one of ssh, but auth is ${auth.value}; write ssh, or an https address` : `auth is ssh, but the address is ${scheme}; write token or none, or an ssh address`
  report(results, SYNC_FINDINGS.authAgainstUrl, message, auth.from)
}

/** The interval of a RootSync or RepoSync. */
function checkPeriod(period: Text, results: Results): void {
  if (period === undefined) return
  const seconds = parseDuration(period.value)
  if (seconds === undefined || seconds < 0) report(results, SYNC_FINDINGS.badPeriod, `${period.from.name} is "${period.value}", which is no duration; write it with a unit, such as 15s`, period.from)
  else if (seconds < 5) report(results, SYNC_FINDINGS.shortPeriod, `${period.from.name} is ${period.value}: the source is asked every time; write 15s or more`, period.from)
}

function checkGitRefs({ at, branch, revision }: SyncSource, results: Results): void {
  for (const [text, problem] of [[branch, branch && branchProblem(branch.value)], [revision, revision && refProblem(revision.value)]] as const) {
    if (text !== undefined && problem !== undefined) report(results, SYNC_FINDINGS.badRef, `${text.from.name} ${problem}`, text.from)
  }
  if (branch === undefined && revision === undefined) report(results, SYNC_FINDINGS.noBranch, `${at.name}.branch is not set, which means master; set it`, at.child('branch'))
}

function checkChart({ at, chart, namespace, deployNamespace }: SyncSource, results: Results): void {
  if (chart?.value.includes('/')) report(results, REJECTIONS.chart, `${chart.from.name} is "${chart.value}": a chart's name has no slash; put the path into ${at.name}.repo`, chart.from)
  if (namespace !== undefined && deployNamespace !== undefined) {
    report(results, REJECTIONS.helmNamespaces, `${at.name}.namespace and ${at.name}.deployNamespace exclude each other; keep one`, deployNamespace.from)
  }
}

