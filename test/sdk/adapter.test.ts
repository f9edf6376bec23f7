import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { jsYaml3, prepare, type Ran } from './processes.ts'

const ITEMS = readFileSync(new URL('input.yaml', import.meta.url), 'utf8')

let ran: (driver: 'own' | 'adapter' | 'library', name: string, input: string) => Ran
beforeAll(async () => {
  ran = await prepare()
})

function configMap(data: Record<string, string>): string {
  const lines = Object.entries(data).map(([key, value]) => `    ${key}: ${value}\n`)
  return `functionConfig:\n  apiVersion: v1\n  kind: ConfigMap\n  metadata:\n    name: config\n  data:\n${lines.join('')}`
}

interface List {
  items: { apiVersion: string; kind: string; metadata: { name: string; namespace?: string } }[]
  results?: { message: string }[]
}

/** Items in the package's order, results in one shape and order: what both must have in common. */
function meaningOf(stdout: string): unknown {
  const { items, results = [] } = jsYaml3.safeLoad(stdout) as List
  const keyOf = ({ apiVersion, kind, metadata }: List['items'][0]) => `${apiVersion}/${kind}/${metadata.namespace ?? ''}/${metadata.name}`
  return {
    items: items.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)),
    results: results.map(normalised).toSorted((a, b) => (a < b ? -1 : 1)),
  }
}

/** kpt's own spelling of severities and fields; an empty namespace and index 0 are left out, as Go leaves them out. */
function normalised(result: object): string {
  return JSON.stringify(result, (_, value: unknown) => {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return value === 'warn' ? 'warning' : value
    const entries = Object.entries(value).map(([key, child]) => [key === 'suggestedValue' ? 'proposedValue' : key, typeof child === 'number' && key !== 'index' ? String(child) : child] as const)
    return Object.fromEntries(entries.filter(([, child]) => child !== '' && child !== undefined && child !== 0).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  })
}

/** The lines that only one of the texts has, in order: `-` the first, `+` the second. */
function changedLines(before: string, after: string): string[] {
  const left = before.split('\n')
  const right = after.split('\n')
  const common: number[][] = Array.from({ length: left.length + 1 }, () => Array.from({ length: right.length + 1 }, () => 0))
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) common[i]![j] = left[i] === right[j] ? common[i + 1]![j + 1]! + 1 : Math.max(common[i + 1]![j]!, common[i]![j + 1]!)
  }
  const lines: string[] = []
  for (let i = 0, j = 0; i < left.length || j < right.length; ) {
    if (i < left.length && j < right.length && left[i] === right[j]) {
      i++
      j++
    } else if (j === right.length || (i < left.length && common[i + 1]![j]! >= common[i]![j + 1]!)) lines.push(`-${left[i++]}`)
    else lines.push(`+${right[j++]}`)
  }
  return lines
}

/** Runs the function both ways; the meaning must be the same. Returns what the adapter changed in the text. */
function compare(name: string, input: string, driver: 'adapter' | 'library' = 'adapter'): { ours: Ran; lines: string[] } {
  const theirs = ran('own', name, input)
  const ours = ran(driver, name, input)
  expect(theirs.stderr).toBe('')
  expect(meaningOf(ours.stdout)).toEqual(meaningOf(theirs.stdout))
  expect(ours.status).toBe(theirs.status)
  const end = ours.stdout.indexOf('\nresults:\n')
  return { ours, lines: changedLines(input, end === -1 ? ours.stdout : ours.stdout.slice(0, end + 1)) }
}

