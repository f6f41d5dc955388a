import type { EventEmitter } from 'node:events'

/**
 * Makes whatever a double does not have an error instead of `undefined`: code that starts to use more of Electron fails
 * here until the double has it.
 */
export function strict<T extends object>(name: string, double: T): T {
  return new Proxy(double, {
    get(target, key, receiver) {
      // A promise asks every value whether it can be awaited.
      if (typeof key === 'string' && key !== 'then' && !(key in target)) {
        throw new Error(`the Electron double has no ${name}.${key}`)
      }
      return Reflect.get(target, key, receiver)
    },
  })
}

/** An event that can be prevented, as Electron hands out. */
export function makeEvent(): { defaultPrevented: boolean; readonly preventDefault: () => void } {
  const event = {
    defaultPrevented: false,
    preventDefault: () => {
      event.defaultPrevented = true
    },
  }
  return event
}

type Listen = (event: string, listener: (...args: never[]) => void) => never

/** The two ways of listening that the desktop uses. What Electron answers, the object itself, nobody needs. */
export function listening(events: EventEmitter): { readonly on: Listen; readonly once: Listen } {
  return {
    on: (event, listener) => {
      events.on(event, listener as (...args: unknown[]) => void)
      return undefined as never
    },
    once: (event, listener) => {
      events.once(event, listener as (...args: unknown[]) => void)
      return undefined as never
    },
  }
}
