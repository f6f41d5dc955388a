import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CliDesk, openCliDesk } from './cli-desk.ts'

let desk: CliDesk
beforeAll(async () => {
  desk = await openCliDesk()
})
afterAll(() => desk.leave())

describe('samnum hub', () => {
  it('makes a hub in one command, opens it again, and prints a code for one station', async () => {
    const hub = desk.path('hub')
    const made = await desk.run(['hub', 'start', hub, '--name', 'HQ', '--kdf-memory', '64', '--json'])
    expect(made.exitCode).toBe(0)
    const { hubId } = made.json<{ hubId: string }>()
    const opened = await desk.run(['hub', 'start', hub, '--language', 'en'])
    expect(opened.out).toContain(hubId)
    expect(opened.out).toContain('The hub’s own record holds.')
    const code = await desk.run(['hub', 'enrol', hub, '--station', 'ប៉ៃលិន', '--language', 'km'])
    expect(code.out).toMatch(/(\d{6}-){7}\d{6}\n(\d{6}-){7}\d{6}/)
    expect(code.out).toMatch(/[▀▄█]/)
    await mkdir(desk.path('stick'))
    expect((await desk.run(['hub', 'take', hub, desk.path('stick'), '--language', 'en'])).out).toContain(
      'nothing for this hub',
    )
    expect((await desk.run(['hub', 'stations', hub, '--json'])).json()).toEqual({ stations: [] })
    expect((await desk.run(['hub', 'queue', hub, '--json'])).json()).toEqual({ packages: [] })
    expect((await desk.run(['hub', 'verify', hub, '--json'])).json()).toMatchObject({
      findings: [],
      leaves: 0,
    })
    expect((await desk.run(['hub', 'backup', hub, desk.path('copy')])).exitCode).toBe(0)
    expect((await desk.run(['hub', 'start', desk.path('copy'), '--json'])).json()).toMatchObject({ hubId })
  })

  it('answers on a network until it is told to stop, and then ends in order', async () => {
    const hub = desk.path('hub')
    const seen: string[] = []
    const ran = await desk.spawn(
      [
        'hub',
        'start',
        hub,
        '--listen',
        '127.0.0.1:0',
        '--url',
        'https://hq.example',
        '--metrics',
        '0',
        '--json',
      ],
      {
        onStart: (child) => {
          child.stdout?.once('data', async (text: Buffer) => {
            const { metricsPort } = JSON.parse(text.toString()) as { metricsPort: number }
            seen.push(await (await fetch(`http://127.0.0.1:${metricsPort}/health`)).text())
            seen.push(String((await fetch(`http://127.0.0.1:${metricsPort}/x`)).status))
            child.kill('SIGTERM')
          })
        },
      },
    )
    expect(seen).toEqual(['{"status":"ok"}', '404'])
    expect([ran.exitCode, ran.error]).toEqual([0, expect.stringContaining('"event":"stopped"')])
    const taken = await desk.run(['hub', 'start', hub, '--listen', '192.0.2.1:1', '--json'])
    expect(taken.json<{ failure: { code: string } }>().failure.code).toBe('network/address-refused')
    for (const wrong of [
      ['--listen', 'nowhere'],
      ['--listen', '127.0.0.1:99999'],
      ['--url', 'http://hq.example'],
      ['--url', 'https://hq.example/path'],
    ])
      expect((await desk.run(['hub', 'start', hub, ...wrong])).exitCode, wrong.join(' ')).toBe(2)
  })

  it('refuses what it does not have, each with its reason', async () => {
    const hub = desk.path('hub')
    const id = 'ab'.repeat(16)
    const refusals: readonly (readonly [readonly string[], string])[] = [
      [['hub', 'verify', desk.path('nowhere')], 'hub/not-found'],
      [['hub', 'verify', desk.path('stick')], 'hub/not-a-hub'],
      [['hub', 'start', desk.room], 'hub/folder-not-empty'],
      [['hub', 'accept', hub, id], 'hub/no-such-package'],
      [['hub', 'quarantine', hub, id, '--reason', 'why'], 'hub/no-such-package'],
      [['hub', 'revoke', hub, id, '--reason', 'stolen'], 'hub/no-such-station'],
      [['hub', 'task', hub, id, '--title', 'x', '--text', 'x'], 'hub/no-such-station'],
      [['hub', 'comment', hub, id, '2026-0001', '--text', 'x'], 'hub/no-such-station'],
      [['hub', 'messages', hub, id], 'hub/no-such-station'],
      [['hub', 'place', hub, id, '12'], 'hub/no-such-station'],
      [['hub', 'send', hub, 'all', '--update', 'package.json'], 'update/malformed'],
      [['hub', 'conflicts', hub, id, '2026-0001', 'x', '2026-0001'], 'hub/no-such-station'],
      [['hub', 'send', hub, 'all', '--law', 'resources/playbooks/sextortion.json'], 'law/malformed-pack'],
      [
        ['hub', 'send', hub, 'all', '--playbook', 'resources/law/kh-criminal-procedure.json'],
        'playbook/malformed',
      ],
      [
        ['hub', 'send', hub, 'all', '--recipients', 'resources/playbooks/sextortion.json'],
        'letter/malformed-book',
      ],
    ]
    for (const [args, code] of refusals) {
      const ran = await desk.run([...args, '--json'])
      expect(ran.exitCode, args.join(' ')).toBe(1)
      expect(ran.json<{ failure: { code: string } }>().failure.code, args.join(' ')).toBe(code)
    }
    expect((await desk.run(['hub', 'revoke', hub, id, '--reason', 'bored'])).exitCode).toBe(2)
    for (const wrong of [
      ['task', hub, id, '--title', 'x', '--text', 'x', '--due', '2026-02-30'],
      ['task', hub, id, '--title', '', '--text', 'x'],
      ['task', hub, 'all', '--title', 'x', '--text', 'x', '--case', '2026-0001'],
      ['comment', hub, id, '--text', 'x'],
      ['comment', hub, id, '2026-0001', '--text', 'x', '--title', 'x'],
      ['send', hub, id],
      ['send', hub, id, '--update', 'package.json'],
      ['send', hub, 'all', '--update', 'package.json', '--law', 'package.json'],
      ['conflicts', hub, id, '2026-0001'],
      ['conflicts', hub, id, '2026-0001', 'x'],
      ['place', hub, id, 'ប៉ៃលិន'],
    ])
      expect((await desk.run(['hub', ...wrong])).exitCode, wrong.join(' ')).toBe(2)
    for (const name of ['', 'ក'.repeat(301)]) {
      expect((await desk.run(['hub', 'enrol', hub, '--station', name])).exitCode).toBe(2)
      expect((await desk.run(['hub', 'start', desk.path('long'), '--name', name])).exitCode).toBe(2)
    }
    expect((await desk.run(['hub', 'stations', hub])).exitCode).toBe(0)
  })

  it('enrols a real station by a stick, takes its package, and the station keeps the receipt', async () => {
    const hub = desk.path('hub')
    const vault = desk.path('vault')
    const stick = desk.path('stick')
    const done = async (...args: string[]) => {
      const ran = await desk.run([...args, '--json'])
      expect(ran.exitCode, `${args.join(' ')}: ${ran.out}`).toBe(0)
      return ran.json<{
        code: string
        stations: { seq: number }[]
        packages: { outcome: string }[]
        findings: object[]
        messages: { takenAtMs: number | null }[]
        waysBack: string[]
      }>()
    }
    await done('vault', 'create', vault, '--user', 'សុខ', '--kdf-memory', '64')
    await done('case', 'open', vault, '--title', 'ការឆបោក')
    const { code } = await done('hub', 'enrol', hub, '--station', 'ប៉ៃលិន')
    await done('enrol', vault, '--code', code, '--station', 'ប៉ៃលិន', '--folder', stick)
    await done('hub', 'take', hub, stick)
    await done('sync', vault, '--folder', stick, '--once')
    expect((await done('hub', 'take', hub, stick)).packages.map(({ outcome }) => outcome)).toEqual([
      'accepted',
    ])
    await done('package', 'read', vault, '--folder', stick)
    const receipts = await done('receipts', vault)
    expect(JSON.stringify(receipts)).toContain('"verdict":"true"')
    expect((await done('hub', 'stations', hub)).stations[0]?.seq).toBeGreaterThan(3)

    // What headquarters says goes back on the same stick; a playbook that it signed is taken on there.
    const book = desk.path('playbook.json')
    const shipped = await readFile('resources/playbooks/sextortion.json', 'utf8')
    await writeFile(book, JSON.stringify({ ...JSON.parse(shipped), version: 99 }))
    await done('hub', 'task', hub, 'ប៉ៃលិន', '--title', 'ពិនិត្យ', '--text', 'សូមពិនិត្យ', '--due', '2026-12-31')
    await done('hub', 'send', hub, 'all', '--playbook', book)
    expect((await desk.run(['hub', 'messages', hub, '--language', 'en'])).out).toContain('not taken yet')
    expect((await desk.run(['hub', 'stations', hub, '--language', 'en'])).out).toContain(
      'messages not taken: 2',
    )
    await done('case', 'open', vault, '--title', 'more')
    expect((await desk.run(['hub', 'search', hub, 'ការឆបោក', '--language', 'en'])).out).toContain('Nothing')
    const year = new Date(Date.now() + 7 * 3_600_000).getUTCFullYear()
    await done('package', 'share', vault, `${year}-0001`)
    await done('sync', vault, '--folder', stick, '--once')
    await done('hub', 'take', hub, stick)
    await done('package', 'read', vault, '--folder', stick)
    const read = await desk.run(['messages', vault, '--language', 'km'])
    expect(read.out).toMatch(/នីតិវិធី[\s\S]*ភារកិច្ច .*ពិនិត្យ/)
    expect(await done('messages', vault, '--adopt', '2')).toMatchObject({
      playbookId: 'sextortion',
      version: 99,
    })
    for (const [number, code] of [
      ['1', 'sync/no-such-pack'],
      ['2', 'playbook/version-not-newer'],
    ] as const) {
      const refused = await desk.run(['messages', vault, '--adopt', number, '--json'])
      expect(refused.json<{ failure: { code: string } }>().failure.code).toBe(code)
    }
    await done('sync', vault, '--folder', stick, '--once')
    await done('hub', 'take', hub, stick)
    const { messages } = await done('hub', 'messages', hub)
    expect(messages.map(({ takenAtMs }) => typeof takenAtMs)).toEqual(['number', 'number'])

    // A courier's stick on which nothing of the station lies.
    const courier = desk.path('courier')
    await mkdir(courier)
    await done('hub', 'comment', hub, 'all', '--title', 'ដំណឹង', '--text', 'សូមអាន')
    const nowhere = await desk.run(['hub', 'take', hub, courier, '--to', 'nowhere', '--json'])
    expect(nowhere.json<{ failure: { code: string } }>().failure.code).toBe('hub/no-such-station')
    expect((await done('hub', 'take', hub, courier, '--to', 'ប៉ៃលិន')).waysBack).toHaveLength(1)
    expect(await done('package', 'read', vault, '--folder', courier)).toMatchObject({ messages: 1 })
    expect(await done('hub', 'matches', hub)).toEqual({ matches: [] })
    for (const language of ['km', 'en']) {
      const found = await desk.run([
        'hub',
        'search',
        hub,
        'ការឆបោក',
        '--station',
        'ប៉ៃលិន',
        '--language',
        language,
      ])
      expect(found.out).toMatch(new RegExp(`ប៉ៃលិន.*${year}-0001.*ការឆបោក`))
    }
    const elsewhere = await desk.run(['hub', 'search', hub, 'x', '--station', 'none', '--json'])
    expect(elsewhere.json<{ failure: { code: string } }>().failure.code).toBe('hub/no-such-station')
    expect((await done('hub', 'verify', hub)).findings).toEqual([])
  }, 120_000)
})
