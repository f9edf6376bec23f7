/** Decides who runs a function of a Kptfile: the configuration first, then our own process, then programs and containers. */

import type { KrmFunction } from '#krm/function.ts'
import { nearestName } from '#krm/nearest-name.ts'
import { compareResults } from '#krm/result-wire.ts'
import type { PipelineFunction } from '#render/pipeline-function.ts'
import type { FoundRunner, PreparedFunction, RunnerProblem } from '#render/runner.ts'
import type { Config, ConfiguredRunner } from '#cli/config/config.ts'
import { builtinFor, builtinNamed, builtinNames, builtinTags } from './builtin-images.ts'
import { chooseRuntime } from './container-runtime.ts'
import { prepareContainer, type ContainerOptions, type PullPolicy } from './container.ts'
import { prepareExec } from './exec.ts'
import { resolveImage } from './image-reference.ts'
import { whyControllerIsNeeded } from './needs-controller.ts'
import type { Prepared } from './outside-call.ts'

/** What the user allows and prefers. */
export interface RunnerOptions {
  readonly config: Config
  /** Programs may be run at all. */
  readonly allowExec: boolean
  readonly allowNetwork: boolean
  readonly pull?: PullPolicy
  readonly imagePrefix?: string
  readonly environment: NodeJS.ProcessEnv
}

/** The answer for every function of a render; a container runtime is looked for only when one is needed. */
export function runnerChooser(options: RunnerOptions): (fn: PipelineFunction) => Promise<FoundRunner> | FoundRunner {
  return (fn) => {
    if (fn.exec !== undefined) return exec(fn.exec, options, fn.exec)
    const configured = configuredFor(fn, options)
    if (configured !== undefined) return runConfigured(fn, configured, options)
    const resolved = resolveImage({ image: fn.image!, ...(fn.tag !== undefined && { tag: fn.tag }) }, options.imagePrefix)
    if (!resolved.ok) return { problem: resolved.failure }
    const builtin = builtinFor(resolved.image)
    if (builtin !== undefined) return inProcess(builtin, resolved.image)
    const message = whyControllerIsNeeded(resolved.image)
    if (message !== undefined) return { passedOver: { name: resolved.image, message } }
    const tags = builtinTags(resolved.image)
    return tags === undefined ? container(fn, fn.image!, options) : withNote(container(fn, fn.image!, options), `${resolved.image} runs in its container: built in ${tags.length === 1 ? 'is' : 'are'} ${tags.join(' and ')}`)
  }
}

function configuredFor(fn: PipelineFunction, options: RunnerOptions): ConfiguredRunner | undefined {
  const runners = options.config.runners ?? {}
  return fn.image !== undefined && Object.hasOwn(runners, fn.image) ? runners[fn.image] : undefined
}

function runConfigured(fn: PipelineFunction, runner: ConfiguredRunner, options: RunnerOptions): Promise<PreparedFunction | RunnerProblem> | PreparedFunction | RunnerProblem {
  if ('exec' in runner) return exec(runner.exec, options, fn.image!)
  if ('container' in runner) return container({ ...fn, image: runner.container }, fn.image!, options)
  const builtin = builtinNamed(runner.builtin)
  if (builtin !== undefined) return inProcess(builtin, fn.image!)
  const known = builtinNames()
  const near = nearestName(runner.builtin, known)
  const hint = near === undefined ? `known are ${known.join(', ')}` : `did you mean ${near}?`
  return { problem: { code: 'KPT212', message: `krm-fleet.yaml maps ${fn.image!} to the built-in ${runner.builtin}, which there is not; ${hint}` } }
}

/** Results come in the order of a report, as they do from the same function as a program. */
function inProcess(fn: KrmFunction, name: string): PreparedFunction {
  return {
    name,
    kind: 'builtin',
    run: ({ items, functionConfig }) => {
      const outcome = fn.invoke(items, functionConfig)
      return { ...outcome, results: outcome.results.toSorted(compareResults) }
    },
  }
}

async function withNote(made: Promise<PreparedFunction | RunnerProblem>, note: string): Promise<PreparedFunction | RunnerProblem> {
  const found = await made
  return 'problem' in found ? { problem: { ...found.problem, message: `${note}. ${found.problem.message}` } } : { ...found, note }
}

function exec(line: string, options: RunnerOptions, name: string): PreparedFunction | RunnerProblem {
  if (!options.allowExec) {
    const message = `function "${name}" runs the program \`${line}\` on this machine; give --allow-exec if you trust the package`
    return { problem: { code: 'KPT213', message } }
  }
  return unpack(prepareExec(line), 'exec', name)
}

async function container(fn: PipelineFunction, name: string, options: RunnerOptions): Promise<PreparedFunction | RunnerProblem> {
  const choice = await chooseRuntime(options.environment)
  if (!choice.ok) return { problem: { code: choice.failure.code, message: `${name} is no function of this suite: ${choice.failure.message}` } }
  const how: ContainerOptions = {
    runtime: choice.runtime,
    allowNetwork: options.allowNetwork,
    environment: options.environment,
    ...(options.pull !== undefined && { pull: options.pull }),
    ...(options.imagePrefix !== undefined && { imagePrefix: options.imagePrefix }),
  }
  return unpack(prepareContainer({ image: fn.image!, ...(fn.tag !== undefined && { tag: fn.tag }) }, how), 'image', name)
}

function unpack(prepared: Prepared, kind: 'exec' | 'image', name: string): PreparedFunction | RunnerProblem {
  if (!prepared.ok) return { problem: prepared.failure }
  return { name: kind === 'image' ? prepared.name : name, kind, run: ({ input }) => prepared.run({ input }) }
}

