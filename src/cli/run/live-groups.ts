/**
 * A function runs in a process group of its own, so Ctrl-C at the terminal does not reach it. Whoever ends our process
 * must take the running functions along: this is the list of them.
 */
const live = new Map<number, () => void>()
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** From now on the end of our process calls `kill`; call the returned function once the group is gone. */
export function holdGroup(pid: number, kill: () => void): () => void {
  if (live.size === 0) listen()
  live.set(pid, kill)
  return () => {
    if (live.delete(pid) && live.size === 0) unlisten()
  }
}

function listen(): void {
  process.on('exit', killAll)
  for (const signal of SIGNALS) process.on(signal, onSignal)
}

function unlisten(): void {
  process.off('exit', killAll)
  for (const signal of SIGNALS) process.off(signal, onSignal)
}

function killAll(): void {
  for (const kill of live.values()) kill()
  live.clear()
}

/** Having a listener has switched the signal's own effect off; unless somebody else handles it, it is sent again. */
function onSignal(signal: NodeJS.Signals): void {
  killAll()
  unlisten()
  if (process.listenerCount(signal) === 0) process.kill(process.pid, signal)
}
