import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { ShellText } from './shell-text.ts'

/** What decides on Linux whether Chromium's sandbox can be set up. Numbers are `null` where the system has no such setting. */
export type SandboxFacts = {
  readonly platform: NodeJS.Platform
  readonly userId: number | null
  /** `/proc/sys/user/max_user_namespaces` */
  readonly maxUserNamespaces: number | null
  /** Debian's `/proc/sys/kernel/unprivileged_userns_clone` */
  readonly unprivilegedUsernsClone: number | null
  /** Ubuntu's `/proc/sys/kernel/apparmor_restrict_unprivileged_userns` */
  readonly apparmorRestrictsUserns: number | null
  /** Electron's set-uid helper; `null` when it is not there. */
  readonly helper: { readonly path: string; readonly ownerId: number; readonly mode: number } | null
}

const SET_UID_FOR_ALL = 0o4755

/**
 * Explains why Electron would refuse to start here, or answers `null` when nothing stands in its way.
 *
 * Electron ends before any of this program runs, so whoever starts Electron asks first. The sandbox is never switched
 * off instead (Electron documentation, "Process Sandboxing").
 */
export function explainSandboxTrouble(facts: SandboxFacts): ShellText | null {
  if (facts.platform !== 'linux') return null
  if (facts.userId === 0) return AS_ROOT
  const { helper } = facts
  if (helper !== null && helper.ownerId === 0 && (helper.mode & 0o7777) === SET_UID_FOR_ALL) return null
  const namespacesWork =
    facts.maxUserNamespaces !== 0 &&
    facts.unprivilegedUsernsClone !== 0 &&
    facts.apparmorRestrictsUserns !== 1
  return namespacesWork ? null : withoutNamespaces(helper?.path ?? 'chrome-sandbox')
}

const AS_ROOT: ShellText = {
  km: 'ផ្ទាំងសំណុំរឿង មិនបើកក្រោមគណនី root ទេ ព្រោះ sandbox ដែលការពារកុំព្យូទ័រពីភស្តុតាងគ្រោះថ្នាក់ មិនដំណើរការក្រោម root។ សូមចូលប្រព័ន្ធដោយគណនីធម្មតា ហើយបើកម្ដងទៀត។',
  en: 'Samnum’s window does not open for root: the sandbox that keeps hostile evidence away from this computer does not work there. Log in as an ordinary user and start it again.',
}

function withoutNamespaces(helperPath: string): ShellText {
  const commands = `sudo chown root:root "${helperPath}" && sudo chmod 4755 "${helperPath}"`
  return {
    km: `ប្រព័ន្ធនេះមិនអនុញ្ញាតឱ្យគណនីធម្មតាបង្កើត user namespace ទេ ដូច្នេះ sandbox មិនអាចចាប់ផ្ដើមបាន។ សូមឱ្យអ្នកគ្រប់គ្រងប្រព័ន្ធវាយបញ្ជានេះម្ដង រួចបើកម្ដងទៀត៖ ${commands}`,
    en: `This system does not let ordinary users make user namespaces, so the sandbox cannot start. Let an administrator run this once, then start again: ${commands}`,
  }
}

/** Reads the facts of this machine. `electronFolder` holds Electron's executable. */
export function readSandboxFacts(electronFolder: string): SandboxFacts {
  return {
    platform: process.platform,
    userId: process.getuid?.() ?? null,
    maxUserNamespaces: readSetting('/proc/sys/user/max_user_namespaces'),
    unprivilegedUsernsClone: readSetting('/proc/sys/kernel/unprivileged_userns_clone'),
    apparmorRestrictsUserns: readSetting('/proc/sys/kernel/apparmor_restrict_unprivileged_userns'),
    helper: readHelper(join(electronFolder, 'chrome-sandbox')),
  }
}

function readSetting(path: string): number | null {
  try {
    return Number.parseInt(readFileSync(path, 'utf8'), 10)
  } catch {
    return null
  }
}

function readHelper(path: string): SandboxFacts['helper'] {
  try {
    const { uid, mode } = statSync(path)
    return { path, ownerId: uid, mode }
  } catch {
    return null
  }
}
