/** What is wrong with the aliases of a text: too many, without an anchor, inside their own anchor, or a bomb. */

import type { TextProblem } from './parse.ts'
import type { TreeNode } from './tree.ts'

/** So many aliases may stand in one text, and so many nodes may they stand for, each alias inside of those counted again. */
export const ALIAS_LIMITS = { aliases: 1000, unfolded: 100_000 } as const

/** Every alias that stands for nothing or for what is around it; else the first that goes beyond a limit. Nothing is unfolded. */
export function aliasProblems(root: TreeNode): TextProblem[] {
  const check = new Check()
  check.visit(root)
  return check.wrong.length > 0 ? check.wrong : check.beyond
}

class Check {
  readonly wrong: TextProblem[] = []
  /** At most one: the first limit that is passed. */
  readonly beyond: TextProblem[] = []
  /** What each anchor stands for, counted in nodes; undefined while its node is still open. */
  readonly #sizes = new Map<string, number | undefined>()
  #aliases = 0
  #unfolded = 0

  /** How many nodes `node` is once all aliases in it are unfolded. */
  visit(node: TreeNode): number {
    if (node.kind === 'alias') return this.#alias(node.target, node.start)
    const { anchor } = node
    if (anchor !== undefined) this.#sizes.set(anchor, undefined)
    let size = 1
    if (node.kind === 'map') for (const { key, value } of node.entries) size += this.visit(key) + this.visit(value)
    else if (node.kind === 'seq') for (const item of node.items) size += this.visit(item.node)
    if (anchor !== undefined) this.#sizes.set(anchor, size)
    return size
  }

  #alias(name: string, offset: number): number {
    if (++this.#aliases === ALIAS_LIMITS.aliases + 1) this.#limit(`more than ${ALIAS_LIMITS.aliases} aliases`, offset)
    const size = this.#sizes.get(name)
    if (size === undefined) {
      const why = this.#sizes.has(name) ? `stands inside the node that &${name} names: it would hold itself` : `stands for nothing: no &${name} stands before it`
      this.wrong.push({ code: 'YML008', message: `the alias *${name} ${why}`, offset })
      return 1
    }
    this.#unfolded += size
    if (this.#unfolded > ALIAS_LIMITS.unfolded) this.#limit(`its aliases unfold into more than ${ALIAS_LIMITS.unfolded} nodes`, offset)
    return size
  }

  #limit(message: string, offset: number): void {
    if (this.beyond.length === 0) this.beyond.push({ code: 'YML003', message, offset })
  }
}
