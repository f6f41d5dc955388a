/** Files that secrets are read from, as they were typed; `null` where none was named. */
export type SecretFiles = {
  readonly passphrase: string | null
  readonly newPassphrase: string | null
  readonly secondPassphrase: string | null
  readonly recoveryCode: string | null
  readonly escrowIdentity: string | null
  readonly keyFile: string | null
  readonly secondKeyFile: string | null
}

/** How a command line names people and the files with their secrets. */
export type SecretOptions = {
  readonly passphraseFile?: string
  /** Number of the person who unlocks. */
  readonly user?: number
  readonly keyFile?: string
  readonly newPassphraseFile?: string
  readonly secondUser?: number
  readonly secondPassphraseFile?: string
  readonly secondKeyFile?: string
  readonly codeFile?: string
  readonly identityFile?: string
}

/** The variable that names the file of each secret, for whoever does not type the option. */
export const SECRET_VARIABLES = {
  passphrase: 'SAMNUM_PASSPHRASE_FILE',
  newPassphrase: 'SAMNUM_NEW_PASSPHRASE_FILE',
  secondPassphrase: 'SAMNUM_SECOND_PASSPHRASE_FILE',
  recoveryCode: 'SAMNUM_RECOVERY_CODE_FILE',
  escrowIdentity: 'SAMNUM_ESCROW_IDENTITY_FILE',
  keyFile: 'SAMNUM_KEY_FILE',
  secondKeyFile: 'SAMNUM_SECOND_KEY_FILE',
} as const satisfies { readonly [Secret in keyof SecretFiles]: string }

/** Finds the file of each secret: the option outranks the variable. */
export function findSecretFiles(
  options: SecretOptions,
  environment: Readonly<Record<string, string | undefined>>,
): SecretFiles {
  const find = (secret: keyof SecretFiles, named: string | undefined) =>
    named ?? (environment[SECRET_VARIABLES[secret]] || null)
  return {
    passphrase: find('passphrase', options.passphraseFile),
    newPassphrase: find('newPassphrase', options.newPassphraseFile),
    secondPassphrase: find('secondPassphrase', options.secondPassphraseFile),
    recoveryCode: find('recoveryCode', options.codeFile),
    escrowIdentity: find('escrowIdentity', options.identityFile),
    keyFile: find('keyFile', options.keyFile),
    secondKeyFile: find('secondKeyFile', options.secondKeyFile),
  }
}

/** No file for any secret: everything is asked for. */
export const NO_SECRET_FILES: SecretFiles = findSecretFiles({}, {})
