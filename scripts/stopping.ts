// Being told to stop, in every way that happens: a signal, Ctrl-C, a closed terminal, or the end of
// the npm that started us, whose shell does not pass a signal on.

const PARENT_INTERVAL_MS = 250;

/** A signal that aborts, with `reason`, once this process is told to stop. */
export function stopSignal(reason: Error): AbortSignal {
  const stopping = new AbortController();
  const stop = () => stopping.abort(reason);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  // Only under npm: who starts us in the background by hand may well leave before us.
  if (process.env.npm_lifecycle_event !== undefined) {
    const parent = process.ppid;
    const watch = setInterval(() => {
      if (process.ppid !== parent) stop();
    }, PARENT_INTERVAL_MS);
    watch.unref();
  }
  return stopping.signal;
}
