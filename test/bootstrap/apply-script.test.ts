// The script of a bundle with a kubectl that writes down how it is called: order, waiting, refusals, quoting. And shellcheck.

import { spawnSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { describeWith } from '../oracles/oracles.ts'
import { bundle, CONFIG_SYNC, CONTEXT, FLUX, GOTK_SYNC, KPTFILE, PACKAGE } from './agent.ts'

/** Answers from files beside it; one line per call, words apart by `|`. */
const KUBECTL = String.raw`#!/bin/sh
here=$(dirname "$0")
line=
for word in "$@"; do line="$line|$word"; done
printf '%s\n' "$line" >>"$here/calls"
case "$*" in
  *'config current-context'*) echo my-context ;;
  *'get secret'*) cat "$here/keys" 2>/dev/null || true ;;
  *'get crd'*) [ ! -e "$here/no-crd" ] ;;
  *'{.metadata.generation}'*) cat "$here/state" ;;
  *'.status.conditions'*) echo 'Stalled=True no such Secret' ;;
  *'condition=Ready'*) [ ! -e "$here/not-ready" ] ;;
esac
`

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'apply-'))
  mkdirSync(join(folder, 'bin'))
  writeFileSync(join(folder, 'bin/kubectl'), KUBECTL, { mode: 0o755 })
  answer('keys', 'token username ')
  answer('state', '2,2,abc,abc')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function answer(name: string, text: string): void {
  writeFileSync(join(folder, 'bin', name), text)
}

/** Writes the files of a bundle into a directory whose name has a blank. */
function lay(files: ReadonlyMap<string, string>): string {
  const dir = join(folder, 'a bundle')
  mkdirSync(dir)
  for (const [name, text] of files) writeFileSync(join(dir, name), text)
  return dir
}

function run(dir: string, ...args: string[]): { status: number | null; said: string; calls: string[] } {
  writeFileSync(join(folder, 'bin/calls'), '')
  const ran = spawnSync('sh', [join(dir, 'apply.sh'), ...args], { encoding: 'utf8', env: { PATH: `${join(folder, 'bin')}:${process.env['PATH']}` } })
  const calls = readFileSync(join(folder, 'bin/calls'), 'utf8').trim().split('\n')
  return { status: ran.status, said: ran.stdout + ran.stderr, calls: calls.map((call) => call.replaceAll(dir, 'DIR').slice(1)) }
}

const applied = (file: string): string => `apply|--server-side|--field-manager=krm-fleet|-f|DIR/${file}`
const SYNC_STATE = '--output|jsonpath={.metadata.generation},{.status.observedGeneration},{.status.source.commit},{.status.lastSyncedCommit}'

