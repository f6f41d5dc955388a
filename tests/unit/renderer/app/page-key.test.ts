import { describe, expect, it } from 'vitest'
import { takePageKey } from '../../../../src/renderer/app/page-key.ts'

/** What a page has of its browser: an address, the state of the place it is at, and the event of going to another. */
function openPage(hash: string, state: unknown = null) {
  const follows: (() => void)[] = []
  const page = {
    location: { hash, pathname: '/' },
    history: {
      state,
      replaceState(next: unknown, _: string, address?: string) {
        page.history.state = next
        if (address !== undefined) page.location.hash = ''
      },
    },
    addEventListener: (_: 'popstate', listener: () => void) => void follows.push(listener),
  }
  return {
    page,
    take: () => takePageKey(page as unknown as Window),
    follow(next: unknown) {
      page.history.state = next
      for (const listener of follows) listener()
    },
  }
}

describe('the key of a page', () => {
  it('is taken out of the address and kept with the place', () => {
    const { page, take } = openPage('#key=abc_-9')
    expect(take()).toBe('abc_-9')
    expect(page.location.hash).toBe('')
    expect(page.history.state).toEqual({ pageKey: 'abc_-9' })
  })

  it('is found again when the page is loaded again, wherever it is', () => {
    const { page, take } = openPage('#/verify', { pageKey: 'abc' })
    expect(take()).toBe('abc')
    expect(page.location.hash).toBe('#/verify')
  })

  it('goes with the person to places that a link makes', () => {
    const { page, take, follow } = openPage('#key=abc')
    take()
    follow(null)
    expect(page.history.state).toEqual({ pageKey: 'abc' })
    follow({ pageKey: 'abc', other: 1 })
    expect(page.history.state).toEqual({ pageKey: 'abc', other: 1 })
  })

  it('of an address that was printed later is the one that counts', () => {
    expect(openPage('#key=new', { pageKey: 'old' }).take()).toBe('new')
  })

  it.each([
    ['', null],
    ['#key=', null],
    ['#key=a b', null],
    ['#/cases', { pageKey: 7 }],
    ['#/key=abc', 'abc'],
  ])('is nothing where there is none: %j', (hash, state) => {
    expect(openPage(hash, state).take()).toBe('')
  })
})
