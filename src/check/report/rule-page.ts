/** The documentation of one rule, as Markdown. */

import type { Rule } from '#krm/rule.ts'

/** What follows the heading of a rule's page: what it means, how to mend it, examples, where it comes from. */
export function rulePage({ severity, why, fix, bad, good, source }: Rule): string {
  const parts = [`Severity: ${severity}`, why, `**Fix.** ${fix}`]
  if (bad !== undefined) parts.push(`Wrong:\n\n${fenced(bad)}`)
  if (good !== undefined) parts.push(`Right:\n\n${fenced(good)}`)
  if (source !== undefined) parts.push(`Source: ${source}`)
  return `${parts.join('\n\n')}\n`
}

function fenced(text: string): string {
  return `\`\`\`${text.startsWith('{') || text.startsWith('[') ? 'json' : 'yaml'}\n${text}\n\`\`\``
}
