import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ensureSystemPackages, SYSTEM_PACKAGES } from '../../../build/system-packages.mjs'

const pathBefore = process.env.PATH
const everything = SYSTEM_PACKAGES.map(({ name }) => name)

let machine: string
let said: string[]
beforeEach(() => {
  machine = mkdtempSync(join(tmpdir(), 'samnum-machine-'))
  said = []
  process.env.PATH = machine
})
afterEach(() => {
  process.env.PATH = pathBefore
  rmSync(machine, { recursive: true, force: true })
})

/** Puts a small Debian on PATH: dpkg-query lists a file, apt-get records its orders and adds to that file what it offers. */
function standUp(installed: readonly string[], offered: readonly string[]): void {
  writeFileSync(join(machine, 'installed'), installed.map((name) => `ii ${name}\n`).join(''))
  program('dpkg-query', `while read -r line; do echo "$line"; done < '${machine}/installed'`)
  program(
    'apt-get',
    `echo "$*" >> '${machine}/orders'
     for word in "$@"; do case " ${offered.join(' ')} " in *" $word "*) echo "ii $word" >> '${machine}/installed';; esac; done
     echo 'Get:1 http://mirror.example.org bookworm'`,
  )
}

function program(name: string, script: string): void {
  writeFileSync(join(machine, name), `#!/bin/sh\n${script}\n`)
  chmodSync(join(machine, name), 0o755)
}

const ensure = (mayInstall: boolean) => ensureSystemPackages((line) => said.push(line), { mayInstall })

describe('the packages of the system', () => {
  it('are left alone and not spoken of when all are there', () => {
    standUp(everything, [])
    ensure(true)
    expect(said).toEqual([])
    expect(existsSync(join(machine, 'orders'))).toBe(false)
  })

  it('are installed after one update where that is allowed', () => {
    standUp(
      everything.filter((name) => name !== 'qpdf' && name !== 'age'),
      everything,
    )
    ensure(true)
    const orders = readFileSync(join(machine, 'orders'), 'utf8').trim().split('\n')
    expect(orders).toHaveLength(2)
    expect(orders[0]).toMatch(/ update$/)
    expect(orders[1]).toMatch(/ install --yes --no-install-recommends qpdf age$/)
    expect(said).toHaveLength(1)
    expect(said.join()).not.toContain('mirror')
  })

  it('are named in one line, with what is skipped, where they cannot be had', () => {
    standUp(
      everything.filter((name) => name !== 'qpdf' && name !== 'age'),
      ['age'],
    )
    ensure(true)
    expect(said).toHaveLength(2)
    expect(said[1]).toMatch(/^Not installed: qpdf\. Skipped without them: .*structure of PDF/)
  })

  it('are only named to somebody who may not install', () => {
    standUp(
      everything.filter((name) => name !== 'strace'),
      everything,
    )
    ensure(false)
    expect(said).toEqual([expect.stringMatching(/^Not installed: strace\./)])
    expect(existsSync(join(machine, 'orders'))).toBe(false)
  })

  it('are recognised by their programs where dpkg is not known', () => {
    for (const { command } of SYSTEM_PACKAGES) if (command !== undefined) program(command, 'true')
    ensure(false)
    expect(said).toEqual([])
  })
})
