// Real packages with the pipelines that they have: by us with what is built in, by kpt with the catalog's own programs.

import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { readPackage } from '#cli/io/read-package.ts'
import { builtinFor } from '#cli/run/builtin-images.ts'
import { whyControllerIsNeeded } from '#cli/run/needs-controller.ts'
import { runnerChooser } from '#cli/run/runner-for.ts'
import { readKrmFile } from '#krm/krm-file.ts'
import type { Resource } from '#krm/resource.ts'
import { render } from '#render/render.ts'
import { goFunction } from '../../oracles/oracles.ts'
import { packagesOf, withPipeline } from '../../render/corpus.ts'
import { readTree } from '../../render/with-kpt.ts'

/** Who answers for an image here, and who does on kpt's side. */
export type Answer =
  /** We in our process, kpt by the Go function. */
  | 'built in'
  /** The same Go program on both sides. */
  | 'program'
  /** We go around it with a finding, kpt runs a program that changes nothing. */
  | 'controller'
  /** Its program could not be built and it has no built-in: it needs its container. */
  | 'container'

/** One package of the corpus. */
export interface RealPackage {
  readonly path: string
  /** The images of all its pipelines, sub-packages included, each once, in their order. */
  readonly images: readonly string[]
}

export function realPackages(corpus: string): RealPackage[] {
  return packagesOf(corpus).map((path) => ({ path, images: imagesBelow(join(corpus, path)) }))
}

function imagesBelow(root: string): string[] {
  const images = packagesOf(root).flatMap((below) => {
    const [kptfile] = readKrmFile('Kptfile', readFileSync(join(root, below, 'Kptfile'), 'utf8')).resources
    const lists = ['mutators', 'validators'].map((list) => kptfile!.field('pipeline', list))
    return lists.flatMap((list) => list.children().flatMap((fn) => fn.child('image').string ?? []))
  })
  return [...new Set(images)]
}

/** The images that PackageVariants and PackageVariantSets of the corpus put into packages, each as often as they do. */
export function variantImages(corpus: string): string[] {
  const files = readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((name) => /\.ya?ml$/.test(name))
  return files.flatMap((file) => {
    const text = readFileSync(join(corpus, file), 'utf8')
    return text.includes('kind: PackageVariant') ? readKrmFile(file, text).resources.flatMap(imagesOfVariant) : []
  })
}

function imagesOfVariant(variant: Resource): string[] {
  if (variant.kind !== 'PackageVariant' && variant.kind !== 'PackageVariantSet') return []
  const specs = [variant.field('spec'), ...variant.field('spec', 'targets').children().map((target) => target.child('template'))]
  const lists = specs.flatMap((spec) => ['mutators', 'validators'].map((list) => spec.child('pipeline', list)))
  return lists.flatMap((list) => list.children().flatMap((fn) => fn.child('image').string ?? []))
}

export function answerOf(image: string): Answer {
  if (builtinFor(image) !== undefined) return 'built in'
  if (whyControllerIsNeeded(image) !== undefined) return 'controller'
  return programOf(image) === undefined ? 'container' : 'program'
}

/** `set-namespace:v0.4.1`, whatever the registry. */
export function shortName(image: string): string {
  return basename(image)
}

function programOf(image: string): string | undefined {
  const [name, tag] = shortName(image).split(':')
  return /\/(?:krm-functions-catalog|kpt-fn)\//.test(image) ? goFunction(name!, tag) : undefined
}

/** Packages laid out twice: as they are for us, and for kpt, where each `image:` is an `exec:` of a link named after it. */
export class Stage {
  /** Where kpt's copies lie. */
  readonly dir: string
  readonly #ours: string
  readonly #links: string
  readonly #images = new Map<string, string>()

  constructor(dir: string) {
    this.dir = join(dir, 'packages')
    this.#ours = join(dir, 'ours')
    this.#links = join(dir, 'programs')
    mkdirSync(this.#links, { recursive: true })
  }

  /** Copies a package, with another name in its package-contexts if one is given, and returns the name of its directories. */
  lay(corpus: string, { path, images }: RealPackage, renamed?: string): string {
    const name = path.replaceAll('/', ' ')
    for (const { path: file, text: given } of withPipeline(join(corpus, path))) {
      const text = renamed === undefined || basename(file) !== 'package-context.yaml' ? given : given.replace(/^( +name: )(?!kptfile\.kpt\.dev).*$/m, `$1${renamed}`)
      write(join(this.#ours, name, file), text)
      write(join(this.dir, name, file), basename(file) === 'Kptfile' ? images.reduce((now, image) => now.replaceAll(`image: ${image}`, `exec: ${this.#link(image)}`), text) : text)
    }
    return name
  }

  /** The program of an image; one that changes nothing where a controller is needed. */
  #link(image: string): string {
    const made = this.#images.get(image)
    if (made !== undefined) return made
    const link = join(this.#links, Buffer.from(image).toString('base64url'))
    symlinkSync(answerOf(image) === 'controller' ? '/bin/cat' : programOf(image)!, link)
    this.#images.set(image, link)
    return link
  }

  /** What kpt left, with the images back in place. */
  restored(files: ReadonlyMap<string, string>): Map<string, string> {
    const back = (text: string): string => [...this.#images].reduce((now, [image, link]) => now.replaceAll(`exec: ${link}`, `image: ${image}`), text)
    return new Map([...files].map(([path, text]) => [path, basename(path) === 'Kptfile' ? back(text) : text]))
  }

  /** Our render, through the runners that `krm-fleet render` chooses. */
  async ours(name: string, { images }: RealPackage): Promise<OurRender> {
    const root = join(this.#ours, name)
    const read = readPackage(root)
    const programs = images.filter((image) => answerOf(image) === 'program')
    const runners = Object.fromEntries(programs.map((image) => [image, { exec: this.#link(image) }]))
    const outcome = await render(
      { name, files: read.files, kptfileDirs: read.kptfileDirs, hidden: read.hidden, options: { attribution: false, verdict: 'exit-code' } },
      { runnerFor: runnerChooser({ config: { runners }, allowExec: true, allowNetwork: false, environment: {} }) },
    )
    const files = readTree(root)
    for (const [file, change] of outcome.changes) {
      if (change === 'delete') files.delete(file)
      else files.set(file, change.text)
    }
    const said = [...outcome.problems.map(({ code, message }) => `${code} ${message}`), ...outcome.functions.flatMap(({ failure, results }) => [failure?.message ?? '', ...results.map(({ message }) => message)])]
    return { exitCode: outcome.exitCode, files, changed: outcome.changes.size, said: said.join('\n') }
  }
}

/** What we leave of a package, how many of its files that changes, and everything that was said. */
export interface OurRender {
  readonly exitCode: number
  readonly files: ReadonlyMap<string, string>
  readonly changed: number
  readonly said: string
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}
