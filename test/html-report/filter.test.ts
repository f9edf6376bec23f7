// The one script of the page, in a document of the page: it hides what does not fit, and nothing is lost without it.

import { Window } from 'happy-dom'
import { beforeEach, expect, test } from 'vitest'
import { htmlReport } from '#check/html-report/html-report.ts'
import { SCRIPT } from '#check/html-report/script.ts'
import { FINDINGS, reportOf } from '#check/report/sample.ts'

let window: Window
beforeEach(() => {
  window = new Window()
  window.document.write(htmlReport({ title: 'Check report', subject: '', report: reportOf(FINDINGS) }))
})

function run(): void {
  new Function('document', 'window', 'location', SCRIPT)(window.document, window, window.location)
}

function find(selector: string): InstanceType<Window['HTMLInputElement']> {
  return window.document.querySelector(selector)! as unknown as InstanceType<Window['HTMLInputElement']>
}

function type(text: string): void {
  find('input[type=search]').value = text
  find('input[type=search]').dispatchEvent(new window.Event('input', { bubbles: true }))
}

/** The findings that are to be seen, by their severity, and the files that are. */
function seen(): string[] {
  const isShown = (element: unknown): boolean => !(element as InstanceType<Window['HTMLElement']>).hidden
  const findings = [...window.document.querySelectorAll('li.finding')].filter(isShown).map((each) => each.getAttribute('data-severity')!)
  return [...findings, ...[...window.document.querySelectorAll('details.file')].filter(isShown).map((each) => each.querySelector('.path')!.textContent)]
}

const ALL = ['error', 'warning', 'info', 'base/a namespace.yaml', 'base/secret.yaml', 'No file in particular']

test('without the script everything is there, but nothing to filter with', () => {
  expect(seen()).toEqual(ALL)
  expect(find('#filter').hidden).toBe(true)
})

test('words are sought in a row and in the name of its file; all of them must be there', () => {
  run()
  expect(find('#filter').hidden).toBe(false)
  type('NAMESPACE cluster-name')
  expect(seen()).toEqual(['error', 'base/a namespace.yaml'])
  expect(find('output').textContent).toBe('1 of 5 rows')
  type('nothing of the kind')
  expect(seen()).toEqual([])
  type('')
  expect(seen()).toEqual(ALL)
  expect(find('output').textContent).toBe('')
})

test('severities are left out one by one', () => {
  run()
  find('input[value=warning]').checked = false
  find('input[value=warning]').dispatchEvent(new window.Event('input', { bubbles: true }))
  expect(seen()).toEqual(['error', 'info', 'base/a namespace.yaml', 'No file in particular'])
})

test('/ goes to the field, Escape empties it', () => {
  run()
  window.document.body.dispatchEvent(new window.KeyboardEvent('keydown', { key: '/', bubbles: true }))
  expect(window.document.activeElement).toBe(find('input[type=search]'))
  type('secret')
  find('input[type=search]').dispatchEvent(new window.KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
  expect(seen()).toEqual(ALL)
})

test('a link to what is hidden shows it', () => {
  run()
  type('nothing of the kind')
  window.location.hash = `#${find('li.finding').id}`
  window.dispatchEvent(new window.Event('hashchange'))
  expect(seen()).toEqual(ALL)
})
