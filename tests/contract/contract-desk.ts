import type { Transport } from '#contract/define.ts'
import type { Envelope, Push } from '#contract/envelope.ts'
import type { InputOf, OperationName, OutputOf } from '#contract/operations.ts'
import type { Engine } from '#node/engine/engine.ts'

/** What a file that is offered holds. */
export const CONTENT = Buffer.from('នេះជាភស្តុតាង')

/** What good calls need of earlier ones. */
export type Seen = {
  case: string
  exhibit: string
  intakeId: string
  reportId: string
  /** Where the report was saved. */
  reportPath: string
  line: string
  keyFile: string
  code: string
  holderId: string
  userId: string
}

/** Good calls of some operations, in an order that works. */
export type GoodCalls<Name extends string> = { readonly [Called in Name]: () => Promise<void> }

/** A real engine as good calls ask it. */
export type ContractDesk = {
  readonly seen: Seen
  /** Everything that the engine pushed, in its order. */
  readonly pushes: readonly Push[]
  lastCallId(): string
  readonly passphrase: string
  /** The second person of the vault, who reads the case of {@link Seen}. */
  readonly secondPerson: { readonly userNumber: number; readonly passphrase: string }
  engine(): Engine
  /** A folder outside the vault. */
  room(): string
  ask<Name extends OperationName>(
    name: Name,
    input: InputOf<Name>,
    transport?: Transport,
  ): Promise<Envelope<OutputOf<Name>>>
  /** The answer of a call that must succeed and look as the table says. */
  done<Name extends OperationName>(
    name: Name,
    input: InputOf<Name>,
    transport?: Transport,
  ): Promise<OutputOf<Name>>
  /** Announces a file of this name and content. */
  offerFile(name: string, content?: string | Uint8Array): Promise<string>
}