describe('apply.sh', () => {
  it('calls kubectl in order, and again the same', () => {
    const dir = lay(bundle('my-ran', PACKAGE, CONFIG_SYNC).files)
    const first = run(dir)
    expect(first.calls.map((call) => call.replace(/go-template=.*/, 'KEYS'))).toEqual([
      'config|current-context',
      applied('00-namespaces.yaml'),
      applied('10-crds.yaml'),
      'wait|--for=condition=Established|--timeout=300s|crd/rootsyncs.configsync.gke.io',
      applied('30-workloads.yaml'),
      'rollout|status|deployment/reconciler-manager|--namespace|config-management-system|--timeout=300s',
      'get|secret|git-creds|--namespace|config-management-system|--ignore-not-found|--output|KEYS',
      applied('95-sync.yaml'),
      `get|rootsyncs.configsync.gke.io|root-sync|--namespace|config-management-system|${SYNC_STATE}`,
    ])
    expect(first.said).toContain('cluster my-ran, context my-context\n')
    expect(first.said).toContain('root-sync synced abc\nmy-ran is in sync\n')
    expect(first.status).toBe(0)
    expect(run(dir)).toEqual(first)
  })

  it('passes a context on as one word, and the timeout', () => {
    const { calls, said } = run(lay(bundle('my-ran', PACKAGE, CONFIG_SYNC).files), '--context', 'my ran; $(id)', '--timeout', '7', '--force-conflicts')
    expect(calls[0]).toBe('--context|my ran; $(id)|apply|--server-side|--field-manager=krm-fleet|--force-conflicts|-f|DIR/00-namespaces.yaml')
    expect(calls.every((call) => call.startsWith('--context|my ran; $(id)|'))).toBe(true)
    expect(calls.join('\n')).toContain('--timeout=7s')
    expect(said).toContain('context my ran; $(id)\n')
  })

  it.each([
    ['the Secret', '', 'missing: Secret config-management-system/git-creds\n'],
    ['a key', 'username ', 'missing: key token of Secret config-management-system/git-creds\n'],
  ])('stops before the sync object when %s is missing', (_, keys, message) => {
    answer('keys', keys)
    const { status, said, calls } = run(lay(bundle('my-ran', PACKAGE, CONFIG_SYNC).files))
    expect(said).toContain(message)
    expect(said).toContain('apply.sh: create what is missing as secrets.txt says, then run this again\n')
    expect(calls.join('\n')).not.toContain('95-sync')
    expect(status).toBe(1)
  })

  it.each([
    ['an older commit', '1,1,abc,abd'],
    ['nothing yet', '1,,,'],
    ['what was synced before the object changed', '2,1,abc,abc'],
  ])('waits, and says what the sync reports, when it has %s', (_, state) => {
    answer('state', state)
    const { status, said } = run(lay(bundle('my-ran', PACKAGE, CONFIG_SYNC).files), '--timeout', '0')
    expect(said).toContain('Stalled=True no such Secret\napply.sh: root-sync did not sync within 0 seconds; what it reports stands above\n')
    expect(status).toBe(1)
  })

  it('waits for Flux', () => {
    const dir = lay(bundle('development-blue', { 'p/Kptfile': KPTFILE, 'p/context.yaml': CONTEXT, 'p/development-blue/gotk-sync.yaml': GOTK_SYNC }, FLUX).files)
    answer('keys', 'identity known_hosts ')
    const { status, calls } = run(dir)
    expect(calls.slice(-2)).toEqual([
      'wait|--for=condition=Ready|--timeout=300s|gitrepositories.source.toolkit.fluxcd.io/flux-system|--namespace|flux-system',
      'wait|--for=condition=Ready|--timeout=300s|kustomizations.kustomize.toolkit.fluxcd.io/flux-system|--namespace|flux-system',
    ])
    expect(status).toBe(0)
    answer('not-ready', '')
    const late = run(dir)
    expect(late.said).toContain('apply.sh: flux-system is not ready after 300 seconds')
    expect(late.status).toBe(1)
  })

  it('looks for the agent that it does not bring', () => {
    answer('no-crd', '')
    const { status, said, calls } = run(lay(bundle('my-ran', PACKAGE).files))
    expect(said).toContain('apply.sh: the cluster does not know rootsyncs.configsync.gke.io: install the agent first')
    expect(calls).toHaveLength(2)
    expect(status).toBe(1)
  })

  it('touches nothing when a file of the bundle was changed', () => {
    const dir = lay(bundle('my-ran', PACKAGE, CONFIG_SYNC).files)
    appendFileSync(join(dir, '10-crds.yaml'), '# a line more\n')
    const { status, said, calls } = run(dir)
    expect(said).toContain('apply.sh: a file of this bundle is not what was written; make it again\n')
    expect(calls).toEqual([''])
    expect(status).toBe(1)
  })

  it('takes names for names, whatever they hold', () => {
    const pwned = join(folder, 'pwned')
    const evil = `a'; touch ${pwned}; echo '$(touch ${pwned})`
    const named = CONFIG_SYNC.replaceAll('rootsyncs.configsync.gke.io', JSON.stringify(evil)).replace('  name: reconciler-manager\n', `  name: ${JSON.stringify(`-o${evil}`)}\n`)
    const { status, calls } = run(lay(bundle('my-ran', PACKAGE, named).files))
    expect(calls.join('\n')).toContain(`crd/${evil}`)
    expect(existsSync(pwned)).toBe(false)
    expect(status).toBe(0)
  })

  it.each([[['--context'], 1], [['--timeout', 'x'], 1], [['--timeout', ''], 1], [['--what'], 2], [['--help'], 0]])('takes no nonsense: %j', (args, status) => {
    const ran = run(lay(bundle('my-ran', PACKAGE).files), ...args)
    expect(ran.status).toBe(status)
    expect(ran.calls).toEqual([''])
  })
})

const shellcheck = ['/usr/bin/shellcheck', '/usr/local/bin/shellcheck'].find((path) => existsSync(path))
describeWith('shellcheck', { missing: shellcheck === undefined ? 'shellcheck is not installed' : undefined, optional: true }, () => {
  it.each([
    ['Config Sync', () => bundle('my-ran', PACKAGE, CONFIG_SYNC)],
    ['Flux', () => bundle('development-blue', { 'development-blue/gotk-sync.yaml': GOTK_SYNC }, FLUX)],
    ['the sync object only', () => bundle('my-ran', PACKAGE)],
  ])('has nothing to say about the script for %s', (_, made) => {
    const dir = lay(made().files)
    const ran = spawnSync(shellcheck!, [join(dir, 'apply.sh')], { encoding: 'utf8' })
    expect(ran.stdout + ran.stderr).toBe('')
  })
})
