export const common = {
  cancel: 'Cancel',
  close: 'Close',
  back: 'Back',
  save: 'Save',
  retry: 'Try again',
  copied: 'Copied',
  openInBrowser: 'Open in browser',
  moreActions: 'More actions',
  loading: 'Loading…',
  closePanel: 'Close the side panel',
  videoUnplayable:
    'This video can’t be played now: the instance gives no file that plays here, or it can’t be reached.',
  removeItem: 'Remove “{name}”',
}
