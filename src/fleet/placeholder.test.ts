import { expect, it } from 'vitest'
import { isPlaceholder } from './placeholder.ts'

it.each(['example', 'CHANGE-ME', 'changeme', 'CHANGE_ME', 'YOUR-ORG', 'your_token', '<token>', 'TODO', 'example-cluster-name', ' FIXME '])('%s is one', (value) => {
  expect(isPlaceholder(value)).toBe(true)
})

it.each(['', 'example.com', 'https://github.com/YOUR-ORG/x.git', 'my-example', 'todo-app', 'change', '<a>-<b>', 'yours', 'examples', '${NAME}'])('%s is none', (value) => {
  expect(isPlaceholder(value)).toBe(false)
})
