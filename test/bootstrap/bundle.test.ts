// What a bundle holds, what is refused, and that the same input gives the same bytes.

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readTar, writeTar } from '#cli/io/tar.ts'
import { checkDigests, digestList } from '#fleet/bootstrap/digests.ts'
import { BUNDLE_FINDINGS, BUNDLE_SECRET } from '#fleet/bootstrap/findings.ts'
import type { FindingCode } from '#fleet/finding.ts'
import { formatResult, Results } from '#krm/result.ts'
import { bundle, CONFIG_SYNC, CONTEXT, FLUX, GOTK_SYNC, KPTFILE, PACKAGE, ROOT_SYNC, type Files } from './agent.ts'

const steps = (files: ReadonlyMap<string, string>): string[] => files.get('apply.sh')!.replace(/^[^]*current-context; fi\)"\n/, '').trim().split('\n').filter((line) => line !== '')

describe('a bundle', () => {
  it('applies namespaces, CRDs and workloads before the sync object, and waits in between', () => {
    const { files, said } = bundle('my-ran', PACKAGE, CONFIG_SYNC)
    expect(said).toEqual([])
    expect([...files.keys()]).toEqual(['00-namespaces.yaml', '10-crds.yaml', '30-workloads.yaml', '95-sync.yaml', 'SHA256SUMS', 'apply.sh', 'secrets.txt'])
    expect(steps(files)).toEqual([
      'apply 00-namespaces.yaml',
      'apply 10-crds.yaml',
      'established rootsyncs.configsync.gke.io',
      'apply 30-workloads.yaml',
      'rolled_out deployment config-management-system reconciler-manager',
      'need_secret config-management-system git-creds username token',
      'stop_if_missing',
      'apply 95-sync.yaml',
      'synced rootsyncs.configsync.gke.io config-management-system root-sync',
      'say "$cluster is in sync"',
    ])
    expect(files.get('95-sync.yaml')).toBe(ROOT_SYNC.replace('  annotations:\n    config.kubernetes.io/local-config: "true"\n', ''))
    expect(files.get('secrets.txt')).toContain('kubectl create secret generic git-creds --namespace config-management-system \\\n  --from-file=username=username \\\n  --from-file=token=token\n')
  })

  it('takes the sync objects of Flux from the folder of one sibling, the source first', () => {
    const tree: Files = { 'p/Kptfile': KPTFILE, 'p/context.yaml': CONTEXT, 'p/development-blue/gotk-sync.yaml': GOTK_SYNC, 'p/development-green/gotk-sync.yaml': GOTK_SYNC.replace('-blue', '-green') }
    const { files, said } = bundle('development-blue', tree, FLUX)
    expect(said).toEqual([])
    expect(files.get('95-sync.yaml')).toBe(GOTK_SYNC.split('---\n').toReversed().join('---\n'))
    expect(steps(files).slice(-6)).toEqual([
      'need_secret flux-system flux-read-only identity known_hosts',
      'stop_if_missing',
      'apply 95-sync.yaml',
      'ready gitrepositories.source.toolkit.fluxcd.io flux-system flux-system',
      'ready kustomizations.kustomize.toolkit.fluxcd.io flux-system flux-system',
      'say "$cluster is in sync"',
    ])
  })

  it('brings the sync object alone, and then looks for the agent first', () => {
    const { files, said } = bundle('my-ran', PACKAGE)
    expect(said).toEqual(['info: SYN084 no manifest is given: the cluster has to know RootSync (configsync.gke.io/v1beta1) already'])
    expect([...files.keys()]).toEqual(['95-sync.yaml', 'SHA256SUMS', 'apply.sh', 'secrets.txt'])
    expect(steps(files)[0]).toBe('need_crd rootsyncs.configsync.gke.io')
  })

  it('needs no Secret for a public repository', () => {
    const open = ROOT_SYNC.replace('auth: token\n    secretRef:\n      name: git-creds', 'auth: none')
    const { files } = bundle('my-ran', { ...PACKAGE, 'p/root-sync.yaml': open }, CONFIG_SYNC)
    expect(files.get('secrets.txt')).toBe('The sync objects of my-ran need no Secret.\n')
    expect(steps(files).join()).not.toContain('secret')
  })

  it.each([
    ['auth: ssh', '--from-file=ssh=ssh \\\n  --from-file=known_hosts=known_hosts', 'need_secret config-management-system git-creds ssh'],
    ['auth: cookiefile', '--from-file=cookie_file=cookie_file', 'need_secret config-management-system git-creds cookie_file'],
    ['auth: githubapp', '--from-file=github-app-private-key=github-app-private-key', 'need_secret config-management-system git-creds github-app-private-key github-app-installation-id'],
  ])('knows the keys of %s', (auth, command, step) => {
    const { files } = bundle('my-ran', { ...PACKAGE, 'p/root-sync.yaml': ROOT_SYNC.replace('auth: token', auth) }, CONFIG_SYNC)
    expect(files.get('secrets.txt')).toContain(command)
    expect(steps(files)).toContain(step)
  })

  it('is the same whatever the order of files and objects in the package', () => {
    const reversed = Object.fromEntries(Object.entries(PACKAGE).toReversed())
    expect([...bundle('my-ran', reversed, CONFIG_SYNC).files]).toEqual([...bundle('my-ran', PACKAGE, CONFIG_SYNC).files])
  })
})

