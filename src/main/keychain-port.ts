import type { MachineKeychain } from '#app/ports/machine-keychain.ts'
import type { Pipe } from '#node/engine/engine-pipe.ts'

/** What the engine's process asks of the shell, which alone can reach the machine's keychain. */
type Question =
  | { readonly id: number; readonly ask: 'is-present' }
  | { readonly id: number; readonly ask: 'keep'; readonly idHex: string; readonly secret: Uint8Array }
  | { readonly id: number; readonly ask: 'find'; readonly idHex: string }

type Answer = { readonly id: number; readonly value: boolean | Uint8Array | null }

/** Answers the engine's questions from a keychain. */
export function serveKeychain(pipe: Pipe, keychain: MachineKeychain): void {
  pipe.onMessage((raw) => {
    const question = raw as Question
    void answerTo(question, keychain).then((value) => {
      pipe.post({ id: question.id, value } satisfies Answer)
      // Both sides have a copy of their own by now.
      if (question.ask === 'keep') question.secret.fill(0)
      if (value instanceof Uint8Array) value.fill(0)
    })
  })
}

function answerTo(question: Question, keychain: MachineKeychain): Promise<Answer['value']> {
  switch (question.ask) {
    case 'is-present':
      return keychain.isPresent()
    case 'keep':
      return keychain.keep(question.idHex, question.secret)
    case 'find':
      return keychain.find(question.idHex)
  }
}

/** The shell's keychain as the engine's process sees it. When the shell is gone, it counts as absent. */
export function reachKeychain(pipe: Pipe): MachineKeychain {
  const waiting = new Map<number, (value: Answer['value']) => void>()
  let lastId = 0
  let isGone = false
  pipe.onMessage((raw) => {
    const { id, value } = raw as Answer
    waiting.get(id)?.(value)
    waiting.delete(id)
  })
  pipe.onClose(() => {
    isGone = true
    for (const resolve of waiting.values()) resolve(null)
    waiting.clear()
  })
  const ask = (question: (id: number) => Question): Promise<Answer['value']> => {
    if (isGone) return Promise.resolve(null)
    const id = ++lastId
    return new Promise((resolve) => {
      waiting.set(id, resolve)
      pipe.post(question(id))
    })
  }
  return {
    isPresent: async () => (await ask((id) => ({ id, ask: 'is-present' }))) === true,
    keep: async (idHex, secret) => (await ask((id) => ({ id, ask: 'keep', idHex, secret }))) === true,
    async find(idHex) {
      const secret = await ask((id) => ({ id, ask: 'find', idHex }))
      return secret instanceof Uint8Array ? secret : null
    },
  }
}
