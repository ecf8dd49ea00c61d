export const accounts = {
  quota: '{used} of {total} used',
  refresh: 'Refresh',
  signOut: 'Sign out',
  signInAgain: 'Sign in again',
  removeAccount: 'Remove account',
  actionsFor: 'Actions for {account}',
  confirmSignOut: {
    title: 'Sign {account} out?',
    body: 'Its uploads pause and wait. They go on from where they are when you sign in again.',
  },
  confirmRemove: {
    title: 'Remove {account}?',
    body: 'Its drafts and unfinished uploads are removed from this list. Videos on {host} and your receipts stay.',
  },
}