describe('what is refused', () => {
  const refused = (what: string, ...manifests: string[]): string[] => {
    const { files, said } = bundle('my-ran', PACKAGE, ...manifests)
    expect(files.size, what).toBe(0)
    return said
  }
  const secret = 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: s\n  namespace: default\nstringData:\n  token: abc123\n'
  const CASES: readonly (readonly [string, readonly string[], string])[] = [
    ['a placeholder', [CONFIG_SYNC.replace('registry.example.com/reconciler-manager:v1', 'RECONCILER_MANAGER_IMAGE_NAME')], 'manifest-0.yaml:1:1: error: SYN081 Deployment config-management-system/reconciler-manager has the image "RECONCILER_MANAGER_IMAGE_NAME", which is a placeholder; take the manifest of a release (Deployment config-management-system/reconciler-manager)'],
    ['no namespace', [CONFIG_SYNC.replace('  namespace: config-management-system\n', '')], 'manifest-0.yaml:1:1: error: SYN082 Deployment reconciler-manager has no namespace; write metadata.namespace (Deployment reconciler-manager)'],
    ['an object twice', [CONFIG_SYNC, 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: config-management-system\n'], 'manifest-1.yaml:1:1: error: SYN083 Namespace config-management-system stands twice (the other: manifest-0.yaml:22:1); remove one (Namespace config-management-system)'],
    ['the other agent', [FLUX], 'p/root-sync.yaml:1:1: error: SYN085 no manifest brings the CRD of RootSync (configsync.gke.io/v1beta1); give that of the agent (RootSync config-management-system/root-sync)'],
    ['no name', [`${CONFIG_SYNC}---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  generateName: a\n  namespace: default\n`], 'manifest-0.yaml:27:1: error: SYN086 ConfigMap default/(no name) has no name; write it out (ConfigMap default/)'],
    ['a Secret', [`${CONFIG_SYNC}---\n${secret}`], 'manifest-0.yaml:27:1: error: SEC004 Secret default/s stands in a manifest; take it out: a bundle never holds a Secret (Secret default/s)'],
  ]
  it.each(CASES)('%s', (what, manifests, message) => expect(refused(what, ...manifests)).toEqual([message]))

  it('a cluster that nothing syncs, with those that something syncs', () => {
    expect(bundle('my-core', PACKAGE, CONFIG_SYNC).said).toContain('error: SYN080 nothing syncs the cluster my-core: there are sync objects for my-ran')
    expect(bundle('my-core', { 'a.yaml': ROOT_SYNC }).said).toContain('error: SYN080 nothing syncs the cluster my-core: nothing says for which cluster RootSync config-management-system/root-sync is: add its ClusterContext')
  })

  it('what Config Sync would refuse', () => {
    const said = bundle('my-ran', { ...PACKAGE, 'p/root-sync.yaml': ROOT_SYNC.replace('auth: token', 'auth: none') }, CONFIG_SYNC).said
    expect(said.join()).toContain('SYN027')
  })

  it('every code has its case', () => {
    const said = [...CASES.map(([, , message]) => message), 'SYN080', 'SYN084', 'SYN087'].join()
    expect([...Object.values<FindingCode>(BUNDLE_FINDINGS), BUNDLE_SECRET].filter(({ code }) => !said.includes(code))).toEqual([])
  })
})

describe('digests', () => {
  const files = new Map([['a.yaml', 'a: 1\n'], ['b.sh', 'true\n']])
  const verdict = (change: (bytes: Map<string, Uint8Array>) => void, list = digestList(files)): string[] => {
    const bytes = new Map<string, Uint8Array>([...files].map(([name, text]) => [name, Buffer.from(text)]))
    change(bytes)
    const results = new Results()
    checkDigests(list, bytes, results)
    return results.list.map((result) => formatResult(result))
  }
  it.each<[string, (bytes: Map<string, Uint8Array>) => void, string[]]>([
    ['nothing', () => {}, []],
    ['one byte', (bytes) => void bytes.set('a.yaml', Buffer.from('a: 2\n')), ['error: SYN087 a.yaml is not what was written: its digest differs']],
    ['a missing file', (bytes) => void bytes.delete('b.sh'), ['error: SYN087 b.sh is missing']],
    ['a file more', (bytes) => void bytes.set('c', Buffer.from('')), ['error: SYN087 c is not listed in SHA256SUMS']],
  ])('notice %s', (_, change, said) => expect(verdict(change)).toEqual(said))
  it('notice an empty list, and one that is none', () => {
    expect(verdict((bytes) => bytes.clear(), '')).toEqual(['error: SYN087 SHA256SUMS lists nothing'])
    expect(verdict(() => {}, `${digestList(files)}../../etc/passwd\n`)).toEqual(['error: SYN087 SHA256SUMS holds a line that is no digest and name'])
  })
})

describe('the archive', () => {
  const files = [{ name: 'my-ran/a.yaml', bytes: Buffer.from('x'.repeat(700)), mode: 0o644 }, { name: 'my-ran/apply.sh', bytes: Buffer.from(''), mode: 0o755 }]
  it('is the same each time, and read as it was written', () => {
    const archive = writeTar(files)
    expect(Buffer.compare(writeTar(files), archive)).toBe(0)
    expect(archive.length % 512).toBe(0)
    expect(readTar(archive, 'x.tar').map(({ name, bytes, mode }) => ({ name, bytes: Buffer.from(bytes), mode }))).toEqual(files)
  })
  it('is one that tar reads', () => {
    const folder = mkdtempSync(join(tmpdir(), 'bundle-tar-'))
    writeFileSync(join(folder, 'x.tar'), writeTar(files))
    const listed = spawnSync('tar', ['tvf', join(folder, 'x.tar')], { encoding: 'utf8', env: { ...process.env, TZ: 'UTC', LC_ALL: 'C' } })
    rmSync(folder, { recursive: true })
    expect(listed.stdout).toMatch(/-rw-r--r-- .*700 1980-01-01 00:00 my-ran\/a\.yaml\n-rwxr-xr-x .* 0 1980-01-01 00:00 my-ran\/apply\.sh\n/)
  })
  it('is refused when it is cut, or holds anything but files', () => {
    const archive = Buffer.from(writeTar(files))
    expect(() => readTar(archive.subarray(0, 700), 'x.tar')).toThrow('x.tar is no archive of a bundle: it ends too early')
    archive.write('2', 156)
    expect(() => readTar(archive, 'x.tar')).toThrow('something other than regular files')
  })
})
