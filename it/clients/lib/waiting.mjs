// Bounded waits. Nothing in the suite waits without a limit, and no test sleeps in the hope that something has happened,
// except to show that something does not happen (see `quiet`).

export const LIMIT_MS = 10_000;

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** The promise's result, or an error that says what was waited for. */
export function within(promise, what, ms = LIMIT_MS) {
  let timer;
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`waited ${ms} ms for ${what}`)), ms);
  });
  return Promise.race([promise, limit]).finally(() => clearTimeout(timer));
}

/** The arguments of the next `event`. */
export function next(emitter, event, ms = LIMIT_MS) {
  return within(
    new Promise((resolve) => emitter.once(event, (...args) => resolve(args))), `the event ${event}`, ms);
}

/** The arguments of the next `count` events of that name. */
export function collect(emitter, event, count, ms = LIMIT_MS) {
  const all = [];
  return within(
    new Promise((resolve) => {
      const listener = (...args) => {
        all.push(args);
        if (all.length === count) {
          emitter.off(event, listener);
          resolve(all);
        }
      };
      emitter.on(event, listener);
    }),
    `${count} events ${event}`, ms,
  ).catch((error) => {
    throw new Error(`${error.message}, got ${all.length}`);
  });
}

/** Remembers every `event` from now on; the returned list grows. */
export function record(emitter, event) {
  const all = [];
  emitter.on(event, (...args) => all.push(args));
  return all;
}

/** Waits until the condition holds, asking every 10 ms. */
export async function until(condition, what, ms = LIMIT_MS) {
  const end = Date.now() + ms;
  while (!(await condition())) {
    if (Date.now() > end) {
      throw new Error(`waited ${ms} ms until ${what}`);
    }
    await sleep(10);
  }
}
