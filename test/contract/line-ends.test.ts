/** YAML's lines end at LF. To `^` and `$` with the flag m, U+2028 and U+2029 end one too: they corrupt values. */

import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const ROOT = new URL('../../', import.meta.url).pathname
const MULTILINE = /\/[dgisuvy]*m[dgisuvy]*(?=[).,\]; ]|$)/
const LITERAL = /(?:^|[(=,:?&|!{ ])(\/(?![/*])(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\[])+\/[dgimsuvy]*)(?=[).,\]; ]|$)/g

it('no regular expression in the sources has the flag m', () => {
  const all = ['src', 'functions'].flatMap((folder) => readdirSync(`${ROOT}${folder}`, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`))
  const files = all.filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  expect(files.length).toBeGreaterThan(100)
  const found = files.flatMap((file) =>
    readFileSync(`${ROOT}${file}`, 'utf8').split('\n').flatMap((line, at) => {
      const isComment = /^\s*(?:\/?\*|\/\/)/.test(line)
      const literals = isComment ? [] : [...line.matchAll(LITERAL)].map(([, literal]) => literal!)
      const flags = [...literals.filter((literal) => MULTILINE.test(literal.slice(literal.lastIndexOf('/')))), ...(/new RegExp\(.*, '[a-z]*m[a-z]*'\)/.test(line) ? [line] : [])]
      return flags.map((literal) => `${file}:${at + 1}: ${literal}`)
    }),
  )
  expect(found).toEqual([])
})
