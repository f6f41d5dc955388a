import { INVENTED_NAME, MARK, payments, seller, victim } from './story.mjs'

const NARRATIVE = [
  `${MARK.km} (${MARK.en})៖ បុគ្គល គណនី និងហេតុការណ៍ទាំងអស់ក្នុងរឿងនេះជារឿងប្រឌិត។`,
  `ខ្ញុំឈ្មោះ ${victim.name} មុខរបរជាគ្រូបង្រៀន ស្នាក់នៅក្រុងបាត់ដំបង ខេត្តបាត់ដំបង។ នៅថ្ងៃទី១០ ខែវិច្ឆិកា ឆ្នាំ២០២៦ វេលាម៉ោងប្រហែល ៨ ព្រឹក ខ្ញុំបានឃើញការផ្សាយពាណិជ្ជកម្មមួយនៅលើហ្វេសប៊ុក របស់ទំព័រឈ្មោះ «${seller.shop}» ដែលប្រកាសលក់ទូរស័ព្ទដៃថ្មីមួយគ្រឿងក្នុងតម្លៃ ១.៨៥០.០០០ រៀល ខណៈដែលតម្លៃនៅទីផ្សារប្រហែល ៣.២០០.០០០ រៀល។ ខ្ញុំបានទាក់ទងអ្នកលក់តាមតេឡេក្រាម ឈ្មោះគណនី @${seller.telegramName}។ អ្នកលក់ប្រាប់ថាខ្លួនឈ្មោះ ${seller.name} ហើយបានផ្ញើតំណភ្ជាប់គេហទំព័ររបស់ហាងមកឱ្យខ្ញុំមើល។ គាត់ថាអាចបង់ប្រាក់ពេលទទួលទំនិញ ធ្វើឱ្យខ្ញុំជឿជាក់ ហើយយល់ព្រមទិញ។`,
  `នៅថ្ងៃទី១១ ខែវិច្ឆិកា អ្នកលក់បានសុំប្រាក់កក់ចំនួន ៨០០.០០០ រៀល ដើម្បីទុកទំនិញ។ គាត់បានផ្ញើកូដ KHQR មកតាមតេឡេក្រាម ហើយខ្ញុំបានស្កេនបង់ពីគណនីធនាគាររបស់ខ្ញុំ នៅវេលាម៉ោង ៩ និង ២០ នាទីព្រឹក។ នៅថ្ងៃទី១២ ខែវិច្ឆិកា គាត់ប្រាប់ថាទំនិញវេចខ្ចប់រួចហើយ ប៉ុន្តែក្រុមហ៊ុនដឹកជញ្ជូនសុំឱ្យបង់ប្រាក់ដែលនៅសល់ ១.០៥០.០០០ រៀលជាមុន។ ខ្ញុំបានសួរហេតុផល តែគាត់បញ្ចុះបញ្ចូលរហូត ខ្ញុំក៏បានផ្ទេរប្រាក់នោះទៅគណនីធនាគារលេខ ${seller.account} ឈ្មោះ ${seller.latinName} នៅវេលាម៉ោង ២ និង ៥ នាទីរសៀល។`,
  `នៅថ្ងៃទី១៣ ខែវិច្ឆិកា ខ្ញុំបានទទួលអ៊ីមែលមួយពី ${seller.email} ដែលអះអាងថាទំនិញត្រូវបានឃាត់ទុកនៅគយ ហើយត្រូវបង់ពន្ធ ១២០ ដុល្លារអាមេរិក ក្នុងរយៈពេល ២៤ ម៉ោង ដោយសន្យាថានឹងសងវិញពេលទទួលទំនិញ។ ដោយខ្លាចបាត់ប្រាក់ដែលបានបង់រួច ខ្ញុំបានដកសាច់ប្រាក់ ៥០០.០០០ រៀលពីម៉ាស៊ីន ATM ហើយយកទៅផ្ញើ ១២០ ដុល្លារអាមេរិកតាមភ្នាក់ងារផ្ទេរប្រាក់ ទៅលេខទូរស័ព្ទ ${seller.phone}។`,
  `នៅថ្ងៃទី១៤ ខែវិច្ឆិកា អ្នកលក់បានទាមទារប្រាក់ធានា ៣០០ ដុល្លារអាមេរិកបន្ថែមទៀត។ ខ្ញុំបានបដិសេធ ហើយសុំប្រាក់វិញ។ គាត់បានគំរាមថា បើខ្ញុំប្តឹង គាត់នឹងយករូបថតអត្តសញ្ញាណប័ណ្ណរបស់ខ្ញុំទៅបង្ហោះ។ ចាប់ពីថ្ងៃទី១៥ ខែវិច្ឆិកាមក គាត់មិនឆ្លើយតបទៀតទេ លេខទូរស័ព្ទទាក់ទងមិនបាន ហើយទំព័រហ្វេសប៊ុកក៏បាត់ដែរ។ រហូតមកដល់ថ្ងៃនេះ ខ្ញុំមិនបានទទួលទំនិញ ឬប្រាក់មកវិញទេ។`,
  'ខ្ញុំបានរក្សាទុករូបថតអេក្រង់ សារតេឡេក្រាម អ៊ីមែល និងរបាយការណ៍ធនាគារ ហើយសូមប្រគល់ជូនសមត្ថកិច្ចជាភស្តុតាង។ ខ្ញុំសូមដាក់ពាក្យបណ្តឹង និងសូមសមត្ថកិច្ចជួយស្រាវជ្រាវ ព្រមទាំងទាមទារប្រាក់របស់ខ្ញុំមកវិញ។',
]

