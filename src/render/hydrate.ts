/** The order in which packages are rendered, and what each of them sees. */

import type { Package } from './package.ts'
import type { PackageItem } from './package-item.ts'
import { runPipeline, type Hydrated } from './pipeline.ts'
import type { RenderState } from './render-state.ts'

/** Renders the tree in the order that the root Kptfile asks for. */
export function hydrate(state: RenderState, root: Package): Promise<Hydrated> {
  return root.kptfile.breadthFirst ? breadthFirst(state, root) : depthFirst(state, root)
}

/** Children before parents: a package sees its own resources, then what its sub-packages became, in their order. */
async function depthFirst(state: RenderState, pack: Package): Promise<Hydrated> {
  const items = [...pack.items]
  for (const subpackage of pack.subpackages) {
    const below = await depthFirst(state, subpackage)
    for (const item of below.items) items.push(item)
    if (!below.ok) return { ok: false, items }
  }
  return runPipeline(state, pack, items)
}

/**
 * Parents before children, level by level: a package sees its own resources and those of everything below it as they are
 * by then, and what it makes of them goes to the packages they belong to.
 */
async function breadthFirst(state: RenderState, root: Package): Promise<Hydrated> {
  const order = levels(root)
  const held = new Map<Package, readonly PackageItem[]>(order.map((pack) => [pack, pack.items]))
  for (const pack of order) {
    const result = await runPipeline(state, pack, itemsBelow(pack, held))
    distribute(result.items, pack, held)
    if (!result.ok) return { ok: false, items: order.flatMap((each) => held.get(each)!) }
  }
  return { ok: true, items: order.flatMap((pack) => held.get(pack)!) }
}

function levels(root: Package): Package[] {
  const order = [root]
  for (const pack of order) order.push(...pack.subpackages)
  return order
}

function itemsBelow(pack: Package, held: ReadonlyMap<Package, readonly PackageItem[]>): PackageItem[] {
  return [...held.get(pack)!, ...pack.subpackages.flatMap((subpackage) => itemsBelow(subpackage, held))]
}

/** Gives each item to the package it belongs to, or to `pack` when it belongs to none of those below. */
function distribute(items: readonly PackageItem[], pack: Package, held: Map<Package, readonly PackageItem[]>): void {
  const below = new Map(levels(pack).map((each) => [each.dir, each]))
  const byPackage = new Map<Package, PackageItem[]>([...below.values()].map((each) => [each, []]))
  for (const item of items) byPackage.get(below.get(item.packageDir) ?? pack)!.push(item)
  for (const [each, own] of byPackage) held.set(each, own)
}
