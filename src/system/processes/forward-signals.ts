const ending: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * While a program runs in a group of its own, what is meant to end us has to end it too: Ctrl-C reaches only the
 * group in front. Gives back how to stop.
 */
export function forwardSignals(group: number): () => void {
  const handlers = ending.map((signal) => {
    const handler = () => {
      stop()
      try {
        process.kill(-group, signal)
      } catch {
        // It has just ended.
      }
      // Nobody else listens: then it means for us what it usually does.
      if (process.listenerCount(signal) === 0) process.kill(process.pid, signal)
    }
    process.on(signal, handler)
    return [signal, handler] as const
  })
  const stop = () => {
    for (const [signal, handler] of handlers) process.off(signal, handler)
  }
  return stop
}
