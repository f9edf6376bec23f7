// Random packages with random functions: what no list of cases thinks of.
import { configMap, kptfile } from './package-text.ts'
import type { Script } from './conformance-cases.ts'

/** Numbers from a seed (mulberry32), the same on every machine. */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

const EDITS = [
  (n: number) => `const i = pick(${n}); if (i) i.data.a = "v${n}"`,
  (n: number) => `const i = pick(${n}); if (i) i.data["new${n}"] = "x"`,
  (n: number) => `const i = pick(${n}); if (i) delete i.data.a`,
  (n: number) => `const i = pick(${n}); if (i) i.metadata.labels = {l${n}: "x"}`,
  (n: number) => `const i = pick(${n}); if (i) drop(i.metadata.name)`,
  (n: number) => `const i = pick(${n}); if (i) move(i, "moved/${n}.yaml")`,
  (n: number) => `const i = pick(${n}); if (i) move(i, "many.yaml")`,
  (n: number) => `list.items.push({apiVersion: "v1", kind: "ConfigMap", metadata: {name: "gen${n}"}, data: {a: "g"}})`,
  (n: number) => `list.items.unshift({apiVersion: "v1", kind: "ConfigMap", metadata: {name: "gen${n}", annotations: {"config.kubernetes.io/path": "many.yaml"}}, data: {a: "g"}})`,
  () => 'list.items.reverse()',
  (n: number) => `const i = pick(${n}); if (i) i.metadata.annotations["config.kubernetes.io/index"] = i.metadata.annotations["internal.config.kubernetes.io/index"] = "${n % 7}"`,
  (n: number) => `const i = pick(${n}); if (i) i.metadata.annotations["internal.config.kubernetes.io/package-path"] = pick(${n + 1}).metadata.annotations["internal.config.kubernetes.io/package-path"] ?? i.metadata.annotations["internal.config.kubernetes.io/package-path"]`,
]

/**
 * A package text for a seed; its functions pick among the ConfigMaps by name, so that kpt's order of
 * packages does not matter; moves between packages make it matter where indexes are equal.
 */
export function randomPackage(seed: number, script: Script, movesPackages: boolean): string {
  const random = randomFrom(seed)
  const edits = movesPackages ? EDITS : EDITS.slice(0, -1)
  const pick = 'const pick = (n) => { const all = list.items.filter((i) => i.kind === "ConfigMap" && i.data).sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1)); return all[n % all.length] }; '
  const functions = (): string => {
    const lines = Array.from({ length: 1 + random(3) }, () => {
      const body = pick + Array.from({ length: 1 + random(3) }, () => `{ ${edits[random(edits.length)]!(random(1000))} }`).join('; ')
      const selectors = random(3) === 0 ? `\n  selectors:\n  - kind: ConfigMap\n  exclude:\n  - name: c${random(6)}` : ''
      return `- exec: ${JSON.stringify(script(body))}${selectors}`
    })
    return lines.length === 0 ? '' : `mutators:\n${lines.join('\n')}`
  }
  let names = 0
  const file = (path: string): string => `-- ${path} --\n${Array.from({ length: 1 + random(4) }, () => configMap(`c${names++}`).replace('data:', random(2) === 0 ? 'data: # c' : 'data:')).join('---\n')}`
  const dirs = ['', ...['sub/', 'sub/deep/', 'other/'].filter(() => random(2) === 0)]
  return dirs.map((dir) => `-- ${dir}Kptfile --\n${kptfile(dir === '' ? 'p' : dir.replaceAll('/', ''), functions())}${file(`${dir}a.yaml`)}${random(2) === 0 ? file(`${dir}many.yaml`) : ''}`).join('')
}
