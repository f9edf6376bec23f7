import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { readFleet } from '#fleet/model/read-fleet.ts'
import { planFleet } from '#porch/plan-fleet.ts'
import { checkContexts } from './contexts.ts'

const CRD = readFileSync(fileURLToPath(new URL('../../../examples/fleet/crds/clustercontexts.yaml', import.meta.url)), 'utf8')

/** Every field that some form of the context has. */
const CONTEXT = `apiVersion: infra.nephio.org/v1alpha1
kind: ClusterContext
metadata: {name: ran}
spec:
  clusterName: ran
  siteCode: s
  region: r
  provider: p
  contextName: c
  annotations: {a: b}
  cnis: [calico]
  cniConfig: {cniType: calico, masterInterface: eth0}
  masterInterface: eth0
  networkContexts: []
  kubeconfigRef: {name: k}
  kubeconfig: {secretRef: {name: k}}
`

function check(...texts: string[]): (string | undefined)[] {
  const model = readFleet([{ files: texts.map((text, index) => ({ path: `${index}.yaml`, text })), packageDirs: [] }])
  return checkContexts({ model, plan: planFleet(model), packages: [], results: [] }).map(({ message }) => /drops ([\w., ]+) of/.exec(message)?.[1])
}

it('the extended CRD of the example keeps every field of a context; the one of Nephio does not', () => {
  expect(check(CONTEXT, CRD)).toEqual([])
  expect(check(CONTEXT)).toEqual([
    'spec.clusterName, spec.region, spec.provider, spec.contextName, spec.annotations, spec.cnis, spec.masterInterface, spec.networkContexts, spec.kubeconfigRef, spec.kubeconfig',
  ])
})

it('goes by the CRD that the fleet holds', () => {
  expect(check(CONTEXT, CRD.replace(/ {16}region:\n {18}type: string\n/, ''))).toEqual(['spec.region'])
})
