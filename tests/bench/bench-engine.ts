import { type InputOf, type OperationName, type OutputOf, PROTOCOL_VERSION } from '#contract/operations.ts'
import { composeEngine } from '#node/engine/compose-engine.ts'
import type { Engine } from '#node/engine/engine.ts'
import { BENCH_KDF, BENCH_PASSPHRASE } from './open-bench-vault.ts'

/** Asks an engine and expects it to do what it is asked. */
export type Ask = <Name extends OperationName>(name: Name, input: InputOf<Name>) => Promise<OutputOf<Name>>

/** The part of an engine that is told where things lie. */
export type BenchEngine = Pick<Engine, 'offerFolder'>

/** Works with an engine on a vault's folder and closes it. */
export async function withEngine<T>(
  folder: string,
  work: (ask: Ask, engine: BenchEngine) => Promise<T>,
): Promise<T> {
  const engine = composeEngine({ folder, software: 'samnum bench', keyDerivation: BENCH_KDF })
  const ask: Ask = async (name, input) => {
    const answer = await engine.call(
      { protocol: PROTOCOL_VERSION, callId: 'bench', name, input },
      'in-process',
    )
    if (answer.outcome !== 'done') throw new Error(`${name} answered ${JSON.stringify(answer)}`)
    return answer.value as never
  }
  try {
    return await work(ask, engine)
  } finally {
    await engine.close()
  }
}

/** Makes a vault with the people of a station: whoever founds it, a second commander, an officer, and a recovery code. */
export async function makeStation(folder: string): Promise<void> {
  await withEngine(folder, async (ask) => {
    await ask('vault.create', { userName: 'សុខ សំណាង', passphrase: BENCH_PASSPHRASE })
    await ask('people.add', {
      name: 'ចាន់ សុភា',
      roles: ['commander', 'officer'],
      passphrase: `${BENCH_PASSPHRASE} of the commander`,
    })
    await ask('people.add', {
      name: 'លី ដារ៉ា',
      roles: ['officer'],
      passphrase: `${BENCH_PASSPHRASE} of the officer`,
    })
    await ask('key.makeRecoveryCode', { label: 'safe' })
  })
}
