// Our side of the bench: reads the plan, parses every line, finds the overlaps, says what it cost. Run by ../network.mjs.
import { readFileSync } from 'node:fs'
import { overlaps } from '#net/overlaps.ts'
import { parsePrefix } from '#net/parse-prefix.ts'

const cpu = (): number => (process.resourceUsage().userCPUTime + process.resourceUsage().systemCPUTime) / 1000
const atStart = cpu()
const texts = readFileSync(process.argv[2]!, 'latin1').split('\n')
const read = cpu()
const prefixes = texts.map((text) => {
  const prefix = parsePrefix(text)
  if (!prefix.ok) throw new Error(`${text}: ${prefix.reason}`)
  return prefix.value
})
const parsed = cpu()
const { groups, pairs, pairCount, complete } = overlaps(prefixes)
const swept = cpu()
process.stdout.write(
  JSON.stringify({
    prefixes: prefixes.length,
    pairCount,
    groups: groups.length,
    pairs: pairs.length,
    complete,
    startMs: atStart,
    readMs: read - atStart,
    parseMs: parsed - read,
    sweepMs: swept - parsed,
    cpuMs: swept,
    rssMb: process.resourceUsage().maxRSS / 1024,
  }),
)