describe('a function written for kpt-functions gives the same values and results, and touches nothing else', () => {
  it.each(['adapter', 'library'] as const)('sets labels (%s)', (driver) => {
    expect(compare('set-labels', ITEMS + configMap({ team: 'green' }), driver).lines).toEqual([
      '-    labels: {team: blue, tier: "front"}   # short',
      '+    labels: {team: green, tier: "front"}   # short',
      '+          team: green',
      '-      team: red   # theirs',
      '+      team: green   # theirs',
      '+      team: green',
      '+    labels:',
      '+      team: green',
    ])
  })

  it('adds a sidecar', () => {
    expect(compare('add-sidecar', ITEMS).lines).toEqual([
      '-    replicas:   2 # kpt-set: ${replicas}',
      '+    replicas:   3 # kpt-set: ${replicas}',
      '+        - name: proxy',
      '+          image: example.com/proxy:v2',
      '+          - --first',
      '-          # for us only',
      '-          - --debug',
      '+          - --last',
      '-          - name: OLD',
      '-            value: x',
      '-            value: "on"',
      '-          resources: {requests: {cpu: 100m}}',
      '+            value: "off"',
      '-          - containerPort: 80   # http',
      '+          - containerPort: 8443',
      '-          args: [a, b]',
      '+          args: [--first, a, b, --last]',
      '+        volumes: []',
    ])
  })

  it('generates', () => {
    const { lines } = compare('default-deny', ITEMS)
    expect(lines).toEqual([
      '+- apiVersion: networking.k8s.io/v1',
      '+  kind: NetworkPolicy',
      '+  metadata:',
      '+    name: default-deny',
      '+    namespace: shop',
      '+    annotations:',
      '+      example.com/made-for: "yes"',
      '+      internal.config.kubernetes.io/path: policies/shop.yaml',
      '+      config.kubernetes.io/path: policies/shop.yaml',
      '+  spec:',
      '+    podSelector: {}',
      '+    policyTypes:',
      '+    - Ingress',
      '+    - Egress',
    ])
  })

  it('validates', () => {
    const { lines, ours } = compare('check-images', ITEMS)
    expect(lines).toEqual([])
    expect(ours.status).toBe(1)
    expect(ours.stderr).toBe(
      'check-images: web.yaml: error: image example.com/logger has no version (Deployment shop/web spec.template.spec.containers[1].image)\n',
    )
  })

  it('deletes', () => {
    const { lines } = compare('drop-teams', `${ITEMS}functionConfig:\n  apiVersion: example.com/v1\n  kind: DropTeams\n  spec:\n    teams: [red]\n`)
    expect(lines.every((line) => line.startsWith('-'))).toBe(true)
    const start = ITEMS.indexOf('- apiVersion: v1\n  kind: ConfigMap')
    const removed = ITEMS.slice(start, ITEMS.indexOf('- apiVersion: v1\n  kind: Namespace'))
    expect(lines.toSorted()).toEqual(removed.trimEnd().split('\n').map((line) => `-${line}`).toSorted())
  })

  it('builds everything anew', () => {
    const path = (from: string) => [
      `-      internal.config.kubernetes.io/path: '${from}'`,
      "+      internal.config.kubernetes.io/path: 'other/all.yaml'",
      `-      config.kubernetes.io/path: '${from}'`,
      "+      config.kubernetes.io/path: 'other/all.yaml'",
    ]
    expect(compare('move-all', ITEMS + configMap({ namespace: 'other' })).lines).toEqual([
      "-    namespace: 'shop'",
      "+    namespace: 'other'",
      ...path('web.yaml'),
      '-    namespace: shop',
      '+    namespace: other',
      ...path('settings.yaml'),
      ...path('odd.yaml'),
      '+    namespace: other',
    ])
  })
})

describe('a function that throws', () => {
  it.each([
    ['config', 3, 'functionConfig: how is not to my liking'],
    ['missing', 3, "functionConfig: Missing 'data.nowhere' in ConfigMap provided as functionConfig"],
    ['error', 2, 'the function threw: out of order'],
  ])('changes nothing and says so (%s)', (how, status, message) => {
    const input = ITEMS + configMap({ how })
    const theirs = ran('own', 'refuse', input)
    expect(theirs).toMatchObject({ status, stdout: '' })
    for (const driver of ['adapter', 'library'] as const) {
      const ours = ran(driver, 'refuse', input)
      expect(ours.status).toBe(1)
      expect(ours.stderr).toContain(message)
      expect(ours.stdout.startsWith(input)).toBe(true)
      expect((jsYaml3.safeLoad(ours.stdout) as List).results?.map((result) => result.message)).toEqual([
        `${status === 3 ? 'KPT020' : 'KPT021'}: ${message}`,
        'said before',
      ])
    }
  })

  it('knows the error of a function whose bundle has a copy of the package of its own', () => {
    // The driver's adapter does not import the package's class: only the name of the error's class tells.
    expect(ran('adapter', 'refuse', ITEMS + configMap({ how: 'config' })).stdout).toContain('code: KPT020')
  })
})

describe('input without a config', () => {
  it('is an error of the config to a function that needs one', () => {
    const ours = ran('adapter', 'move-all', ITEMS)
    expect(ran('own', 'move-all', ITEMS).status).toBe(3)
    expect(ours.stderr).toBe('move-all: error: KPT020 functionConfig: The function config map was undefined\n')
  })
})
