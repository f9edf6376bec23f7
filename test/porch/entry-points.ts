/** What Porch starts of an image, read from the Dockerfile that the images are built from. */

export interface EntryPoint {
  /** What `docker run` starts: ENTRYPOINT, then CMD. */
  readonly byDocker: readonly string[]
  /** What Porch's pod evaluator starts: ENTRYPOINT, and CMD only where there is no ENTRYPOINT. */
  readonly byPorch: readonly string[]
}

interface Stage {
  readonly entrypoint: readonly string[]
  readonly cmd: readonly string[]
}

const BARE: Stage = { entrypoint: [], cmd: [] }

/** The stages of a Dockerfile by name, as `FROM … AS name` inherits; an ENTRYPOINT drops the CMD of the stage below. */
export function entryPoints(dockerfile: string): ReadonlyMap<string, EntryPoint> {
  const stages = new Map<string, Stage>()
  let name = ''
  for (const line of dockerfile.split('\n')) {
    const from = /^FROM (\S+) AS (\S+)$/.exec(line)
    const start = /^(ENTRYPOINT|CMD) (\[.*\])$/.exec(line)
    if (from !== null) stages.set((name = from[2]!), stages.get(from[1]!) ?? BARE)
    else if (start !== null) {
      const argv = JSON.parse(start[2]!) as string[]
      stages.set(name, start[1] === 'ENTRYPOINT' ? { entrypoint: argv, cmd: [] } : { ...stages.get(name)!, cmd: argv })
    } else if (/^\s*(?:ENTRYPOINT|CMD)\b/i.test(line)) throw new Error(`not in the exec form: ${line}`)
  }
  return new Map([...stages].map(([stage, { entrypoint, cmd }]) => [stage, { byDocker: [...entrypoint, ...cmd], byPorch: entrypoint.length > 0 ? entrypoint : cmd }]))
}
