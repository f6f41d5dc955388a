import type { ShippedPlaybooks } from '#app/ports/playbooks.ts'
import { parsePlaybook } from '#core/playbooks/playbook.ts'
import accountTakeover from '../../../resources/playbooks/account-takeover.json' with { type: 'json' }
import counterfeitCurrency from '../../../resources/playbooks/counterfeit-currency.json' with { type: 'json' }
import illegalGambling from '../../../resources/playbooks/illegal-gambling.json' with { type: 'json' }
import investmentCrypto from '../../../resources/playbooks/investment-crypto.json' with { type: 'json' }
import mobileBankingMalware from '../../../resources/playbooks/mobile-banking-malware.json' with {
  type: 'json',
}
import muleAccounts from '../../../resources/playbooks/mule-accounts.json' with { type: 'json' }
import romanceScam from '../../../resources/playbooks/romance-scam.json' with { type: 'json' }
import scamCompound from '../../../resources/playbooks/scam-compound.json' with { type: 'json' }
import sextortion from '../../../resources/playbooks/sextortion.json' with { type: 'json' }
import shoppingScam from '../../../resources/playbooks/shopping-scam.json' with { type: 'json' }

const PLAYBOOKS: readonly unknown[] = [
  romanceScam,
  shoppingScam,
  investmentCrypto,
  mobileBankingMalware,
  accountTakeover,
  sextortion,
  counterfeitCurrency,
  illegalGambling,
  muleAccounts,
  scamCompound,
]

/** The playbooks of this version of the program, built into it. */
export function shippedPlaybooks(): ShippedPlaybooks {
  return PLAYBOOKS.map((shipped) => {
    const read = parsePlaybook(shipped)
    if (!read.ok) throw new Error('a shipped playbook is not whole')
    return read.value
  })
}
