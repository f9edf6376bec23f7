// What Config Sync's validator rejects without a cluster, as a table: the spec, and the codes that it gets.

import { describe, expect, it } from 'vitest'
import { Resource } from '#krm/resource.ts'
import { Results } from '#krm/result.ts'
import { checkSyncObject } from './check-sync-object.ts'
import { REJECTIONS } from './rejection-findings.ts'
import { readSyncObject } from './sync-object.ts'

const GIT = { repo: 'https://git.example.com/a.git', branch: 'main', auth: 'none' }
const SSH = { ...GIT, repo: 'git@git.example.com:a.git' }
const secretRef = { name: 'git-creds' }
const OCI = { image: 'registry.example.com/a/b:v1', auth: 'none' }
const HELM = { repo: 'https://charts.example.com', chart: 'app', auth: 'none' }
const git = (more: object): object => ({ sourceFormat: 'unstructured', git: { ...GIT, ...more } })
const oci = (more: object): object => ({ sourceFormat: 'unstructured', sourceType: 'oci', oci: { ...OCI, ...more } })
const helm = (more: object): object => ({ sourceFormat: 'unstructured', sourceType: 'helm', helm: { ...HELM, ...more } })
const override = (more: object): object => ({ ...git({}), override: more })
const EMAIL = 'syncer@my-project.iam.gserviceaccount.com'

function codesOf(spec: object, metadata: object = {}, kind = 'RootSync'): string[] {
  const namespace = kind === 'RootSync' ? 'config-management-system' : 'apps'
  const resource = new Resource(JSON.stringify({ apiVersion: 'configsync.gke.io/v1beta1', kind, metadata: { name: 'root-sync', namespace, ...metadata }, spec }), 'document')
  const results = new Results()
  checkSyncObject(readSyncObject(resource), results)
  return results.list.map(({ code }) => code!).toSorted()
}

describe('accepted', () => {
  it.each<[string, object]>([
    ['git without authentication', git({})],
    ['git with revision, directory and interval', git({ branch: undefined, revision: 'v1', dir: 'a/b', period: '15s' })],
    ['ssh', git({ ...SSH, auth: 'ssh', secretRef })],
    ['cookiefile with proxy', git({ auth: 'cookiefile', secretRef, proxy: 'https://proxy:3128' })],
    ['gcenode', git({ auth: 'gcenode' })],
    ['gcpserviceaccount', git({ auth: 'gcpserviceaccount', gcpServiceAccountEmail: EMAIL })],
    ['token with proxy', git({ auth: 'token', secretRef, proxy: 'https://proxy:3128' })],
    ['githubapp with proxy', git({ auth: 'githubapp', secretRef, proxy: 'https://proxy:3128' })],
    ['an empty secretRef, which counts as none', git({ secretRef: { name: '' } })],
    ['hierarchy', { ...git({}), sourceFormat: 'hierarchy' }],
    ['sourceType git', { ...git({}), sourceType: 'git' }],
    ['oci', oci({})],
    ['oci by digest', oci({ image: `registry.example.com:5000/a@sha256:${'0'.repeat(64)}` })],
    ['oci with token', oci({ auth: 'token', secretRef })],
    ['oci with k8sserviceaccount', oci({ auth: 'k8sserviceaccount' })],
    ['helm', helm({ version: '1.2.3', releaseName: 'x', namespace: 'x' })],
    ['helm from a registry with token', helm({ repo: 'oci://registry.example.com/charts', auth: 'token', secretRef })],
    ['helm with a values file', helm({ deployNamespace: 'x', valuesFileRefs: [{ name: 'values' }] })],
    ['overrides', override({ statusMode: 'disabled', namespaceStrategy: 'explicit', roleRefs: [{ kind: 'ClusterRole', name: 'edit' }, { kind: 'Role', name: 'r', namespace: 'n' }], gitSyncDepth: 0, resources: [{ containerName: 'reconciler', cpuLimit: 0, memoryLimit: '1Gi' }] })],
  ])('%s', (_, spec) => expect(codesOf(spec)).toEqual([]))

  it.each<[string, object, string]>([
    ['a name of 38 characters', { name: 'a'.repeat(38) }, 'RootSync'],
    ['a RepoSync of 45 characters', { name: 'r'.repeat(40), namespace: 'apps1' }, 'RepoSync'],
    ['a deletion policy', { annotations: { 'configsync.gke.io/deletion-propagation-policy': 'Foreground' } }, 'RootSync'],
  ])('%s', (_, metadata, kind) => expect(codesOf(git({}), metadata, kind)).toEqual([]))
})

