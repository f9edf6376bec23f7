/**
 * docs/tutorial.md is run as a reader would: in an empty directory, its files are written, its changes made and its commands
 * called in their order, and each answers what the page shows. `npm run golden` writes the answers anew.
 */

import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'

const ROOT = new URL('../../', import.meta.url).pathname
const PAGE = `${ROOT}docs/tutorial.md`
const golden = process.env['KRM_FLEET_GOLDEN'] !== undefined

let work = ''
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'tutorial-'))
  mkdirSync(join(work, 'bin'))
  writeFileSync(join(work, 'bin/krm-fleet'), `#!/bin/sh\nexec node ${ROOT}build/krm-fleet.cjs "$@"\n`)
  chmodSync(join(work, 'bin/krm-fleet'), 0o755)
})
afterAll(() => rmSync(work, { recursive: true, force: true }))

/** A reader: stands in a directory, and follows the page block by block. */
class Reader {
  #at = work

  /** The block as it is when it has been followed. */
  follow(file: string | undefined, kind: string, body: string): string {
    if (kind === 'console') return this.#call(body)
    if (file === undefined) return body
    if (kind === 'diff') this.#change(file, body)
    else this.#write(file, body)
    return body
  }

  #write(file: string, text: string): void {
    mkdirSync(dirname(join(this.#at, file)), { recursive: true })
    writeFileSync(join(this.#at, file), text)
  }

  /** Lines with a minus stand in the file once, one below the other; those with a plus take their place. */
  #change(file: string, body: string): void {
    const path = join(this.#at, file)
    const linesOf = (sign: string): string => body.split('\n').filter((line) => line.startsWith(`${sign} `)).map((line) => `${line.slice(2)}\n`).join('')
    const text = readFileSync(path, 'utf8')
    expect(text.split(linesOf('-')), `${file} has these lines once:\n${linesOf('-')}`).toHaveLength(2)
    writeFileSync(path, text.replace(linesOf('-'), () => linesOf('+')))
  }

  #call(body: string): string {
    const commands = body.split('\n').filter((line) => line.startsWith('$ ')).map((line) => line.slice(2))
    return commands.map((command) => {
      const { stdout, status } = spawnSync('bash', ['-c', `{ ${command}; } 2>&1; code=$?; pwd > "$WORK/at"; exit $code`], { cwd: this.#at, encoding: 'utf8', env: { ...process.env, WORK: work, KRM_FLEET: ROOT.replace(/\/$/, ''), PATH: `${join(work, 'bin')}:${process.env['PATH']}`, NO_COLOR: '1' } })
      expect([0, 1], `${command}\n${stdout}`).toContain(status)
      this.#at = readFileSync(join(work, 'at'), 'utf8').trimEnd()
      // How long it took is another thing each time.
      return `$ ${command}\n${stdout.replaceAll(/ in \d+ms$/gm, ' in 50ms')}`
    }).join('')
  }
}

it('every answer is what the command says', () => {
  const page = readFileSync(PAGE, 'utf8')
  const reader = new Reader()
  let commands = 0
  const followed = page.replaceAll(/(?:^`([^`\n]+)`:\n\n)?^```(\w+)\n([^]*?)^```$/gm, (block, file: string | undefined, kind: string, body: string) => {
    if (kind === 'console') commands++
    return block.slice(0, block.length - body.length - 3) + reader.follow(file, kind, body) + block.slice(block.length - 3)
  })
  expect(commands).toBeGreaterThan(10)
  if (golden) writeFileSync(PAGE, followed)
  expect(followed, 'npm run golden').toBe(golden ? followed : page)
})

it('the three mistakes are found where they stand, and nothing else is', () => {
  const page = readFileSync(PAGE, 'utf8')
  const found = [...page.matchAll(/^ {2}\d+:\d+ (?:error|warning) ([A-Z]{3}\d{3}) /gm)].map(([, code]) => code)
  expect(found).toEqual(['SET003', 'FLT061', 'NET020'])
})
