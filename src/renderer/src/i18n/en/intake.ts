export const intake = {
  reading: 'Reading {count} file… | Reading {count} files…',
  readingFolder: 'Looking for videos…',
  cancel: 'Stop reading',
  added: '{count} video added | {count} videos added',
  nothingAdded: 'Nothing was added',
  waiting: '{count} file waits for you to sign in | {count} files wait for you to sign in',
  dialog: {
    title: 'Not added',
    summary:
      '{count} file was left out. Nothing was changed on your disk. | {count} files were left out. Nothing was changed on your disk.',
    addAgain: 'Add it all the same | Add the {count} already sent',
    more: 'Only the first {count} are listed.',
    early: {
      'disk-full': 'The disk of this computer is full. Make room, then add them again.',
      internal: 'Longshore could not go on. What was added stays; add the rest again.',
    },
  },
  reasons: {
    empty: 'The file is empty',
    unreadable: 'The file cannot be read ({detail})',
    'not-a-video': 'The instance does not take this kind of file ({detail})',
    hidden: 'A hidden file. To add it, drop the file itself',
    special: 'Neither a file nor a folder',
    'no-extension': 'Its name has no ending such as .mp4, by which the instance knows videos',
    'disk-full': 'The disk of Longshore’s own data is full: free some space and add it again',
    'not-permitted': 'You are not allowed to read it',
    'too-large': 'Larger than your quota, or than any upload may be',
    'already-queued': 'Already in the list: {detail}',
    'already-sent': 'Already sent: {detail}',
    vanished: 'It disappeared while the folder was read',
    'not-stored': 'Longshore could not write it into its list ({detail})',
  },
}
