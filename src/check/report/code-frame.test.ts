import { expect, it } from 'vitest'
import { codeFrame } from './code-frame.ts'

it.each([
  ['api_key: hunter2', 'api_key: …'],
  ['private_key: hunter2', 'private_key: …'],
  ['- {name: API-KEY, value: hunter2}', '- {name: API-KEY, value: …}'],
  ['dbPassword: hunter2', 'dbPassword: …'],
  ['replicas: 2', 'replicas: 2'],
])('a frame shows %s as %s', (line, shown) => {
  const frame = codeFrame({ file: 'a.yaml', position: { line: 2, column: 1 } }, `a: 1\n${line}\n`).join('\n')
  expect(frame).toContain(`2 | ${shown}`)
  expect(frame).not.toContain('hunter2')
})
