/** For each error code: what happened, and what to do next. Details of the error stand in braces. */
export const errors = {
  'address-invalid': {
    title: 'This is not an address',
    hint: 'Type it as in the browser, for example tube.example.org.',
  },
  'not-peertube': {
    title: 'No PeerTube was found at this address',
    hint: 'The server answered, but it is something else. Check the address, or open it in a browser first.',
  },
  'instance-unreachable': {
    title: 'The server does not answer',
    hint: 'Check the spelling and your connection, then try again. The instance may also be down for a moment.',
  },
  'instance-tls': {
    title: 'The server’s certificate is not trusted',
    hint: 'Nothing was sent. Check the date of this computer, or tell the people who run the instance.',
  },
  'instance-too-old': {
    title: 'This PeerTube is too old',
    hint: 'It runs version {version}; Longshore needs 5.0 or newer. Ask the people who run the instance to update it.',
  },
  'http-needs-consent': {
    title: 'This address is not encrypted',
    hint: 'Over http your password can be read on the way. Go on only in a network that you trust.',
  },
  'wrong-credentials': {
    title: 'Wrong user name or password',
    hint: 'Type the password again. The e-mail address may do as user name, too.',
  },
  'otp-wrong': {
    title: 'That code was not accepted',
    hint: 'Codes change every 30 seconds: wait for the next one and type that.',
  },
  'account-blocked': {
    title: 'This account is blocked',
    hint: 'The moderators of the instance blocked it. Only they can lift that: write to them.',
  },
  'email-not-verified': {
    title: 'The e-mail address is not confirmed yet',
    hint: 'Open the message the instance sent you and follow its link, then sign in again.',
  },
  'registration-pending': {
    title: 'The registration waits for approval',
    hint: 'The moderators have not decided yet. The instance sends you a message when they have.',
  },
  'registration-refused': {
    title: 'The registration was refused',
    hint: 'The moderators did not accept it. Write to them, or choose another instance.',
  },
  'password-too-long': {
    title: 'The password is too long for this instance',
    hint: 'It takes at most 72 bytes. Set a shorter one on the website, then sign in here.',
  },
  'too-many-logins': {
    title: 'Too many attempts to sign in',
    hint: 'The instance asks for a pause. Try again in {wait}.',
  },
  'external-login-only': {
    title: 'This account signs in elsewhere',
    hint: 'It belongs to an external login of the instance: use its button below.',
  },
  'external-login-failed': {
    title: 'The external login did not work',
    hint: 'The login service sent no permission back. Try again, or ask the people who run the instance.',
  },
  'external-login-closed': {
    title: 'The login window was closed',
    hint: 'Nothing happened. Open it again when you are ready.',
  },
  'host-refused': {
    title: 'The server refused the request',
    hint: 'Something in front of the instance, such as a proxy or a firewall, said no. Try another network or ask its people.',
  },
  'already-signed-in': { title: 'This account is here already', hint: 'You find it in the sidebar.' },
  'no-secure-store': {
    title: 'This computer offers no safe place for the sign-in',
    hint: 'No keychain answers. You can sign in for this session only: the account is forgotten when Longshore ends.',
  },
  'signed-out': {
    title: 'This account is signed out',
    hint: 'Sign in again; its uploads wait and go on from where they were.',
  },
  'live-not-enabled': {
    title: 'This instance offers no lives',
    hint: 'Its people switched them off. Ask them, or use an account on another instance.',
  },
  'live-replay-not-allowed': {
    title: 'This instance keeps no replays of lives',
    hint: 'Make the live without a replay; you can record it in your encoder and upload the file.',
  },
  'live-latency-not-allowed': {
    title: 'The delay cannot be chosen on this instance',
    hint: 'Take the usual one.',
  },
  'live-dvr-not-allowed': {
    title: 'Viewers cannot rewind lives on this instance',
    hint: 'Set rewinding to “not at all”.',
  },
  'live-conflict': {
    title: 'A permanent live cannot keep replays here',
    hint: 'Choose one: permanent, or once with a replay.',
  },
  'live-user-limit': {
    title: 'You have as many lives as the instance allows',
    hint: 'Delete one that you no longer need, or use a permanent one again.',
  },
  'live-instance-limit': {
    title: 'The instance has as many lives as it allows',
    hint: 'Others have to end theirs first. Try again later.',
  },
  'live-started': {
    title: 'The live is on air, or over',
    hint: 'Its settings can be changed only while it waits.',
  },
  'live-time-passed': {
    title: 'An announced time passed before it was sent: choose a later one, or take it out',
    hint: 'Nothing was changed on the instance.',
  },
  'not-found': {
    title: 'It is not there any more',
    hint: 'It was removed in the meantime. Refresh and look again.',
  },
  'not-allowed-now': {
    title: 'That is not possible right now',
    hint: 'The state has changed in the meantime. Look again and repeat if need be.',
  },
  'table-refused': {
    title: 'This table was not taken',
    hint: 'Nothing was changed. Compare it with a table that Longshore exported.',
  },
  'list-changed': {
    title: 'The list has changed meanwhile',
    hint: 'Nothing was done. Look at the list, choose the videos again, then repeat.',
  },
  'pattern-invalid': {
    title: 'This pattern can’t be read',
    hint: 'Look for a bracket or parenthesis that is not closed. Look-ahead and back-references are not known here.',
  },
  'link-not-opened': {
    title: 'This link is not opened from here',
    hint: 'Longshore hands over encrypted addresses (https) only. Copy it into your browser if you trust it.',
  },
  'invalid-input': { title: 'Something in there is not right', hint: 'Check what you typed and try again.' },
  'unsupported-picture': {
    title: 'This picture format is not taken',
    hint: 'Use a JPEG, PNG or WebP picture.',
  },
  'picture-too-large': { title: 'The picture is too large', hint: 'Make it smaller and choose it again.' },
  'unsupported-caption': { title: 'This caption file is not taken', hint: 'Use a .vtt or .srt file.' },
  'file-unreadable': {
    title: 'The file cannot be read',
    hint: 'Check that it is still there and that you may open it.',
  },
  'disk-full': {
    title: 'The disk is full',
    hint: 'Free some space, then try again. Nothing that was typed is lost.',
  },
  'folder-unwritable': {
    title: 'The folder takes no files',
    hint: 'It may be gone, or be for reading only. Choose another folder, or make room for it, and try again.',
  },
  'size-differs': {
    title: 'The file came incomplete',
    hint: 'Its end is missing, or its size is not the one that the instance named. Try again: it comes from the beginning.',
  },
  'database-newer': {
    title: 'A newer Longshore was used here',
    hint: 'Its data cannot be read by this version. Install the newer one again.',
  },
  'server-refused': { title: 'The instance refused', hint: 'Its own words stand below.' },
  'rate-limited': {
    title: 'The instance asks for a pause',
    hint: 'It had too many requests. Try again in a moment.',
  },
  offline: { title: 'No network', hint: 'Check the connection of this computer, then try again.' },
  cancelled: { title: 'Cancelled', hint: 'Nothing was changed.' },
  'foreign-sender': {
    title: 'The request was refused',
    hint: 'It did not come from the window of Longshore.',
  },
  internal: {
    title: 'Something went wrong inside Longshore',
    hint: 'Try again. If it comes back, copy the diagnostic and report it.',
  },
  /** Line {line} of a table. */
  table: {
    encoding: 'Line {line} is not UTF-8. Save it as “CSV UTF-8” in the spreadsheet, then import it again.',
    quotes: 'Line {line}: a quotation mark stands where none may, or is never closed.',
    columns: 'The first line names no column that can be changed, such as title or tags.',
    'no-uuid': 'Line {line}: the column uuid is missing. Without it nobody knows which video is meant.',
    'column-twice': 'The first line names a column twice.',
    cells: 'Line {line} has more or fewer cells than the first line.',
    'too-long': 'Line {line} is longer than any video’s texts can be.',
    'too-many': 'There are more than 200,000 lines. Import it in parts.',
    json: 'Line {line} is not valid JSON.',
    record:
      'Line {line}: the values of a video are texts, numbers, true, false or null; only “tags” and “embedding” may be lists of texts.',
    empty: 'There is no video in it.',
  },
  /** Video {record} of a table in JSON, which ends in line {line}. */
  records: {
    json: 'At video {record} (line {line}) it is not valid JSON.',
    'no-uuid': 'Video {record} (line {line}) has no uuid. Without it nobody knows which video is meant.',
    'too-long': 'Video {record} (line {line}) is longer than any video’s texts can be.',
    record:
      'Video {record} (line {line}): its values are texts, numbers, true, false or null; only “tags” and “embedding” may be lists of texts.',
  },
  captions: {
    'no-captions': 'There are no captions in it. WebVTT, SubRip, ASS and SBV can be read.',
    'other-content':
      'What stands in it are no captions of the kind that its name says. Use another .vtt or .srt file.',
    'too-large': 'It is too large.',
    'too-many': 'There are too many captions in it.',
  },
  closer: {
    dns: 'There is no server of that name, or this computer has no connection. Check the spelling.',
    refused: 'The computer at that address answers, but no web server does. Check the address and its port.',
    timeout: 'The server took too long. Try again in a moment; the instance may be busy or down.',
    software:
      'The server answered as {software}. Check the address, or ask for the one of the PeerTube instance.',
  },
}
