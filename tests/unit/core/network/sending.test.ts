import { expect, test } from 'vitest'
import type { ObjectId } from '#core/ids.ts'
import { backOffMs } from '#core/network/back-off.ts'
import { takeFromBucket } from '#core/network/bandwidth.ts'
import { parseHubAddress, parseProxyAddress } from '#core/network/hub-address.ts'
import { chooseObjects } from '#core/network/send-order.ts'

const object = (letter: string, sizeBytes: number) => ({ objectId: letter.repeat(32) as ObjectId, sizeBytes })
const names = (objects: readonly { readonly objectId: string }[]) =>
  objects.map(({ objectId }) => objectId[0]).join('')

test('photographs go before disk images, and together as far as they fit', () => {
  const image = object('a', 500e9)
  expect(names(chooseObjects([image, object('b', 3e6), object('c', 2e6)], 6e6))).toBe('cb')
  expect(names(chooseObjects([object('b', 3e6), object('c', 2e6)], 4e6))).toBe('c')
})

test('what is larger than a package goes alone, and nothing stays for ever', () => {
  expect(names(chooseObjects([object('a', 500e9), object('b', 600e9)]))).toBe('a')
  expect(chooseObjects([])).toEqual([])
})

test('each failure in a row waits longer, half of it at random, up to a most', () => {
  expect(backOffMs(1, 0)).toBe(1000)
  expect(backOffMs(1, 0.999)).toBe(1999)
  expect(backOffMs(3, 0)).toBe(4000)
  expect(backOffMs(500, 0.5)).toBe(225_000)
})

test('a limit lets bytes leave at its rate, and what was not used for long is lost', () => {
  const bytesPerSecond = 1000
  const first = takeFromBucket({ bytes: 0, atMs: 0 }, { sizeBytes: 3000, bytesPerSecond, nowMs: 0 })
  expect(first.waitMs).toBe(3000)
  expect(takeFromBucket(first.bucket, { sizeBytes: 500, bytesPerSecond, nowMs: 3000 }).waitMs).toBe(500)
  expect(takeFromBucket({ bytes: 0, atMs: 0 }, { sizeBytes: 2000, bytesPerSecond, nowMs: 9e9 }).waitMs).toBe(
    0,
  )
  expect(takeFromBucket({ bytes: 0, atMs: 0 }, { sizeBytes: 2001, bytesPerSecond, nowMs: 9e9 }).waitMs).toBe(
    1,
  )
})

test('an address is https, a host and a port, and nothing else', () => {
  expect(parseHubAddress(' https://HUB.police.gov.kh/ ')).toEqual({
    origin: 'https://hub.police.gov.kh',
    host: 'hub.police.gov.kh',
    port: 443,
  })
  expect(parseHubAddress('https://[fd00::1]:8443')).toMatchObject({ host: 'fd00::1', port: 8443 })
  for (const wrong of [
    'http://hub',
    'https://hub/path',
    'https://a@hub',
    'https://hub:0',
    'https://hub:70000',
    'https://',
    'hub',
    'https://hub?x',
  ])
    expect(parseHubAddress(wrong)).toBeNull()
})

test('a proxy is http with a port', () => {
  expect(parseProxyAddress('http://proxy.local:3128')).toEqual({ host: 'proxy.local', port: 3128 })
  for (const wrong of ['https://proxy:3128', 'http://proxy', 'http://u:p@proxy:3128', ''])
    expect(parseProxyAddress(wrong)).toBeNull()
})
