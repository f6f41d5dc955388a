import { beforeAll, describe, expect, test } from 'vitest'
import type { InputOf } from '#contract/operations.ts'
import { createVault, type Desk, whenFileEnds } from '../../support/make-vault.ts'

const atEnd = whenFileEnds()
let desk: Desk

beforeAll(async () => {
  desk = await createVault({ atEnd })
  await desk.ask('complaint.add', {
    complaint: {
      channel: 'walk-in',
      victim: { name: 'សុខ សុភា', phone: '012 345 678' },
      summary: 'ឆបោកតាមការទិញលក់អនឡាញ',
      narrative: 'ខ្ញុំបានផ្ទេរប្រាក់ទៅគណនីនោះ\nThe seller called herself Reaksmey Chan and never answered again.',
      identifiers: [
        { kind: 'phone', value: '+855 97 765 4321' },
        { kind: 'bank-account', value: '000-998-877-665' },
      ],
      losses: [{ state: 'paid', currency: 'USD', amount: '1250.50', reference: 'FT-2026/11' }],
    },
  })
  await desk.ask('complaint.add', {
    complaint: {
      channel: 'phone',
      wish: 'decline',
      victim: { name: 'Vanna Heng' },
      summary: 'Counterfeit notes at the market',
      narrative: 'Two notes of one hundred dollars.',
      identifiers: [{ kind: 'bank-account', value: '000998877665' }],
      losses: [{ state: 'attempted', currency: 'KHR', amount: '400000' }],
    },
  })
})

async function find(query: string, more: Partial<InputOf<'search.find'>> = {}) {
  return (await desk.ask('search.find', { query, ...more })).hits
}

/** The victims whose complaints a query finds, in order. */
async function victims(query: string, more: Partial<InputOf<'search.find'>> = {}) {
  const hits = await find(query, more)
  return hits.filter(({ kind }) => kind !== 'case').map(({ label }) => label.split(' · ')[0])
}

describe('a search over everything', () => {
  test.each<[string, string, readonly string[]]>([
    ['a Khmer name by its Latin spelling', 'Sophea', ['សុខ សុភា']],
    ['another Latin spelling of it', 'Sok Sopha', ['សុខ សុភា']],
    ['a Latin name by its Khmer spelling', 'វណ្ណា', ['Vanna Heng']],
    ['another spelling of a Latin name', 'Wana', ['Vanna Heng']],
    ['a word inside Khmer without spaces', 'អនឡាញ', ['សុខ សុភា']],
    ['a part of a Khmer word', 'បោក', ['សុខ សុភា']],
    ['the beginning of a word', 'counterf', ['Vanna Heng']],
    ['a phone as it is dialled', '012345678', ['សុខ សុភា']],
    ['a fragment of a phone', '7654', ['សុខ សុភា']],
    ['a fragment in Khmer digits', '៧៦៥៤', ['សុខ សុភា']],
    ['an amount with separators', '1,250.50', ['សុខ សុភា']],
    ['an amount in thousands', '400,000', ['Vanna Heng']],
    ['a reference', 'ft-2026/11', ['សុខ សុភា']],
    ['a word with a letter wrong', 'countarfeit', ['Vanna Heng']],
    ['a word with a letter missing', 'selller', ['សុខ សុភា']],
    ['words in any order', 'market notes', ['Vanna Heng']],
    ['a word that is nowhere', 'helicopter', []],
    ['one word of two that is nowhere', 'market helicopter', []],
    ['signs alone', '"*()- :', []],
    ['an attempt at the syntax of the index', 'words : (x) OR NEAR(', []],
  ])('finds %s', async (_what, query, expected) => {
    expect(await victims(query)).toEqual(expected)
  })

  test('says how many cases share an identifier, and finds identifiers alone', async () => {
    const hits = await find('998877665', { kinds: ['identifier'] })
    expect(hits.map(({ kind, identifiers }) => [kind, identifiers[0]?.cases])).toEqual([
      ['complaint', 2],
      ['complaint', 2],
    ])
    expect(await find('market', { kinds: ['identifier'] })).toEqual([])
  })

  test('finds words that stand apart in one case', async () => {
    const { cases } = await desk.ask('case.list', { query: 'market' })
    await desk.ask('record.draft', {
      case: cases[0]?.number ?? '',
      content: {
        kind: 'search',
        data: {
          place: 'Phsar Thmei, stall 14',
          startedAt: '2026-01-05T08:10',
          occupant: { isPresent: false },
          witnesses: [],
          officers: [{ name: 'វិបុល' }],
          seized: [],
        },
      },
    })
    const hits = await find('vanna stall')
    expect(hits.map(({ way, kind }) => [way, kind])).toEqual([['case', 'complaint']])
    expect(await find('sophea stall')).toEqual([])
  })

  test('keeps to the days, kinds and states that are asked for', async () => {
    expect(await victims('market', { from: '2000-01-01', to: '2001-01-01' })).toEqual([])
    expect(await victims('market', { from: '2020-01-01' })).toEqual(['Vanna Heng'])
    expect((await find('market', { kinds: ['case'] })).map(({ kind }) => kind)).toEqual(['case'])
    expect(await victims('market', { status: 'closed' })).toEqual([])
    expect(await victims('market', { status: 'open' })).toEqual(['Vanna Heng'])
  })

  test('keeps searches under a name for this person alone', async () => {
    expect(await desk.ask('search.saved', {})).toEqual({ searches: [] })
    await desk.ask('search.save', { name: 'ធនាគារ', query: '000123', kinds: ['identifier'] })
    await desk.ask('search.save', { name: 'ធនាគារ', query: '0001234' })
    const { searches } = await desk.ask('search.saved', {})
    expect(searches.map(({ name, query }) => [name, query])).toEqual([['ធនាគារ', '0001234']])
    expect(await desk.ask('search.forget', { name: 'ធនាគារ' })).toEqual({ searches: [] })
  })

  test('counts complaints apart from those who do not complain', async () => {
    const { losses, byMonth, lossesByTypology, complaints } = await desk.ask('statistics.show', {})
    expect(complaints).toBe(2)
    expect(losses.complaining).toMatchObject([{ currency: 'USD', amount: '1250.5', state: 'paid' }])
    expect(losses.notComplaining).toMatchObject([{ currency: 'KHR', amount: '400000', state: 'attempted' }])
    expect(byMonth).toMatchObject([{ complaining: 1, notComplaining: 1 }])
    expect(lossesByTypology).toEqual([])
  })
})
