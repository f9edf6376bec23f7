/**
 * Every case of every function as a package, rendered by krm-fleet in process, by the real kpt with `exec:` and by the
 * real kpt with the function's image: the same files by value and comment, the same results, the same verdict. kpt renders
 * the cases of a function together, the failing ones one by one, of which each kind also goes through a container. Cases
 * whose own Kptfile names functions go through `kpt fn eval`, which runs ours alone.
 */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { functions } from '#functions/index.ts'
import type { KrmFunction } from '#krm/function.ts'
import { describeWith, functionImage, holdsThisBuild, kptVersion, needs } from '../oracles/oracles.ts'
import { casesOf, kptEval, kptRenders, ourEval, ourRender, type CaseLeft, type FunctionCase, type KptWay } from '../render/case-renders.ts'
import { differences } from '../render/compare-trees.ts'
import { NOT_FOR_KPT, OTHER_RESULTS } from '../render/kpt-exceptions.ts'

const ROOT = new URL('../../', import.meta.url).pathname
const COMMAND = join(ROOT, 'build/krm-fleet.cjs')

/** What tells verdicts apart: the exit code, and the codes of the errors. */
function kindOf({ exitCode, results }: CaseLeft): string {
  const codes = results.flatMap((result) => (result.includes('"severity":"error"') ? [/"code":"(\w+)"/.exec(result)?.[1] ?? ''] : []))
  return [exitCode, ...new Set(codes)].toSorted().join()
}

/** What each of the three made of the cases of a function, by name of the case. */
class Renders {
  ours = new Map<string, Awaited<ReturnType<typeof ourRender>>>()
  exec = new Map<string, CaseLeft>()
  /** Of the failing ones only the first of each kind. */
  image = new Map<string, CaseLeft>()

  async run(work: string, fn: KrmFunction, cases: readonly FunctionCase[]): Promise<void> {
    for (const each of cases) this.ours.set(each.name, await ourRender(join(work, fn.name, 'ours', each.name), each))
    const verdictOf = ({ name }: FunctionCase): number => this.ours.get(name)!.exitCode
    const pass = cases.filter((each) => verdictOf(each) === 0)
    const failing = cases.filter((each) => verdictOf(each) !== 0)
    const firsts = new Map(failing.toReversed().map((each) => [kindOf(this.ours.get(each.name)!), each]))
    const byExec: KptWay = { line: `exec: node ${COMMAND} fn ${fn.name}`, flags: ['--allow-exec'] }
    const byImage: KptWay = { line: `image: ${functionImage(fn.name)}`, flags: ['--image-pull-policy', 'never'] }
    const [exec, image] = await Promise.all([
      kptRenders(join(work, fn.name, 'exec'), pass, failing, byExec),
      kptRenders(join(work, fn.name, 'image'), pass, [...firsts.values()], byImage),
    ])
    this.exec = exec
    this.image = image
  }
}

const requirements = [needs.kpt(), needs.containers(), ...functions.map(({ name }) => needs.image(functionImage(name)))]

describeWith(`cases in kpt ${kptVersion() ?? ''}`, requirements, () => {
  let work = ''
  beforeAll(() => {
    work = mkdtempSync(join(tmpdir(), 'cases-'))
  })
  afterAll(() => rmSync(work, { recursive: true, force: true }))

  describe.each(functions.map((fn) => [fn.name, fn] as const))('%s', (_, fn) => {
    const all = casesOf(fn)
    const asked = all.filter(({ name }) => NOT_FOR_KPT[name] === undefined)
    const cases = asked.filter(({ runsOthers }) => !runsOthers)
    const renders = new Renders()
    beforeAll(() => renders.run(work, fn, cases), 600_000)

    it('has an image of this build', () => {
      expect(holdsThisBuild(functionImage(fn.name)), 'npm run images -- --standin').toBe(true)
    })

    it('has cases that pass and cases that fail, and a container runs each kind', () => {
      const kinds = new Set([...renders.ours.values()].map(kindOf))
      expect(new Set([...renders.ours.values()].map(({ exitCode }) => exitCode))).toEqual(new Set([0, 1]))
      expect(new Set([...renders.image.keys()].map((name) => kindOf(renders.ours.get(name)!)))).toEqual(kinds)
      process.stderr.write(`${fn.name}: of ${all.length} cases ${cases.length} rendered by kpt, ${asked.length - cases.length} evaluated; ${renders.image.size} through containers\n`)
    })

    it.each(cases.map(({ name }) => name))('%s', (name) => {
      const ours = renders.ours.get(name)!
      const exec = renders.exec.get(name)!
      expectSame(name, ours, exec)
      if (ours.exitCode !== 0) expect([...exec.files]).toEqual([...ours.before])
      const image = renders.image.get(name)
      if (image === undefined) return
      expect(image.exitCode, image.why).toBe(exec.exitCode)
      expect(image.results).toEqual(exec.results)
      expect([...image.files]).toEqual([...exec.files])
    })

    const alone = asked.filter(({ runsOthers }) => runsOthers)
    if (alone.length > 0) {
      it.each(alone.map((each) => [each.name, each] as const))('%s, evaluated', async (name, each) => {
        const dir = join(work, fn.name, 'eval', name)
        const exec = await kptEval(join(dir, 'exec'), each, ['--exec', `node ${COMMAND} fn ${fn.name}`])
        expectSame(name, ourEval(each), exec)
        const image = await kptEval(join(dir, 'image'), each, ['--image', functionImage(fn.name), '--image-pull-policy', 'never'])
        expect({ ...image, why: '' }).toEqual({ ...exec, why: '' })
      })
    }

    for (const { name } of all.filter((each) => !asked.includes(each))) {
      process.stderr.write(`SKIPPED ${fn.name} ${name}: ${NOT_FOR_KPT[name]}\n`)
      it.skip(`${name}: ${NOT_FOR_KPT[name]}`, () => undefined)
    }
  })
})

function expectSame(name: string, ours: CaseLeft, kpt: CaseLeft): void {
  expect(ours.exitCode, `${ours.why}\n${kpt.why}`).toBe(kpt.exitCode)
  if (OTHER_RESULTS[name] === undefined) expect(ours.results, ours.why).toEqual(kpt.results)
  else expect(ours.results, `${name} needs no exception any more`).not.toEqual(kpt.results)
  expect(differences(kpt.files, ours.files)).toEqual([])
}
