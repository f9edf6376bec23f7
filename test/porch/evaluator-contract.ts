/** What every function of ours owes to an evaluator of Porch; the same for the replay and for Porch's own servers. */

import { describe, expect, it } from 'vitest'
import { functions } from '#functions/index.ts'
import type { KrmFunction } from '#krm/function.ts'
import { printable } from '#krm/printable.ts'
import { runOnWire } from '#krm/run-on-wire.ts'
import { bulkyItems, casesOf, wireText } from '../contract/wire-lists.ts'
import { imageOf, MAX_MESSAGE, messageBytes, type Evaluator, type Verdict } from './evaluator.ts'

/** Most characters of a line that a person reads in the message of a PackageRevision. */
const READABLE = 1300

/** The lists of a function's cases, and what the function answers in this process. */
function answers(fn: KrmFunction) {
  return [...casesOf(fn.name).values()].map((one) => {
    const list = wireText(one)
    return { list, config: one.config, answer: runOnWire(fn, list) }
  })
}

/** Line breaks and the beginning of a terminal's command in values that findings quote; something for each function. */
const WITH_LINE_BREAKS = `apiVersion: config.kubernetes.io/v1
kind: ResourceList
items:
- apiVersion: infra.nephio.org/v1alpha1
  kind: ClusterContext
  metadata:
    name: my-ran
  spec:
    clusterName: "my\\nran\\e[31m\\r\\n"
- apiVersion: addons.cluster.x-k8s.io/v1beta2
  kind: ClusterResourceSet
  metadata:
    name: "cni\\nx"
    namespace: default
  spec:
    strategy: "Re\\nconcile"
    clusterSelector:
      matchLabels:
        site: x
- apiVersion: k8s.cni.cncf.io/v1
  kind: NetworkAttachmentDefinition
  metadata:
    name: n2
  spec:
    config: '{"type": "macvlan", "ipam": {"type": "whereabouts", "range": "10.1\\n.0/24"}}'
`

/** Values that are a whole file. */
const WITH_LONG_VALUES = WITH_LINE_BREAKS.replaceAll(/(?<=my|Re|"10\.1)\\n/g, 'x'.repeat(500_000))

/** A list whose message is as long as this: items spelt as no printer would spell them, then one that fills it up. */
function listOf(bytes: number, image: string, list: string): string {
  const odd = `- {"apiVersion": 'v1',   kind: "ConfigMap", metadata: {name:   'odd'}, data: {n: "0x1F", on: 'yes',  long: ${'word '.repeat(40)}}} # odd\n- apiVersion: v1\n  kind:    ConfigMap\n  metadata:\n          name: odd-2\n  binaryData:\n        a:\n            >-\n            x\n\n            y\n`
  const items = (padding: string, bulk: string): string => list.replace('\nitems:\n', `\nitems:\n${odd}${bulk}- apiVersion: v1\n  kind: ConfigMap\n  metadata: {name: last}\n  data: {a: ${padding}}\n`)
  const bulk = bulkyItems(bytes - messageBytes(items('x', ''), image) - 1000)
  const missing = bytes - messageBytes(items('x', bulk), image)
  return items('x'.repeat(missing + 1), bulk)
}

/** `verdict` is what the evaluator makes of a function's end. */
export function evaluatorContract(name: string, evaluator: () => Evaluator, verdict: Verdict): void {
  describe.each(functions.map((fn) => [fn.name, fn] as const))(`${name}: %s`, (_, fn) => {
    const image = imageOf(fn.name)
    const all = answers(fn)
    const evaluate = (list: string) => evaluator().evaluate(fn.name, list)

    it('answers with the bytes of the run in process, and says nothing beside them', async () => {
      const { list, answer } = all.find(({ list, answer }) => answer.exitCode === 0 && answer.stdout !== list)!
      expect(await evaluate(list)).toMatchObject({ code: 'OK', list: answer.stdout, log: '' })
    })

    it('fails with its errors, each on one line that a person can read', async () => {
      const longest = all.filter(({ answer }) => answer.exitCode === 1).toSorted((a, b) => b.answer.stderr.length - a.answer.stderr.length)[0]!
      const lists = [longest.list, WITH_LINE_BREAKS, WITH_LONG_VALUES]
      for (const list of lists) {
        const answer = runOnWire(fn, list)
        const { code, message } = await evaluate(list)
        expect([code, message]).toEqual(['Internal', verdict(image, { ...answer, stderr: printable(answer.stderr, 'lines and tabs') })])
        const lines = printable(answer.stderr, 'lines and tabs').trimEnd().split('\n')
        expect(lines).toHaveLength(answer.stdout.match(/^ {2}severity: error$/gm)!.length)
        for (const line of lines) expect(line).toMatch(new RegExp(`^${fn.name}: (\\S+: )?error: [A-Z]{3}\\d{3} \\P{Cc}{20,${READABLE}}$`, 'u'))
      }
    })

    it.each([
      ['nothing', ''],
      ['a list cut off', 'apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n- apiVersion: v1\n  kind: "Conf\n'],
    ])('says why it refuses %s', async (_, list) => {
      const { code, message } = await evaluate(list)
      const answer = runOnWire(fn, list)
      expect([code, answer.exitCode, answer.stderr]).toEqual(['Internal', 2, expect.stringMatching(/: error: [A-Z]{3}\d{3} /)])
      expect(message).toContain(verdict(image, answer))
    })

    it('gives back a list as large as Porch sends one: it grows by its edits and results only', async () => {
      const { list } = all.find(({ answer }) => answer.exitCode === 0)!
      const small = listOf(10_000, image, list)
      const growth = Buffer.byteLength(runOnWire(fn, small).stdout) - Buffer.byteLength(small)
      const large = listOf(MAX_MESSAGE - Math.max(growth, 0), image, list)
      const { code, list: answered, message } = await evaluate(large)
      expect([code, message]).toEqual(['OK', ''])
      expect(Buffer.byteLength(answered) - Buffer.byteLength(large)).toBe(growth)
    })

    it('has its answer refused where that no longer fits, in words that say so', async () => {
      const growthOf = ({ list, answer }: (typeof all)[number]): number => Buffer.byteLength(answer.stdout) - Buffer.byteLength(list)
      const [{ list } = all[0]!] = all.filter(({ answer }) => answer.exitCode === 0).toSorted((a, b) => growthOf(b) - growthOf(a))
      const { code, message } = await evaluate(listOf(MAX_MESSAGE, image, list))
      expect([code, message]).toEqual(['ResourceExhausted', expect.stringMatching(/larger than max \(\d+ vs\. 6291456\)/)])
    })

    it('is never called with more', async () => {
      const { code, message } = await evaluate(listOf(MAX_MESSAGE + 1, image, all[0]!.list))
      expect([code, message]).toEqual(['ResourceExhausted', expect.stringContaining('message larger than max (6291457 vs. 6291456)')])
    })

    it('answers calls at the same time as it answers them alone', async () => {
      const some = all.filter(({ answer }) => answer.exitCode === 0).slice(0, 6)
      const answered = await Promise.all(some.map(({ list }) => evaluate(list)))
      expect(answered.map(({ list }) => list)).toEqual(some.map(({ answer }) => answer.stdout))
    })
  })
}
