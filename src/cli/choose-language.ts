import type { Language } from '#core/language.ts'

/** The languages that `--language` takes. */
export const LANGUAGES: readonly Language[] = ['km', 'en']

function isLanguage(text: string): text is Language {
  return LANGUAGES.some((language) => language === text)
}

/** The language of messages: what `--language` asks for, else what the environment says. */
export function chooseLanguage(args: readonly string[], environment: Environment): Language {
  return askedLanguage(args) ?? languageOfEnvironment(environment)
}

/** The arguments that may be options. */
export function beforeEndOfOptions(args: readonly string[]): readonly string[] {
  const end = args.indexOf('--')
  return end === -1 ? args : args.slice(0, end)
}

type Environment = Readonly<Record<string, string | undefined>>

function askedLanguage(args: readonly string[]): Language | null {
  const options = beforeEndOfOptions(args)
  const at = options.findLastIndex((arg) => arg === '--language' || arg.startsWith('--language='))
  if (at === -1) return null
  const asked = options[at] === '--language' ? options[at + 1] : options[at]?.slice('--language='.length)
  return asked !== undefined && isLanguage(asked) ? asked : null
}

/** Finds the language of messages in the environment as POSIX (XBD 8.2) ranks its variables; English unless it is Khmer. */
function languageOfEnvironment(environment: Environment): Language {
  const locale = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || ''
  return /^km([_.@-]|$)/.test(locale) ? 'km' : 'en'
}
