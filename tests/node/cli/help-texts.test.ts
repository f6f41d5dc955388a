import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { CLI_HELP_EN } from '../../../src/cli/cli-help-en.ts'
import { COURT_HELP_EN } from '../../../src/cli/court-text-en.ts'
import { CUSTODY_HELP_EN } from '../../../src/cli/custody-text-en.ts'
import { FINDING_HELP_EN } from '../../../src/cli/finding-text-en.ts'
import { PARTY_HELP_EN } from '../../../src/cli/party-text-en.ts'

test('no part of the help says another part’s words: they are spread into one, and the last would win', () => {
  const parts = { CUSTODY_HELP_EN, FINDING_HELP_EN, COURT_HELP_EN, PARTY_HELP_EN }
  const source = readFileSync('src/cli/cli-help-en.ts', 'utf8')
  for (const [name, part] of Object.entries(parts)) {
    expect(source).toContain(`...${name},`)
    expect(CLI_HELP_EN).toMatchObject(part)
  }
})