const rejected: [string, string, object, object?, string?][] = [
  ['SYN020', 'another namespace', git({}), { namespace: 'default' }],
  ['SYN020', 'a RepoSync in the controller\'s namespace', git({}), { namespace: 'config-management-system' }, 'RepoSync'],
  ['SYN021', 'a name of 39 characters', git({}), { name: 'a'.repeat(39) }],
  ['SYN021', 'a RepoSync of 46 characters', git({}), { name: 'r'.repeat(41), namespace: 'apps1' }, 'RepoSync'],
  ['SYN021', 'an upper case letter', git({}), { name: 'Root' }],
  ['SYN022', 'an unknown deletion policy', git({}), { annotations: { 'configsync.gke.io/deletion-propagation-policy': 'foreground' } }],
  ['SYN023', 'an unknown source type', { ...git({}), sourceType: 'Git' }],
  ['SYN024', 'no block', { sourceFormat: 'unstructured' }],
  ['SYN024', 'the block of another type', { ...git({}), sourceType: 'oci' }],
  ['SYN024', 'no repo', git({ repo: '' })],
  ['SYN024', 'no image', oci({ image: undefined })],
  ['SYN024', 'no chart', helm({ chart: undefined })],
  ['SYN024', 'no chart repository', helm({ repo: undefined })],
  ['SYN025', 'a chart with a slash', helm({ chart: 'a/b' })],
  ['SYN026', 'no auth', git({ auth: undefined })],
  ['SYN026', 'auth in upper case', git({ auth: 'None' })],
  ['SYN026', 'auth of git for oci', oci({ auth: 'ssh' })],
  ['SYN026', 'auth of git for helm', helm({ auth: 'githubapp' })],
  ['SYN027', 'a Secret with none', git({ secretRef })],
  ['SYN027', 'a Secret with gcenode', git({ auth: 'gcenode', secretRef })],
  ['SYN027', 'a Secret with k8sserviceaccount', helm({ auth: 'k8sserviceaccount', secretRef })],
  ['SYN027', 'a Secret with none for oci', oci({ secretRef })],
  ['SYN028', 'token without Secret', git({ auth: 'token' })],
  ['SYN028', 'ssh with an empty one', git({ ...SSH, auth: 'ssh', secretRef: { name: '' } })],
  ['SYN028', 'githubapp without Secret', git({ auth: 'githubapp' })],
  ['SYN028', 'helm token without Secret', helm({ auth: 'token' })],
  ['SYN029', 'proxy with ssh', git({ ...SSH, auth: 'ssh', secretRef, proxy: 'https://proxy:3128' })],
  ['SYN029', 'proxy with gcenode', git({ auth: 'gcenode', proxy: 'https://proxy:3128' })],
  ['SYN030', 'gcpserviceaccount without e-mail', git({ auth: 'gcpserviceaccount' })],
  ['SYN030', 'a short e-mail', git({ auth: 'gcpserviceaccount', gcpServiceAccountEmail: 'short@p.iam.gserviceaccount.com' })],
  ['SYN030', 'a long e-mail', oci({ auth: 'gcpserviceaccount', gcpServiceAccountEmail: `${'a'.repeat(31)}@p.iam.gserviceaccount.com` })],
  ['SYN030', 'another domain', helm({ auth: 'gcpserviceaccount', gcpServiceAccountEmail: 'syncer@example.com' })],
  ['SYN031', 'both namespaces', helm({ namespace: 'a', deployNamespace: 'b' })],
  ['SYN032', 'a values file without name', helm({ valuesFileRefs: [{ dataKey: 'x' }] })],
  ['SYN033', 'a Role without namespace', override({ roleRefs: [{ kind: 'Role', name: 'r' }] })],
  ['SYN034', 'a negative limit', override({ resources: [{ containerName: 'reconciler', memoryLimit: '-1Gi' }] })],
  ['SYN034', 'a negative number', override({ resources: [{ containerName: 'reconciler', cpuRequest: -1 }] })],
  ['SYN034', 'a negative depth', override({ gitSyncDepth: -1 })],
  ['SYN035', 'roleRefs of a RepoSync', override({ roleRefs: [{ kind: 'ClusterRole', name: 'r' }] }), {}, 'RepoSync'],
  ['SYN035', 'a strategy of a RepoSync', override({ namespaceStrategy: 'explicit' }), {}, 'RepoSync'],
  ['SYN035', 'a helm namespace of a RepoSync', helm({ namespace: 'x' }), {}, 'RepoSync'],
  ['SYN036', 'an unknown source format', { ...git({}), sourceFormat: 'flat' }],
  ['SYN036', 'an unknown status mode', override({ statusMode: 'on' })],
  ['SYN036', 'an unknown kind of role', override({ roleRefs: [{ kind: 'role', name: 'r' }] })],
  ['SYN037', 'a certificate that is not checked', git({ noSSLVerify: true, caCertSecretRef: { name: 'ca' } })],
  ['SYN010', 'a transport', git({ repo: 'ext::sh' })],
  ['SYN010', 'an image with a scheme', oci({ image: 'oci://registry.example.com/a' })],
  ['SYN010', 'a chart repository without scheme', helm({ repo: 'charts.example.com' })],
  ['SYN011', 'a password', git({ repo: 'https://me:pw@git.example.com/a.git' })],
  ['SYN011', 'a password of a chart repository', helm({ repo: 'https://me:pw@charts.example.com' })],
  ['SYN012', 'http', git({ repo: 'http://git.example.com/a.git' })],
  ['SYN012', 'charts over http', helm({ repo: 'http://charts.example.com' })],
  ['SYN013', 'an option as a branch', git({ branch: '--output=x' })],
  ['SYN013', 'a range as a revision', git({ revision: 'a..b' })],
  ['SYN014', 'a directory outside', git({ dir: '../x' })],
  ['SYN015', 'an interval without unit', git({ period: '15' })],
  ['SYN016', 'an interval of a second', git({ period: '1s' })],
  ['SYN017', 'ssh for https', git({ auth: 'ssh', secretRef })],
  ['SYN017', 'none for ssh', git(SSH)],
  ['SYN018', 'no branch', git({ branch: undefined })],
  ['SYN019', 'no source format', { git: GIT }],
]

describe('found', () => {
  it.each(rejected)('%s: %s', (code, _, spec, metadata = {}, kind = 'RootSync') => expect(codesOf(spec, metadata, kind)).toEqual([code]))

  it('has a row for every rejection', () => {
    const seen = new Set(rejected.map(([code]) => code))
    expect(Object.values(REJECTIONS).map(({ code }) => code).filter((code) => !seen.has(code))).toEqual([])
  })
})

it('repeats no password', () => {
  const results = new Results()
  const text = JSON.stringify({ apiVersion: 'configsync.gke.io/v1beta1', kind: 'RootSync', metadata: { name: 'a' }, spec: git({ repo: 'https://me:hunter2@git.example.com/a b' }) })
  checkSyncObject(readSyncObject(new Resource(text, 'document')), results)
  expect(JSON.stringify(results.list)).not.toContain('hunter2')
})
