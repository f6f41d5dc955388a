import { CANCELLED, type Handler } from '#contract/dispatcher.ts'
import { parseHubAddress, parseProxyAddress } from '#core/network/hub-address.ts'
import { enrolmentCodeId } from '#core/packages/hub-identity.ts'
import { fail, succeed } from '#core/result.ts'
import { proveHub } from '../people/proven-people.ts'
import type { NetworkCarrier } from '../ports/network-carrier.ts'
import { lockedFailure, type SessionSource } from '../vault-session.ts'
import { isFreeToAsk, readEnrolmentCode, recordRequest } from './ask-hub.ts'
import type { ExchangeParts } from './exchange.ts'
import { takeAnswer } from './take-answer.ts'

/** `sync.network`. */
export function showNetwork(session: SessionSource, network: NetworkCarrier): Handler<'sync.network'> {
  return async () => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const book = proveHub(vault)
    if (!book.ok) return book
    const settings = await network.settings()
    if (!settings.ok) return settings
    const spooled = await network.spool.list()
    if (!spooled.ok) return spooled
    const addresses = [...(book.value.pinned?.urls ?? [])]
    return succeed({ settings: settings.value, addresses, underWay: spooled.value.length })
  }
}

/** `sync.setNetwork`. */
export function setNetwork(session: SessionSource, network: NetworkCarrier): Handler<'sync.setNetwork'> {
  return async ({ address, proxy, limitKilobits, isMetered }) => {
    if (session() === null) return lockedFailure()
    const hub = address === null ? null : parseHubAddress(address)
    if (address !== null && hub === null) return fail({ code: 'network/address-malformed' })
    if (proxy !== null && parseProxyAddress(proxy) === null) return fail({ code: 'network/proxy-malformed' })
    const kept = await network.keepSettings({
      address: hub?.origin ?? null,
      proxy: proxy?.trim().toLowerCase() ?? null,
      limitKilobits,
      isMetered,
    })
    return kept.ok ? succeed({}) : kept
  }
}

/**
 * `sync.enrol`. The request is recorded before it leaves, as on a stick. That the other side answered with what only the paper's code
 * opens proves who it is; the address counts only when the key that it showed is one of those in the answer.
 */
export function enrolByNetwork(
  session: SessionSource,
  { network, tools, software }: Omit<ExchangeParts, 'files'>,
): Handler<'sync.enrol'> {
  return async ({ code, station, address }, { signal }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const read = readEnrolmentCode(code)
    if (!read.ok) return read
    const mayAsk = isFreeToAsk(vault)
    if (!mayAsk.ok) return mayAsk
    const text = address ?? read.value.url
    if (text === null) return fail({ code: 'network/no-address' })
    const at = parseHubAddress(text)
    if (at === null) return fail({ code: 'network/address-malformed' })
    const settings = await network.settings()
    if (!settings.ok) return settings
    const codeId = enrolmentCodeId(read.value.secret)
    const sealed = await recordRequest(vault, read.value, station, { tools, software })
    if (!sealed.ok) return sealed
    const answered = await network.enrol(at.origin, { codeId, sealed: sealed.value }, settings.value, signal)
    if (!answered.ok) return answered.failure.code === 'cancelled' ? CANCELLED : fail(answered.failure)
    const book = proveHub(vault)
    if (!book.ok) return book
    if (book.value.asked === null) return fail({ code: 'sync/for-another-station' })
    const { answer, shownPinHex } = answered.value
    const taken = takeAnswer(vault, book.value.asked, answer, tools)
    if (!taken.ok) return taken
    const now = proveHub(vault)
    if (!now.ok) return now
    const { pinned } = now.value
    if (pinned === null) return fail({ code: 'sync/not-enrolled' })
    if (!pinned.tlsPinsHex.includes(shownPinHex)) return fail({ code: 'network/hub-key-differs' })
    const isListed = pinned.urls.some((url) => parseHubAddress(url)?.origin === at.origin)
    const kept = isListed
      ? succeed(undefined)
      : await network.keepSettings({ ...settings.value, address: at.origin })
    return kept.ok ? succeed({ hubId: pinned.hubId, hubName: pinned.hubName }) : kept
  }
}
