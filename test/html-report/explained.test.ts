// Who gave a setter its value, as the report says it, against the trace of every writer that `explain` makes.

import { expect, test } from 'vitest'
import { fleetParameters } from '#check/fleet-report/parameters.ts'
import { RenderedFleet } from '#check/fleet/rendered.ts'
import type { ParameterSource } from '#check/html-report/content.ts'
import { checkedPackages } from '#cli/fleet/checked-packages.ts'
import { readFleetInput } from '#cli/fleet/fleet-input.ts'
import { builtinRunner } from '#cli/run/builtin-runner.ts'
import { Printer, TextSink } from '#cli/term/printer.ts'
import { isSingleReference } from '#krm/setter-pattern.ts'
import { planSetters } from '#krm/setters.ts'
import { explainPackage } from '#porch/explain.ts'
import { Fleet } from '#porch/fleet-index.ts'

Object.assign(globalThis, { KRM_FLEET_VERSION: '0.1.0' })

test('examples/fleet: each setter is given by the last writer of the fields that it fills', async () => {
  const input = readFleetInput(['examples/fleet'], new Map())
  const { packages } = await checkedPackages(input, new Printer({ payload: new TextSink(), human: new TextSink(), environment: {} }))
  const rendered = new RenderedFleet(packages)
  const parameters = new Map(fleetParameters(packages, rendered).map(({ blueprint, setters }) => [blueprint, setters]))
  const fleet = new Fleet(input.model)
  const runnerFor = (fn: Parameters<ReturnType<typeof builtinRunner>>[0]) => builtinRunner(input.config)(fn)!
  const compared: string[] = []
  for (const [number, { planned, blueprint }] of packages.entries()) {
    for (const object of rendered.objects[number]!) {
      for (const hit of planSetters(object, new Map()).hits) {
        if (!isSingleReference(hit.pattern) || object.kind === 'Kptfile') continue
        const { kind, namespace, name } = object
        const answer = await explainPackage({ kind, namespace, name, field: hit.path }, planned, blueprint!, { runnerFor }, (apiVersion, of) => fleet.objectsByName(apiVersion, of, planned.variant.namespace))
        const [setter] = hit.pattern.names
        const said = parameters.get(blueprint!.displayPath)!.find((each) => each.name === setter)!.values.find(({ clusters }) => clusters.includes(planned.cluster!.name))!
        const last = answer.found.find((each) => each.object.namespace === namespace)!.writers.at(-1)!
        const expected: ParameterSource = last.sources.length > 0 ? 'context' : last.step === 'variant' ? 'variant' : last.step === 'blueprint' ? 'blueprint' : 'package'
        // A value that the blueprint holds already is written by nobody, though somebody gives it.
        if (last.step !== 'blueprint') expect([setter, said.value, said.source], `${kind} ${name}`).toEqual([setter, last.value, expected])
        compared.push(setter!)
      }
    }
  }
  expect(new Set(compared).size).toBeGreaterThanOrEqual(10)
})
