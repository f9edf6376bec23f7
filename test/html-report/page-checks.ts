// What holds of every page, for the tests of all that make one.
import { createHash } from 'node:crypto'
import { HtmlValidate } from 'html-validate'
import { expect } from 'vitest'

const validator = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:document', 'html-validate:a11y'],
  rules: {
    // Numbers of many digits are addresses and lines here, no telephone numbers; spaces in texts are what files say.
    'tel-non-breaking': 'off',
    'no-trailing-whitespace': 'off',
    // The style and the script are part of the page, which is one file.
    'require-csp-nonce': 'off',
    'long-title': 'off',
  },
})

/** Valid HTML with unique ids, whose policy allows its own style and script and nothing else; no address to fetch from. */
export function expectSoundPage(page: string): void {
  const { results } = validator.validateStringSync(page)
  expect(results.flatMap(({ messages }) => messages.map(({ ruleId, message, line, column }) => `${line}:${column} ${ruleId} ${message}`))).toEqual([])
  const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
  const [, style] = /<style>([^]*?)<\/style>/.exec(page)!
  const scripts = [...page.matchAll(/<script(?: ([^>]*))?>([^]*?)<\/script>/g)]
  expect(scripts.map(([, attributes]) => attributes)).toEqual(['type="application/json" id="data"', undefined])
  expect(/Content-Security-Policy" content="([^"]*)"/.exec(page)![1]).toBe(`default-src 'none'; style-src ${hashOf(style!)}; script-src ${hashOf(scripts[1]![2]!)}; base-uri 'none'; form-action 'none'`)
  const tags = page.replace(style!, '').replaceAll(/(<script[^>]*>)[^]*?<\/script>/g, '$1').match(/<[A-Za-z][^>]*>/g)!
  const attributes = tags.flatMap((tag) => tag.replaceAll(/"[^"]*"/g, '').match(/\s[^\s=>/]+/g) ?? []).map((name) => name.trim())
  // What would fetch, run or style something beside the policy.
  expect([...new Set(attributes)].filter((name) => /^(?:on.*|src|srcset|style|action|formaction|background|data|xlink:href|ping|poster)$/i.test(name))).toEqual([])
  expect([...new Set(tags.map((tag) => /^<([A-Za-z]+)/.exec(tag)![1]!))].filter((name) => /^(?:link|img|image|iframe|object|embed|base|form|video|audio|source|foreignObject|use)$/i.test(name))).toEqual([])
  expect(tags.flatMap((tag) => /\shref="([^"]*)"/.exec(tag)?.[1] ?? []).filter((to) => !to.startsWith('#'))).toEqual([])
  expect(style).not.toMatch(/url\((?!#)|@import/)
  expect(page).not.toMatch(/[^\n\t\P{Cc}]|\p{Bidi_Control}|\p{Cs}|\p{Noncharacter_Code_Point}/u)
}

/** Every link within the page leads somewhere. */
export function expectLinksToLead(page: string): void {
  const ids = new Set([...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id))
  expect([...page.matchAll(/\shref="#([^"]*)"/g)].flatMap(([, to]) => (ids.has(to!) ? [] : [to]))).toEqual([])
}

/** The data that stands in the page. */
export function dataOf(page: string): unknown {
  return JSON.parse(/<script type="application\/json" id="data">([^]*?)<\/script>/.exec(page)![1]!)
}
