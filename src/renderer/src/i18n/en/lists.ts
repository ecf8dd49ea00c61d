/** What channels and playlists have in common. */
export const lists = {
  sync: {
    running: 'Reading channels and playlists…',
    done: 'As of {when}',
    offline: 'No network. As of {when}',
    never: 'Not read yet',
    failed: 'Could not be read',
    failedSince: 'Could not be read. As of {when}',
    now: 'Read channels and playlists again',
  },
  empty: {
    noAccount: 'No account yet',
    noAccountHint: 'Sign in to a PeerTube instance to see what is yours there.',
  },
  form: {
    restored: 'What you typed earlier is still here. It is not saved yet.',
    offline: 'No network. What you save waits, and is sent as soon as it is back.',
    waits: 'Saved. It is sent as soon as the instance can be reached.',
    conflict: 'It was changed on the instance too. Nothing is overwritten until you decide.',
    waitingNew: 'To be created',
    discard: 'Discard changes',
    arrived: 'Saved.',
  },
  problems: {
    required: 'This is missing.',
    'too-short': 'At least {min} characters.',
    'too-long': 'At most {max} characters; these are {actual}.',
    'bad-name':
      'Lower case letters, digits, dots, hyphens and underscores; a letter, digit or underscore at both ends.',
    'needs-channel': 'Choose a channel: a playlist that others may see belongs to one.',
    'stop-before-start': 'The end comes after the start.',
    'too-late': 'The video ends at {max}.',
  },
  refusals: {
    'name-taken': 'Somebody on this instance has this name, or had it once. Choose another one.',
    'too-many-channels': 'This instance allows no more channels. Delete one first, or ask its people.',
    'last-channel': 'Every account keeps one channel at least: create another one first.',
    'picture-too-large': 'The instance finds the picture too large.',
    'needs-channel': 'Choose a channel: a playlist that others may see belongs to one.',
    'more-videos':
      'It holds more videos than when you decided, and was kept. Take the deletion back, look at them, and delete it again if you still want to.',
  },
  crop: {
    hint: 'Drag the picture or use the arrow keys; plus and minus zoom.',
    area: 'Part of the picture',
    zoom: 'Zoom',
    use: 'Use this part',
    unreadable: 'This file is no picture that can be shown here.',
    'too-large': 'This part is too large for the instance. Zoom in, or choose a smaller picture.',
  },
}
