/** Samples of chats and contacts, made here: one small whole export of each kind. */

export const TELEGRAM_RESULT = JSON.stringify({
  about: 'Here is the data you requested.',
  personal_information: {
    user_id: 77,
    first_name: 'ដារ៉ា',
    last_name: 'Sok',
    phone_number: '+85512345678',
    username: '@dara',
  },
  contacts: {
    list: [
      { user_id: 5, first_name: 'Boss', last_name: '', phone_number: '0012125550100', date_unixtime: '1' },
    ],
  },
  chats: {
    list: [
      {
        name: 'Work',
        type: 'private_supergroup',
        id: 'BIG',
        messages: [
          {
            id: 1,
            type: 'service',
            date: '2026-03-15T14:00:00',
            date_unixtime: '1773558000',
            actor: 'Boss',
            actor_id: 'user5',
            action: 'invite_members',
            members: ['ដារ៉ា', 'Lan'],
            text: '',
          },
          {
            id: 2,
            type: 'message',
            date: '2026-03-15T14:05:33',
            date_unixtime: '1773558333',
            edited: '2026-03-15T14:06:00',
            edited_unixtime: '1773558360',
            from: 'Boss',
            from_id: 'user5',
            reply_to_message_id: 1,
            forwarded_from: 'Bank',
            text: [
              'send to ',
              { type: 'phone', text: '012 345 678' },
              { type: 'text_link', text: ' here', href: 'https://evil.example/pay' },
            ],
          },
          {
            id: 3,
            type: 'message',
            date: '2026-03-15T14:07:00',
            date_unixtime: '1773558420',
            from: 'Lan',
            from_id: 'user6',
            file: '(File not included. Change data exporting settings to download.)',
            file_name: 'a.pdf',
            file_size: 12,
            mime_type: 'application/pdf',
            text: '',
          },
          {
            id: 4,
            type: 'message',
            date: '2026-03-15T14:08:00',
            from: 'Lan',
            from_id: 'user6',
            photo: 'photos/1.jpg',
            photo_file_size: 99,
            location_information: { latitude: 11.5564, longitude: 104.9282 },
            text: '',
          },
        ],
      },
    ],
  },
}).replace('"BIG"', '9007199254740993')

export const TELEGRAM_PAGE = `<!DOCTYPE html><html><head><script src="js/script.js" type="text/javascript"></script></head><body onload="CheckLocation();">
<div class="page_wrap"><div class="page_header"><div class="content"><div class="text bold">Work group</div></div></div>
<div class="page_body chat_page"><div class="history">
<div class="message service" id="message-1"><div class="body details">15 March 2026</div></div>
<div class="message default clearfix" id="message2"><div class="body"><div class="pull_right date details" title="15.03.2026 14:05:33 UTC+07:00">14:05</div>
<div class="from_name">Boss </div><div class="text">call<br>012 345 678 <a href="https://evil.example/">link</a></div></div></div>
<div class="message default clearfix joined" id="message3"><div class="body"><div class="pull_right date details" title="15.03.2026 14:06:00">14:06</div>
<div class="reply_to details">In reply to <a href="#go_to_message2" onclick="return GoToMessage(2)">this message</a></div>
<div class="media_wrap clearfix"><a class="media clearfix pull_left block_link media_file" href="files/a.pdf"><div class="body"><div class="title bold">a.pdf</div><div class="status details">12 B</div></div></a></div></div></div>
<div class="message default clearfix" id="message4"><div class="body"><div class="pull_right date details" title="15.03.2026 14:07:00 UTC+07:00">14:07</div><div class="from_name">Lan</div>
<div class="forwarded body"><div class="from_name">Bank <span class="date details" title="01.01.2026 00:00:00">x</span></div><div class="text">hello</div></div></div></div>
</div></div></div></body></html>`

/** Texts as Facebook writes them: each byte of UTF-8 as a letter. */
export const latinised = (text: string): string => Buffer.from(text).toString('latin1')

export const FACEBOOK_THREAD = JSON.stringify({
  participants: [{ name: latinised('ដារ៉ា') }, { name: 'Lan' }],
  messages: [
    {
      sender_name: latinised('ដារ៉ា'),
      timestamp_ms: 1773558333000,
      content: latinised('សួស្ដី 012 345 678'),
      type: 'Generic',
    },
    {
      sender_name: 'Lan',
      timestamp_ms: 1773558334000,
      photos: [{ uri: 'messages/inbox/x/photos/1.jpg', creation_timestamp: 1 }],
      share: { link: 'https://evil.example/pay' },
    },
    {
      sender_name: 'Lan',
      timestamp_ms: 1773558335000,
      content: 'The video chat ended.',
      call_duration: 65,
      type: 'Call',
    },
    { sender_name: 'Lan', timestamp_ms: 1773558336000, content: 'Motörhead', is_unsent: true },
  ],
  title: latinised('ក្រុម'),
  thread_path: 'inbox/x_1',
})

export const CARDS = [
  'BEGIN:VCARD',
  'VERSION:2.1',
  'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:;=E1=9E=8A=E1=9E=B6=E1=9E=9A=E1=9F=89=',
  '=E1=9E=B6;;;',
  'TEL;CELL;PREF:012 345 678',
  'END:VCARD',
  'BEGIN:VCARD',
  'VERSION:3.0',
  'FN:Lan Tran',
  'N:Tran;Lan;;;',
  'ORG:Example Co',
  'TEL;TYPE=CELL:+84 90 123 4567',
  'item1.EMAIL;type=INTERNET:lan@example.com',
  'NOTE:two\\nlines',
  'END:VCARD',
  '',
].join('\r\n')

export const MAIL = [
  'Return-Path: <bounce@other.example>',
  'Received: from mx.example (mx.example [203.0.113.9])',
  '\tby in.example with ESMTP id 1; Sun, 15 Mar 2026 14:05:33 +0700',
  'From: =?UTF-8?B?4Z6K4Z624Z6a4Z+J4Z62?= <dara@example.com>',
  'To: "Lan, T" <lan@example.org>, x@example.org',
  'Subject: =?UTF-8?Q?Pay_=E2=80=AEgpj?=',
  'Date: Sun, 15 Mar 2026 07:05:33 +0000',
  'Message-ID: <1@example.com>',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary="b"',
  '',
  '--b',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<p>Send to <b>012 345 678</b></p><script>alert(1)</script><img src="http://track.example/x.gif">',
  '--b',
  'Content-Type: application/pdf; name="../../a.pdf"',
  'Content-Disposition: attachment; filename="../../a.pdf"',
  'Content-Transfer-Encoding: base64',
  '',
  'aGVsbG8=',
  '--b--',
  '',
].join('\r\n')
