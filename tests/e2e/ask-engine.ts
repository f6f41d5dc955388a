import type { Page } from 'playwright/test'
import type { InputOf, OperationName, OutputOf } from '#contract/operations.ts'
import type { WindowBridge } from '#contract/window-bridge.ts'
import type { Workstation } from './workstation.ts'

/** Asks the engine behind the screen's back, as another window of the same person would. Answers the outputs in order. */
export function askEngine<Name extends OperationName>(
  { page, host }: Pick<Workstation, 'page' | 'host'>,
  name: Name,
  inputs: readonly InputOf<Name>[],
): Promise<readonly OutputOf<Name>[]> {
  return askFrom(page, new URL(host.address).hash.replace('#key=', ''), name, inputs)
}

async function askFrom<Name extends OperationName>(
  page: Page,
  pageKey: string,
  name: Name,
  inputs: readonly InputOf<Name>[],
): Promise<readonly OutputOf<Name>[]> {
  const answers = await page.evaluate(
    async ([operation, all, key]) => {
      const given: unknown[] = []
      for (const input of all) {
        const message = { protocol: 1, callId: crypto.randomUUID(), input }
        const { samnum } = window as { readonly samnum?: WindowBridge }
        if (samnum !== undefined) given.push(await samnum.call({ ...message, name: operation }))
        else {
          const response = await fetch(`/api/call/${operation}`, {
            method: 'POST',
            headers: { 'Content-Type': 'application/json', 'X-Samnum': '1', 'X-Samnum-Key': key },
            body: JSON.stringify(message),
          })
          given.push(await response.json())
        }
      }
      return given
    },
    [name, inputs, pageKey] as const,
  )
  return answers.map((answer) => {
    const { outcome, value } = answer as { readonly outcome: string; readonly value: OutputOf<Name> }
    if (outcome !== 'done') throw new Error(`${name} answered ${JSON.stringify(answer)}`)
    return value
  })
}
