import { expect, test } from 'vitest'
import { FINDINGS, reportOf } from '#check/report/sample.ts'
import type { Result } from '#krm/result.ts'
import { htmlReport } from '#check/html-report/html-report.ts'
import { escapeHtml, html, prose } from '#check/html-report/html.ts'
import { dataOf, expectLinksToLead, expectSoundPage } from './page-checks.ts'

const page = htmlReport({ title: 'Check report', subject: '', report: reportOf(FINDINGS) })

test('a page of findings is sound, and the same every time', () => {
  expectSoundPage(page)
  expectLinksToLead(page)
  expect(htmlReport({ title: 'Check report', subject: '', report: reportOf(FINDINGS) })).toBe(page)
})

test('the worst file comes first; a frame, the second place, the fix and the rule stand with a finding', () => {
  const main = page.slice(page.indexOf('<main'))
  expect(main.indexOf('base/a namespace.yaml')).toBeLessThan(main.indexOf('base/secret.yaml'))
  expect(main).toContain('<strong>4 |   name: apps # kpt-set: ${cluster-name}</strong>\n<span class="marks">  |         ^^^^</span>')
  expect(main).toContain('<span class="path">base/Kptfile:9:7</span> it is given here')
  expect(main).toContain('rename it to cluster-name')
  expect(main).toContain('<a class="code" href="#rule-SET003" title="A setter with almost the same name is given">SET003</a>')
})

test('the data is that of -o json', () => {
  expect(dataOf(page)).toMatchObject({ kind: 'CheckReport', summary: { errors: 1, warnings: 1, infos: 1 }, findings: [{ code: 'SET003', start: { line: 4 } }, { code: 'SEC001' }, { severity: 'info' }] })
})

test('no value of a Secret is in it', () => expect(page).not.toContain('hunter2'))

test('without findings there is no section, and the verdict says so', () => {
  const empty = htmlReport({ title: 'Check report', subject: '', report: reportOf([]) })
  expectSoundPage(empty)
  expect(empty).toContain('No findings')
  expect(empty).not.toContain('<section')
})

const HOSTILE = [
  '</script><script>alert(1)</script>', '<img src=x onerror=alert(1)>', '</style><style>*{display:none}', '<!--', '--><svg onload=alert(1)>', '"><a href="https://example.com">x</a>', "' autofocus onfocus='alert(1)",
  '${{ secrets.TOKEN }}', '\u202eright to left', '\x1b]0;title\x07', 'a\r\nb\u0000c\ufffe\ud800', 'javascript:alert(1)', '&lt;b&gt;', ']]>', '`</code>`',
]

test('no text of a file becomes markup or ends the data', () => {
  const findings = HOSTILE.flatMap((text, index): Result[] => {
    const place = { file: `d/${text}`, position: { line: index + 1, column: 1 }, field: text, resource: { apiVersion: 'v1', kind: text, name: text, namespace: text } }
    return [{ code: text, severity: 'error', message: text, place, related: [{ message: text, place }], fix: { describe: text, edits: [] } }, { code: 'SET003', message: text, currentValue: text }]
  })
  const report = { ...reportOf(findings), source: () => HOSTILE.join('\n') }
  const made = htmlReport({ title: 'Check report', subject: HOSTILE.join(' '), report, notes: HOSTILE })
  expectSoundPage(made)
  expect((dataOf(made) as { findings: { message: string }[] }).findings.map(({ message }) => message)).toContain('</script><script>alert(1)</script>')
})

test('many findings are counted, the worst are shown', () => {
  const findings = Array.from({ length: 3000 }, (_, line): Result => ({ code: 'SET003', severity: line < 5 ? 'error' : 'info', message: `finding ${line}`, place: { file: 'base/Kptfile', position: { line: 1, column: line + 1 } } }))
  const made = htmlReport({ title: 'Check report', subject: '', report: reportOf(findings) })
  expect(made).toContain('2000 more findings, none of them worse, not shown here')
  expect(made.match(/<li id="f-[0-9a-f]{16}" class="finding error"/g)).toHaveLength(5)
  expect(dataOf(made)).toMatchObject({ findingsLeftOut: 2000 })
})

test('a template escapes what is put into it, not what it says', () => {
  expect(html`<b title="${'"'}">${'<'}${html`<i>${1}</i>`}${undefined}</b>`.text).toBe('<b title="&quot;">&lt;<i>1</i></b>')
  expect(escapeHtml('\u202e\ufdd0')).toBe('\\u{202e}\\u{fdd0}')
  expect(prose('write `a<b` here').text).toBe('write <code>a&lt;b</code> here')
})

test('no name or value of a fleet becomes markup', () => {
  const text = HOSTILE.join(' ')
  const range = { family: 4 as const, first: 0n, last: 255n }
  const contest = { range, witness: text, subject: text, other: text, otherAt: text, severity: 'error' as const }
  const block = { range, network: text, subject: text, at: text, used: [range], excluded: [range], gateways: [range], contests: [contest] }
  const each = { cluster: text, repository: text, package: text, upstream: text, variant: text, at: text, isMade: true, objects: 1, findings: FINDINGS }
  const made = htmlReport({
    title: 'Fleet report',
    subject: text,
    report: reportOf(FINDINGS),
    notes: [text],
    fleet: {
      clusters: [{ name: text, findings: FINDINGS }],
      packages: [each, { ...each, package: `${text}2`, isMade: false }],
      plan: [{ title: text, assumed: text, spaces: [{ range, declared: text, lanes: [{ cluster: text, blocks: [block] }], taken: [range], free: [], contests: [contest] }] }],
      syncs: [{ cluster: text, repositories: [{ name: text, url: text, branch: text, at: text, pullers: [{ object: text, reads: text, at: text }] }] }],
      parameters: [{ blueprint: text, setters: [{ name: text, values: [{ value: text, source: 'variant', at: text, clusters: [text], unused: true, shadowed: undefined }, { value: text, source: 'package', at: text, clusters: [text], unused: false, shadowed: { value: text, at: text } }] }] }],
      functions: [{ image: text, tag: text, ran: false, packages: 1, blueprints: [text] }],
      sets: [{ package: text, rows: [{ set: text, configMap: text, objects: 1, valueBytes: 2_000_000, clientSideBytes: 300_000, forms: { yaml: 1, compact: 0, lean: 0 } }] }],
    },
    changes: {
      base: text,
      diff: { groups: [{ change: 'changed', risk: 'high', object: { apiVersion: text, kind: text, namespace: text, name: text }, objects: 1, fields: [{ field: text, before: text, after: text }], packages: [{ repository: text, package: text, cluster: text }] }], clusters: 1, packages: 1, objects: 1 },
      notCompared: new Map([[text, [text]]]),
    },
  })
  expectSoundPage(made)
  expectLinksToLead(made)
  expect([...made.matchAll(/<section id="([a-z]+)" class="part"/g)].map(([, id]) => id)).toEqual(['clusters', 'changes', 'findings', 'addresses', 'sync', 'parameters', 'functions', 'sets', 'rules'])
})
