import { describe, expect, it } from 'vitest'
import { Resource } from '#krm/resource.ts'
import { formatPlace } from '#krm/result.ts'
import { readKptfile } from './kptfile.ts'

const HEAD = 'apiVersion: kpt.dev/v1\nkind: Kptfile\nmetadata:\n  name: p\n'

function read(text: string) {
  return readKptfile('Kptfile', new Resource(text, 'document', { path: 'Kptfile', index: 0, linesBefore: 0 }))
}

/** Problems as `line:column code message`. */
function problems(text: string): string[] {
  return (read(text).problems ?? []).map(({ code, message, place }) => `${formatPlace(place).replace('Kptfile:', '')} ${code} ${message}`)
}

describe('a valid Kptfile', () => {
  it('may hold everything that the newest kpt writes', () => {
    const text = `${HEAD}  namespace: n
  labels: {a: b}
  annotations:
    kpt.dev/bfs-rendering: "true"
    kpt.dev/save-on-render-failure: "True"
upstream: {type: git, git: {repo: r, directory: d, ref: v1}, updateStrategy: copy-merge}
upstreamLock: {type: generic, generic: {storeID: s, resourceID: r, resourceVersion: "1"}, git: {repo: r, directory: d, ref: v1, commit: c}}
info: {site: s, emails: [e], license: l, licenseFile: f, description: d, keywords: [k], man: m, readinessGates: [{conditionType: c}]}
pipeline:
  mutators:
  - image: ghcr.io/x/y:v1
    tag: 1.0
    name: step
    configMap: {a: 5, b: true, c: 1.50, d: ~, e: text}
    selectors: [{kind: A, labels: {x: y}}, {}]
    exclude: [{annotations: {x: y}}]
  validators:
  - exec: ./check --all
    configPath: ./dir//cfg.yaml
inventory: {namespace: n, name: i, inventoryID: id, labels: {a: b}, annotations: {}}
status:
  conditions: [{type: Rendered, status: "True", reason: RenderSuccess, message: m}]
  renderStatus:
    mutationSteps: [{name: n, image: i, exec: e, executionError: x, stderr: s, exitCode: 0, results: [{message: m, severity: info, resourceRef: {apiVersion: v1, kind: A, name: n, namespace: n}, field: {path: p, currentValue: {}}, file: {path: p, index: 1}, tags: {a: b}}], errorResults: []}]
    validationSteps: []
    errorSummary: s
`
    const { kptfile } = read(text)
    expect(kptfile).toMatchObject({ breadthFirst: true, savesOnFailure: true })
    expect(kptfile!.mutators).toEqual([{
      type: 'mutator', image: 'ghcr.io/x/y:v1', tag: '1.0', name: 'step',
      configMap: new Map([['a', '5'], ['b', 'true'], ['c', '1.50'], ['d', ''], ['e', 'text']]),
      selectors: [{ kind: 'A', labels: new Map([['x', 'y']]) }, {}],
      exclude: [{ annotations: new Map([['x', 'y']]) }],
      place: { file: 'Kptfile', field: 'pipeline.mutators[0]', position: { line: 15, column: 5 } },
    }])
    expect(kptfile!.validators).toMatchObject([{ type: 'validator', exec: './check --all', configPath: 'dir/cfg.yaml' }])
  })

  it('may leave everything empty', () => {
    expect(read(`${HEAD}pipeline:\ninfo: ~\nupstream: {}\n`).kptfile).toMatchObject({ mutators: [], validators: [], breadthFirst: false, savesOnFailure: false })
  })
})

describe('what is refused, at its line', () => {
  it.each([
    ['apiVersion: kpt.dev/v1alpha2\nkind: Kptfile\n', '1:1 KPT102 old resource version kpt.dev/v1alpha2: migrate the Kptfile to kpt.dev/v1'],
    ['apiVersion: v1\nkind: ConfigMap\n', '1:1 KPT103 unknown resource type v1 ConfigMap: a Kptfile is kpt.dev/v1 Kptfile'],
    ['kind: Kptfile\n', '1:1 KPT103 unknown resource type (no apiVersion) Kptfile: a Kptfile is kpt.dev/v1 Kptfile'],
    [`${HEAD}pipelines: {}\n`, '5:1 KPT104 a Kptfile has no field "pipelines"; did you mean pipeline?'],
    [`${HEAD}  annotation: {}\n`, '5:3 KPT104 metadata has no field "annotation"; did you mean annotations?'],
    [`${HEAD}status:\n  phase: x\n`, '6:3 KPT104 status has no field "phase"; it may hold conditions, renderStatus'],
    [`${HEAD}pipeline:\n  mutators:\n  - image: x\n    configmap: {}\n`, '8:5 KPT104 pipeline.mutators[0] has no field "configmap"; did you mean configMap?'],
    [`${HEAD}pipeline:\n  mutators:\n  - image: x\n    when: "true"\n`, '8:5 KPT104 pipeline.mutators[0] has no field "when"; it may hold image, exec, configPath, configMap, name, tag, selectors, exclude'],
    [`${HEAD}pipeline:\n  mutators: x\n`, '6:13 KPT105 pipeline.mutators must be a list, not a scalar'],
    [`${HEAD}info:\n  emails: [[a]]\n`, '6:12 KPT105 info.emails[0] must be a text, not a list'],
    [`${HEAD}pipeline:\n  mutators:\n  - name: x\n`, '7:5 KPT106 pipeline.mutators[0] has neither image nor exec; a function needs exactly one of them'],
    [`${HEAD}pipeline:\n  validators:\n  - image: x\n    exec: y\n`, '7:5 KPT106 pipeline.validators[0] has both image and exec; a function needs exactly one of them'],
    [`${HEAD}pipeline:\n  mutators:\n  - image: Upper\n`, '7:12 KPT107 pipeline.mutators[0].image "Upper" is no image reference ([host/]name[:tag][@digest], the name in lower case)'],
    [`${HEAD}pipeline:\n  mutators:\n  - image: x\n    configPath: a.yaml\n    configMap: {a: b}\n`, '9:16 KPT108 pipeline.mutators[0] has both configPath and configMap; a function takes its config from one of them'],
    [`${HEAD}pipeline:\n  mutators:\n  - image: x\n    configPath: "  "\n`, '8:17 KPT109 pipeline.mutators[0].configPath "  " is blank'],
    [`${HEAD}pipeline:\n  mutators:\n  - image: x\n    configPath: /a.yaml\n`, '8:17 KPT109 pipeline.mutators[0].configPath "/a.yaml" is absolute; it is relative to the package'],
    [`${HEAD}pipeline:\n  mutators:\n  - image: x\n    configPath: a/../../b.yaml\n`, '8:17 KPT109 pipeline.mutators[0].configPath "a/../../b.yaml" holds ".."; a functionConfig lies in the package itself'],
    [`${HEAD}upstream:\n  git:\n    ref: --output=F\n`, '7:10 KPT113 upstream.git.ref is "--output=F": git would take it for an option'],
  ])('%j', (text, expected) => {
    expect(problems(text)).toEqual([expected])
  })

  it('everything at once', () => {
    expect(problems(`${HEAD}a: 1\npipeline:\n  mutators: {}\n  b: 2\n`)).toHaveLength(3)
  })
})
