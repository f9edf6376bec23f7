/**
 * A function runs in a process group of its own, so Ctrl-C at the terminal does not reach it. Whoever ends our process
 * must take the running functions along: this is the list of them.
 */
const live = new Map<Group, () => void>()
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** A process group that is about to be started. */
export interface Group {
  /** It runs now: the end of our process calls `kill`. */
  started(kill: () => void): void
  /** It is gone, or was never started. */
  ended(): void
}

/**
 * To be called before a process is started: a signal that comes while it starts would end us at once, and it would stay.
 * With the listeners in place such a signal waits until the process is on the list.
 */
export function expectGroup(): Group {
  const group: Group = {
    started: (kill) => void live.set(group, kill),
    ended: () => {
      if (live.delete(group) && live.size === 0) unlisten()
    },
  }
  if (live.size === 0) listen()
  live.set(group, () => {})
  return group
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