/** The complaint of the invented victim, in the form of `samnum complaint add --file`. */
export function complaint() {
  const invented = `${MARK.km} (${MARK.en})`
  const draft = {
    channel: 'walk-in',
    wish: 'complain',
    receivedOn: '2026-11-16',
    victim: {
      name: victim.name,
      latinName: victim.latinName,
      sex: 'female',
      birthDate: '1994-03-08',
      nationality: 'ខ្មែរ',
      phone: victim.phone,
      address: 'ក្រុងបាត់ដំបង ខេត្តបាត់ដំបង (អាសយដ្ឋានប្រឌិត)',
      idDocument: 'អត្តសញ្ញាណប័ណ្ណសញ្ជាតិខ្មែរ លេខ 000000000 (លេខប្រឌិត)',
      safeContact: 'តេឡេក្រាម @chanthida_demo ក្រោយម៉ោង ៥ ល្ងាច',
    },
    summary: `${MARK.km}៖ ឆបោកលក់ទូរស័ព្ទតាមហ្វេសប៊ុក និងតេឡេក្រាម`,
    narrative: NARRATIVE.join('\n\n'),
    happenedFrom: '2026-11-10',
    happenedTo: '2026-11-15',
    place: 'ក្រុងបាត់ដំបង ខេត្តបាត់ដំបង (តាមអនឡាញ)',
    typologies: ['online-shopping-scam', 'fake-site'],
    identifiers: [
      { kind: 'phone', value: seller.phone, note: `លេខទទួលប្រាក់តាមភ្នាក់ងារ ${invented}` },
      { kind: 'telegram', value: `@${seller.telegramName}`, note: `គណនីអ្នកលក់ ${invented}` },
      { kind: 'telegram', value: String(seller.telegramId), note: 'លេខសម្គាល់ក្នុងឯកសារនាំចេញ' },
      { kind: 'facebook', value: seller.facebook, note: 'ទំព័រផ្សាយលក់' },
      { kind: 'bank-account', value: seller.account, note: `DEMO BANK ${seller.latinName}` },
      { kind: 'bakong', value: seller.bakong, note: 'ក្នុងកូដ KHQR' },
      { kind: 'email', value: seller.email },
      { kind: 'url', value: seller.offerUrl },
      { kind: 'domain', value: seller.domain },
      { kind: 'ip', value: seller.ip, note: 'ក្នុងក្បាលអ៊ីមែល (Received)' },
    ],
    losses: [
      { state: 'paid', level: 'documented', ...payments.deposit, rail: 'khqr', payer: victim.account, payee: seller.bakong, note: 'ប្រាក់កក់' },
      { state: 'paid', level: 'documented', ...payments.rest, rail: 'bank', payer: victim.account, payee: seller.account, note: 'ប្រាក់នៅសល់' },
      { state: 'paid', level: 'claimed', ...payments.customs, rail: 'cash-agent', payer: victim.phone, payee: seller.phone, note: 'ពន្ធគយក្លែងក្លាយ' },
      { state: 'attempted', level: 'claimed', ...payments.guarantee, payee: `${seller.name.replace(` (${INVENTED_NAME})`, '')} (${INVENTED_NAME})`, note: 'ប្រាក់ធានា ជនរងគ្រោះបានបដិសេធ' },
    ],
  }
  return `${JSON.stringify(draft, null, 2)}\n`
}
