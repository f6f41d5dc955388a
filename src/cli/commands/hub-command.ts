import { totalmem } from 'node:os'
import type { Failure } from '#contract/failures.ts'
import { foundHub, type OpenHub, openHub } from '#hub/open-hub.ts'
import { makeKeyDerivationChoice } from '#node/crypto/calibrate.ts'
import { readHubHeader } from '#node/hub-store/hub-header.ts'
import type { CommandContext } from '../command-context.ts'
import { HUB_TEXT } from '../hub-text.ts'
import type { KeyMemoryMiB } from '../open-vault.ts'
import type { Outcome } from '../outcome.ts'
import { readFounderPassphrase, readPassphrase } from '../read-secret.ts'
import { softwareName } from '../software.ts'
import { alignFields } from '../text-columns.ts'
import { answerUntilStopped, type HubAnswering } from './hub-serve-command.ts'

/** What every command about a hub is given: its folder, and where its store is. */
export type HubPlace = { readonly folder: string; readonly databaseUrl: string | null }

/** Opens the hub for one command and closes it afterwards. */
export async function withHub(
  context: CommandContext,
  { folder, databaseUrl }: HubPlace,
  work: (hub: OpenHub, passphrase: string) => Promise<Outcome>,
): Promise<Outcome> {
  // Nobody is asked for a secret before a folder that is no hub.
  const header = await readHubHeader(folder)
  if (!header.ok) return failed(header.failure)
  const passphrase = await readPassphrase(context)
  if (!passphrase.ok)
    return typeof passphrase.failure === 'symbol' ? { kind: 'cancelled' } : failed(passphrase.failure)
  const hub = await openHub(folder, passphrase.value, databaseUrl)
  if (!hub.ok) return failed(hub.failure)
  try {
    return await work(hub.value, passphrase.value)
  } finally {
    await hub.value.close()
  }
}

/**
 * `samnum hub start DIR [--name NAME] [--kdf-memory N] [--listen HOST:PORT …] [--analysts HOST:PORT …]`: makes a hub where there is none,
 * otherwise opens it and checks its own record; with an address it then answers stations, or browsers of headquarters' people, until it
 * is stopped.
 */
export async function startHub(
  context: CommandContext,
  place: HubPlace,
  name: string | undefined,
  keyMemoryMiB: KeyMemoryMiB = null,
  answering: HubAnswering = { stations: null, analysts: null },
): Promise<Outcome> {
  const { folder, databaseUrl } = place
  const text = HUB_TEXT[context.language]
  const isAnswering = answering.stations !== null || answering.analysts !== null
  const header = await readHubHeader(folder)
  const isNew =
    !header.ok && (header.failure.code === 'hub/not-found' || header.failure.code === 'hub/not-a-hub')
  if (!isNew)
    return await withHub(context, place, async (hub) =>
      isAnswering
        ? await answerUntilStopped(context, hub, answering)
        : describe(context, hub, text.holds, databaseUrl),
    )
  const passphrase = await readFounderPassphrase(context)
  if (!passphrase.ok)
    return typeof passphrase.failure === 'symbol' ? { kind: 'cancelled' } : failed(passphrase.failure)
  const chooseKdf =
    keyMemoryMiB === null
      ? makeKeyDerivationChoice(totalmem())
      : async () => ({ name: 'argon2id', memoryKiB: keyMemoryMiB * 1024, passes: 3, lanes: 1 }) as const
  const founding = {
    name: name ?? text.defaultName,
    passphrase: passphrase.value,
    kdf: await chooseKdf(),
    software: softwareName(),
  }
  const made = await foundHub(folder, founding, databaseUrl)
  if (!made.ok) return failed(made.failure)
  const hub = await openHub(folder, passphrase.value, databaseUrl)
  if (!hub.ok) return failed(hub.failure)
  try {
    return isAnswering
      ? await answerUntilStopped(context, hub.value, answering)
      : describe(context, hub.value, text.made, databaseUrl)
  } finally {
    await hub.value.close()
  }
}

function describe(
  { language }: CommandContext,
  { header }: OpenHub,
  sentence: string,
  databaseUrl: string | null,
): Outcome {
  const { label, store } = HUB_TEXT[language]
  const kind = databaseUrl === null ? 'embedded' : 'postgres'
  const { hubId, name, signingKeyHex, recipient, tlsPinHex } = header
  return {
    kind: 'done',
    value: { hubId, name, signingKeyHex, recipient, tlsPinHex, store: kind },
    lines: [
      sentence,
      ...alignFields([
        [label.hubId, hubId],
        [label.name, name],
        [label.key, signingKeyHex],
        [label.tlsPin, tlsPinHex],
        [label.store, store[kind]],
      ]),
    ],
  }
}

/** A failure as a command ends with it. */
export function failed(failure: { readonly code: string }): Outcome {
  return { kind: 'failed', failure: failure as Failure }
}
